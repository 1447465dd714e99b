import type { Field, Reading } from '../../grammar/field.js';
import { fieldAt } from '../../grammar/fields.js';
import { writeModelFigures } from '../../grammar/figures.js';
import { type FlatWorkload, MODEL_FIGURES } from '../../grammar/flat-workload.js';
import { readField } from '../../grammar/read-field.js';
import { readVolume } from '../../grammar/read-volume.js';
import { readTokens, TOKEN_PATHS, writeTokens } from '../../grammar/tokens-text.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { VOLUME_PATHS, writeField, writeVolume } from '../../grammar/write-field.js';

/** The fields of the form. A field's `action_id` is its id; its `block_id` also has a generation. */
export const FORM_FIELDS = [
  'task',
  'model',
  'effort',
  'volume',
  'tokens',
  'examples',
  'destination',
  'privacy',
  'estimate',
  'files',
  'name',
  'exampleTokens',
  'knowledge',
  'corpus',
  'target',
  'accuracy',
  'smaller',
  'tuned',
  'retrieval',
  'models',
  'tolerance',
  'judging',
  'loss',
  'growth',
  'cache',
  'batch',
  'retries',
  'easy',
  'latency',
  'p95',
  'conditions',
  'providers',
  'accounts',
  'engineer',
  'setup',
  'evaluation',
  'upkeep',
  'requirements',
  'retrain',
  'horizon',
  'price',
  'commitment',
  'training',
  'hosting',
  'quote',
  'untuned',
  'labelCost',
  'epochs',
  'runs',
  'tunedFixed',
  'tunedShots',
  'tunedAnswer',
  'utilisation',
  'copies',
  'owned',
  'kwh',
  'changed',
  'retrievalUpkeep',
  'tokenFactor',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** A text field of the form, which holds one value of the workload or a few that belong together. */
export interface TextField {
  readonly id: FormField;
  /** The paths of the workload that it holds. */
  readonly paths: readonly string[];
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  /** Most characters of it. */
  readonly longest: number;
  /** For what has to be given: whether it is, and what is said when it is not. */
  readonly required?: { isGiven(flat: FlatWorkload): boolean; readonly ask: string };
  /** The text that stands for what is known; nothing where nothing is. */
  write(flat: FlatWorkload): string | undefined;
  read(text: string, words: Vocabulary): Reading;
}

/** A text field that holds one value. */
export interface ValueField extends TextField {
  readonly path: string;
}

/** A text field for the value at one path. All of them may stay empty: a stated default is taken then. */
export function valueField(
  id: FormField,
  path: string,
  label: string,
  hint: string,
  placeholder: string,
): ValueField {
  return {
    id,
    path,
    paths: [path],
    label,
    hint,
    placeholder,
    longest: LONGEST[fieldAt(path).kind] ?? 60,
    write: (flat) => writeValue(path, flat),
    read: (text, words) => readField(fieldAt(path), text, words),
  };
}

/** Most characters of a field, where it is not 60. */
const LONGEST: Readonly<Partial<Record<Field['kind'], number>>> = { text: 80, figures: 1_000 };

function writeValue(path: string, flat: FlatWorkload): string | undefined {
  if (path === MODEL_FIGURES) return writeModelFigures(flat);
  const value = flat[path];
  return value === undefined ? undefined : writeField(path, value);
}

/** Longest text that Slack lets into a field, in UTF-16 units. */
export const LONGEST_PASTE = 3_000;

/** Longest text that says how many tokens there are: `2k fixed + 200 in, 100 out`. */
const LONGEST_TOKENS = 100;

/** Whether the field for tokens holds no numbers, but the prompt itself, which is to be counted. */
export function isPastedText(text: string): boolean {
  return text.length > LONGEST_TOKENS || text.includes('\n') || beginsLikeChat(text);
}

/** Whether a text begins like the JSON of a chat or like a curl command. */
export function beginsLikeChat(text: string): boolean {
  return /^(?:[[{]|(?:\$ ?)?curl\s)/.test(text.trimStart());
}

/** The text fields of the first page: few, so that it needs no scrolling. */
export const TEXT_FIELDS: readonly TextField[] = [
  {
    id: 'volume',
    paths: VOLUME_PATHS,
    label: 'Volume',
    hint: 'A number alone is per day. A month is taken as 30 days; once is a backlog.',
    placeholder: '500k a day, 15M a month, 20 a second, or 2M once',
    longest: 60,
    required: {
      isGiven: (flat) => VOLUME_PATHS.some((path) => flat[path] !== undefined),
      ask: 'write how many queries there are, like 500k a day.',
    },
    write: writeVolume,
    read: (text) => readVolume(fieldAt('volume.queriesPerDay'), text.trim()),
  },
  {
    id: 'tokens',
    paths: TOKEN_PATHS,
    label: 'Tokens per query',
    hint: `In is the prompt, its fixed part first. Or paste the prompt, a chat JSON or a curl command of up to ${LONGEST_PASTE.toLocaleString('en-US')} characters: it is counted.`,
    placeholder: '2k fixed + 200 in, 100 out; or the prompt itself',
    longest: LONGEST_PASTE,
    required: {
      isGiven: (flat) => ['tokens.user', 'tokens.output'].every((path) => flat[path] !== undefined),
      ask: 'write what goes in and what comes out, like 2k fixed + 200 in, 100 out.',
    },
    write: writeTokens,
    read: (text, words) =>
      isPastedText(text)
        ? {
            ok: false,
            problem:
              'this text is being counted. Send the form when its tokens stand here, or write them yourself.',
          }
        : readTokens(text, words),
  },
  valueField(
    'examples',
    'data.examples',
    'Training examples at hand',
    'Prompts with good answers. Leave empty if there are none. Typical: 500 to 10k.',
    '5k prompts with good answers; empty if there are none',
  ),
];

/** How often each field has been given new initial values; the same block keeps what the person typed. */
export type Generations = Readonly<Partial<Record<FormField, number>>>;

/** The `block_id` of a field. A new generation makes Slack forget what was typed and show the initial value. */
export function blockIdOf(field: FormField, generations: Generations): string {
  return `${field}.${generations[field] ?? 0}`;
}
