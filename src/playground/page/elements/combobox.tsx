/** The one menu behind every kind of select: searchable, for one choice or several, by mouse or keyboard. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { ChevronIcon, CloseIcon } from '../icons.js';
import { useFloating } from './floating.js';

/** One line of the menu. */
export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly group?: string | undefined;
  readonly mark?: ReactNode;
}

/** What a {@link Combobox} needs. */
export interface ComboboxProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly selected: readonly Choice[];
  readonly multiple: boolean;
  readonly placeholder: string;
  readonly onSelect: (selected: readonly Choice[]) => void;
  /** Given when the choices depend on what is typed; otherwise the menu filters them itself. */
  readonly onQuery?: (query: string) => void;
  /** Shown instead of choices: loading, too little typed, nothing found. */
  readonly note?: string | undefined;
  readonly maxItems?: number | undefined;
  readonly clearable?: boolean;
  readonly field?: {
    readonly id: string;
    readonly describedBy?: string | undefined;
    readonly invalid: boolean;
  };
  readonly autoFocus?: boolean | undefined;
}

const matches = (choice: Choice, query: string) =>
  `${choice.label} ${choice.description ?? ''} ${choice.group ?? ''}`
    .toLowerCase()
    .includes(query.toLowerCase());

/** A select menu with a search field, after the ARIA combobox pattern. */
export function Combobox(props: ComboboxProps) {
  const { choices, selected, multiple, onSelect, onQuery, field } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const anchor = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();

  const shown = onQuery || query === '' ? choices : choices.filter((choice) => matches(choice, query));
  const note = props.note ?? (shown.length === 0 ? 'No matches' : undefined);
  const chosenKeys = new Set(selected.map((choice) => choice.key));
  const full = props.maxItems !== undefined && selected.length >= props.maxItems;
  useFloating(anchor, list, open, `${shown.length}/${note}/${selected.length}`);

  const search = (text: string) => {
    setQuery(text);
    setActive(0);
    onQuery?.(text);
  };
  const show = () => {
    if (open) return;
    setOpen(true);
    search('');
    const at = shown.findIndex((choice) => chosenKeys.has(choice.key));
    setActive(multiple ? 0 : Math.max(0, at));
  };
  const hide = () => {
    setOpen(false);
    setQuery('');
  };
  const choose = (choice: Choice) => {
    if (!multiple) {
      onSelect([choice]);
      hide();
      return;
    }
    if (chosenKeys.has(choice.key)) onSelect(selected.filter((other) => other.key !== choice.key));
    else if (!full) onSelect([...selected, choice]);
    if (query !== '') search('');
  };
  const remove = (choice: Choice) => {
    onSelect(selected.filter((other) => other.key !== choice.key));
    input.current?.focus();
  };
  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, shown.length - 1));
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    const choice = shown[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (open) move(active + (key === 'ArrowDown' ? 1 : -1));
      else show();
    } else if (key === 'Enter' && !open) show();
    else if (open && key === 'Home') move(0);
    else if (open && key === 'End') move(shown.length - 1);
    else if (open && key === 'Enter') {
      if (choice) choose(choice);
    } else if (open && key === 'Escape') hide();
    else if (key === 'Backspace' && multiple && query === '') onSelect(selected.slice(0, -1));
    else return;
    if (key === 'Backspace') return;
    event.preventDefault();
    event.stopPropagation();
  };

  const single = multiple ? undefined : selected[0];
  return (
    <div
      ref={anchor}
      className={`combobox ${field ? 'wide' : 'compact'} ${field?.invalid ? 'invalid' : ''}`}
      data-open={open}
    >
      {multiple &&
        selected.map((choice) => (
          <span key={choice.key} className="chip">
            {choice.label}
            <button type="button" aria-label={`Remove ${choice.label}`} onClick={() => remove(choice)}>
              <CloseIcon />
            </button>
          </span>
        ))}
      {single?.mark && !open && <span className="choice-mark">{single.mark}</span>}
      <input
        ref={input}
        id={field?.id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={field ? undefined : props.label}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid}
        data-autofocus={props.autoFocus ? '' : undefined}
        placeholder={single?.label ?? (multiple && selected.length > 0 ? '' : props.placeholder)}
        data-filled={single !== undefined && !open}
        value={open ? query : (single?.label ?? '')}
        onChange={(event) => {
          if (!open) setOpen(true);
          search(event.target.value);
        }}
        onClick={show}
        onKeyDown={steer}
        onBlur={hide}
      />
      {props.clearable && single && (
        <button type="button" className="clear" aria-label="Clear selection" onClick={() => onSelect([])}>
          <CloseIcon />
        </button>
      )}
      <ChevronIcon />
      {open && (
        <ChoiceList
          ref={list}
          id={listId}
          label={props.label}
          choices={note === undefined ? shown : []}
          chosen={chosenKeys}
          active={active}
          multiple={multiple}
          full={full}
          note={note}
          onChoose={choose}
          onPoint={setActive}
        />
      )}
    </div>
  );
}

interface ChoiceListProps {
  readonly ref: React.Ref<HTMLDivElement>;
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  readonly active: number;
  readonly multiple: boolean;
  readonly full: boolean;
  readonly note: string | undefined;
  readonly onChoose: (choice: Choice) => void;
  readonly onPoint: (index: number) => void;
}

function ChoiceList({
  ref,
  id,
  label,
  choices,
  chosen,
  active,
  multiple,
  full,
  note,
  ...on
}: ChoiceListProps) {
  return (
    <div
      ref={ref}
      id={id}
      popover="manual"
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={multiple}
      className="floating"
      // Keeps the focus in the search field, which closes the list when it loses it.
      onMouseDown={(event) => event.preventDefault()}
    >
      {note !== undefined && <p className="floating-note">{note}</p>}
      {choices.map((choice, index) => (
        <div key={choice.key}>
          {choice.group !== undefined && choice.group !== choices[index - 1]?.group && (
            <p className="floating-group">{choice.group}</p>
          )}
          {/** biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and handles the keys. */}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            data-index={index}
            aria-selected={chosen.has(choice.key)}
            aria-disabled={full && !chosen.has(choice.key)}
            className="floating-item"
            data-active={index === active}
            onClick={() => on.onChoose(choice)}
            onPointerMove={() => on.onPoint(index)}
          >
            {choice.mark && <span className="choice-mark">{choice.mark}</span>}
            <span className="choice-label">
              {choice.label}
              {choice.description && <small>{choice.description}</small>}
            </span>
          </div>
        </div>
      ))}
    </div>
  );
}
