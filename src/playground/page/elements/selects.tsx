/** Every select menu of Block Kit, on top of one combobox. */
import { useEffect, useRef, useState } from 'react';
import { unescapeText } from '../block-kit/mrkdwn.js';
import { type Suggestions, useSurface } from '../block-kit/surface.js';
import { type Element, flatOptions, type Option } from '../block-kit/types.js';
import { ChannelMark } from '../channel-mark.js';
import { useViewer, type Viewer } from '../use-workspace.js';
import { type Choice, Combobox } from './combobox.js';
import { elementLabel, type FieldProps, useField } from './field.js';

const DEBOUNCE_MS = 200;
const DEFAULT_MIN_QUERY = 3;

const toChoice = (option: Option, group?: string): Choice => ({
  key: option.value,
  label: unescapeText(option.text.text),
  description: option.description && unescapeText(option.description.text),
  group,
});

function frameProps(props: FieldProps) {
  const { element, frame, block } = props;
  const multiple = element.type.startsWith('multi_');
  return {
    label: elementLabel(props),
    multiple,
    placeholder: element.placeholder?.text ?? (multiple ? 'Select options' : 'Select an option'),
    maxItems: element.max_selected_items,
    clearable: block.optional === true,
    autoFocus: element.focus_on_load,
    ...(frame && { field: frame }),
  };
}

const asArray = (bare: unknown): unknown[] => (Array.isArray(bare) ? bare : bare == null ? [] : [bare]);

/** `static_select` and `multi_static_select`. */
export function StaticSelect(props: FieldProps) {
  const [bare, set] = useField(props);
  const entries = flatOptions(props.element);
  const shared = frameProps(props);
  const select = (chosen: readonly Choice[]) => {
    const options = chosen.flatMap(
      ({ key }) => entries.find(({ option }) => option.value === key)?.option ?? [],
    );
    set(shared.multiple ? options : options[0]);
  };
  return (
    <Combobox
      {...shared}
      choices={entries.map(({ option, group }) => toChoice(option, group))}
      selected={(asArray(bare) as Option[]).map((option) => toChoice(option))}
      onSelect={select}
    />
  );
}

/** `external_select` and `multi_external_select`: the app is asked while the person types. */
export function ExternalSelect(props: FieldProps) {
  const { block, element } = props;
  const { suggest } = useSurface();
  const [bare, set] = useField(props);
  const [offered, setOffered] = useState<Suggestions>();
  const [note, setNote] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const least = element.min_query_length ?? DEFAULT_MIN_QUERY;
  const fetchFor = async (query: string) => {
    asked.current += 1;
    const turn = asked.current;
    const answer = await suggest(block, element, query).catch(() => undefined);
    if (turn !== asked.current) return;
    setOffered(answer);
    setNote(answer === undefined ? 'The app did not answer. Try again.' : undefined);
  };
  const ask = (query: string) => {
    clearTimeout(timer.current);
    asked.current += 1;
    if (query.length < least) {
      setOffered(undefined);
      setNote(least === 1 ? 'Type to search' : `Type at least ${least} characters to search`);
      return;
    }
    setNote('Searching…');
    timer.current = setTimeout(() => void fetchFor(query), query === '' ? 0 : DEBOUNCE_MS);
  };

  const entries = flatOptions(offered ?? {});
  const chosen = asArray(bare) as Option[];
  const shared = frameProps(props);
  const select = (next: readonly Choice[]) => {
    const known = [...chosen, ...entries.map(({ option }) => option)];
    const options = next.flatMap(({ key }) => known.find((option) => option.value === key) ?? []);
    set(shared.multiple ? options : options[0]);
  };
  return (
    <Combobox
      {...shared}
      choices={entries.map(({ option, group }) => toChoice(option, group))}
      selected={chosen.map((option) => toChoice(option))}
      onSelect={select}
      onQuery={ask}
      note={note}
    />
  );
}

const INCLUDES = { public: 'public', private: 'private', dm: 'im' } as const;

function peopleChoices({ state }: Viewer): Choice[] {
  return state.users.map((user) => ({
    key: user.id,
    label: user.name,
    description: user.isBot ? 'App' : undefined,
  }));
}

function channelChoices({ state }: Viewer, element: Element): Choice[] {
  const publicOnly = element.type.endsWith('channels_select');
  const include = publicOnly ? ['public'] : element.filter?.include;
  return state.channels
    .filter(({ kind }) => include === undefined || include.includes(INCLUDES[kind]))
    .map((channel) => ({ key: channel.id, label: channel.name, mark: <ChannelMark kind={channel.kind} /> }));
}

/** The selects whose choices are the people or the conversations of the workspace. */
export function WorkspaceSelect(props: FieldProps) {
  const viewer = useViewer();
  const [bare, set] = useField(props);
  const { element } = props;
  const shared = frameProps(props);
  const people = element.type.endsWith('users_select');
  const choices = people ? peopleChoices(viewer) : channelChoices(viewer, element);
  const ids = asArray(bare) as string[];
  const selected = ids.map((id) => choices.find(({ key }) => key === id) ?? { key: id, label: id });
  return (
    <Combobox
      {...shared}
      choices={choices}
      selected={selected}
      onSelect={(chosen) => set(shared.multiple ? chosen.map(({ key }) => key) : chosen[0]?.key)}
    />
  );
}
