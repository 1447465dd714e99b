import type { types } from '@slack/bolt';
import { type FlatWorkload, isGiven, isNames, textAt } from '../../grammar/flat-workload.js';
import { MORE_DETAIL } from '../../kit/action-ids.js';
import { type Block, button, plain } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { MAX_FILES } from '../files/reading.js';
import {
  CALL_TEXTS,
  type ChoiceField,
  CONDITIONS,
  DETAIL_PATHS,
  EFFORT,
  FIRST_TEXTS,
  GPU_TEXTS,
  JUDGING,
  KNOWLEDGE,
  KNOWLEDGE_TEXTS,
  LIST_FIELDS,
  type ListField,
  PEOPLE_TEXTS,
  PRICE_TEXTS,
  QUALITY_TEXTS,
} from './detail-fields.js';
import { blockIdOf, type FormField, type Generations, type TextField } from './form-fields.js';
import { boxesInput, choiceInput, fileInput, textInput } from './form-inputs.js';

/** What the fields behind *More detail* show. */
export interface DetailContent {
  readonly flat: FlatWorkload;
  readonly typed?: Readonly<Partial<Record<FormField, string>>>;
  /** Names that can be chosen in the lists of providers. */
  readonly providers: readonly string[];
}

/** The button that shows the fields. It says how many are filled in out of sight. */
export function moreDetailButton(flat: FlatWorkload): types.Button {
  const known = DETAIL_PATHS.filter((path) => isGiven(flat, path)).length;
  const label = known === 0 ? 'More detail' : `More detail (${known} given)`;
  return button(MORE_DETAIL, label, 'more');
}

/** The fields behind *More detail*. */
export function detailBlocks({ flat, typed, providers }: DetailContent, generations: Generations): Block[] {
  const texts = (fields: readonly TextField[]): Block[] =>
    fields.map((field) => textInput(field, flat, typed?.[field.id], generations));
  const choice = ({ id, path, label, hint, placeholder, choices }: ChoiceField): Block => {
    const options = Object.entries(choices).map(([value, words]) => ({ text: plain(words), value }));
    return choiceInput(id, label, hint, placeholder, { options }, textAt(flat, path), generations);
  };
  return [
    fileInput(
      'files',
      'Files with your numbers',
      'A training file, usage exports or an evaluation. What you leave empty is taken from them; nothing of them is kept.',
      MAX_FILES,
      generations,
    ),
    ...texts(FIRST_TEXTS),
    heading('Knowledge'),
    choice(KNOWLEDGE),
    ...texts(KNOWLEDGE_TEXTS),
    heading('Right and wrong answers'),
    ...texts(QUALITY_TEXTS),
    choice(JUDGING),
    heading('Calls'),
    choice(EFFORT),
    ...texts(CALL_TEXTS),
    heading('Conditions'),
    boxesInput(
      'conditions',
      'What holds',
      'Each tick rules plans out or makes cheaper ones possible.',
      CONDITIONS,
      (path) => flat[path] === true,
      generations,
    ),
    ...LIST_FIELDS.map((field) => listInput(field, flat, providers, generations)),
    heading('People and time'),
    ...texts(PEOPLE_TEXTS),
    heading('What you pay'),
    ...texts(PRICE_TEXTS),
    heading('Own GPUs'),
    ...texts(GPU_TEXTS),
  ];
}

function heading(text: string): types.HeaderBlock {
  return { type: 'header', text: plain(text) };
}

/** Names that can be chosen at once: as many as a workload may name. */
const MAX_NAMES = 50;

/** Most options of a menu: Slack's limit. */
const MAX_OPTIONS = 100;

/** A menu in which several names are chosen. */
export function listInput(
  { id, path, label, hint }: ListField,
  flat: FlatWorkload,
  providers: readonly string[],
  generations: Generations,
): types.InputBlock {
  const value = flat[path];
  const chosen = isNames(value) ? [...new Set(value)] : [];
  const options = namesToChoose(chosen, providers).map((name) => ({
    text: plain(cut(asOneLine(name), 75)),
    value: name,
  }));
  const initial = chosen.flatMap((name) => options.find((option) => option.value === name) ?? []);
  return {
    type: 'input',
    block_id: blockIdOf(id, generations),
    label: plain(label),
    hint: plain(hint),
    optional: true,
    element: {
      type: 'multi_static_select',
      action_id: id,
      placeholder: plain('Choose'),
      max_selected_items: MAX_NAMES,
      options,
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
}

/** What is chosen already, as it is written there, then every other name once, whatever its case. */
function namesToChoose(chosen: readonly string[], providers: readonly string[]): readonly string[] {
  const names = [...chosen];
  const known = new Set(chosen.map((name) => name.toLowerCase()));
  for (const name of providers) {
    if (known.has(name.toLowerCase())) continue;
    known.add(name.toLowerCase());
    names.push(name);
  }
  return names.slice(0, MAX_OPTIONS).sort((a, b) => a.localeCompare(b, 'en'));
}
