import { TASKS } from '../../engine/index.js';
import { nearestWord } from '../kit/nearest.js';
import type { Field, Reading } from './field.js';
import { FIELD_KEYS, FIELDS, fieldAt, fieldOfKey } from './fields.js';
import { readModelFigure } from './figures.js';
import { type FlatValue, MODEL_FIGURES } from './flat-workload.js';
import { looksLikeEffort } from './named-model.js';
import { parseNumber } from './numbers.js';
import { MAX_TYPED, readField } from './read-field.js';
import { looksLikeVolume, oneOff, readVolume } from './read-volume.js';
import { FILLERS, TASK_SYNONYMS } from './synonyms.js';
import { problemWith, quote, type TextProblem } from './text-problem.js';
import type { Vocabulary } from './vocabulary.js';

/** What one word of a command means. */
export type Meaning =
  | { readonly kind: 'values'; readonly values: Readonly<Record<string, FlatValue>> }
  | { readonly kind: 'private' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'problem'; readonly problem: TextProblem }
  | { readonly kind: 'unknown' };

const FLAG_WORDS = new Map(
  FIELDS.filter((field) => field.kind === 'flag').flatMap((field) =>
    field.keys.map((key) => [key, field] as const),
  ),
);
const TASK_WORDS = new Map<string, string>([...TASKS.map((task) => [task, task] as const), ...TASK_SYNONYMS]);
const PRIVATE_WORDS: ReadonlySet<string> = new Set(['private', 'privately', 'onlyme']);

/** Words that can stand alone or before `=`, for suggestions. */
const KNOWN_WORDS: readonly string[] = [...FIELD_KEYS, ...TASK_WORDS.keys(), 'private'];

/** Understands one word. Never throws. */
export function understandWord(word: string, vocabulary: Vocabulary): Meaning {
  if (word.length > MAX_TYPED) {
    return { kind: 'problem', problem: problemWith(word, 'this is too long to be read.') };
  }
  const lower = word.toLowerCase();
  const equals = word.indexOf('=');
  if (equals >= 0) return understandPair(word, word.slice(0, equals), word.slice(equals + 1), vocabulary);
  if (PRIVATE_WORDS.has(lower)) return { kind: 'private' };
  const model = vocabulary.findModel(word);
  if (model) return { kind: 'values', values: { 'current.model': model.id } };
  if (looksLikeEffort(word, vocabulary)) {
    const field = { ...fieldAt('current.model'), example: 'gpt-6-luna@low' };
    return from(word, readField(field, word, vocabulary), field);
  }
  if (isOfModel(word)) return problemMeaning(word, 'this needs a figure.', fieldAt(MODEL_FIGURES).example);
  const flag = FLAG_WORDS.get(lower);
  if (flag) return { kind: 'values', values: { [flag.path]: true } };
  if (looksLikeVolume(word)) {
    const field = fieldAt('volume.queriesPerDay');
    return from(word, readVolume(field, word), field);
  }
  if (RIGHT_OF_ALL.test(word)) {
    return problemMeaning(word, 'I do not know whose right answers these are.', `accuracy=${quote(word)}`);
  }
  if (/^[$]?\.?\d/.test(word)) return understandNumber(word, vocabulary);
  const task = TASK_WORDS.get(lower);
  if (task !== undefined) return { kind: 'values', values: { task } };
  if (FILLERS.has(lower)) return { kind: 'filler' };
  const field = fieldOfKey(word);
  return field ? problemMeaning(word, 'this needs a value.', field.example, field.path) : { kind: 'unknown' };
}

function from(word: string, reading: Reading, field: Field): Meaning {
  if (reading.ok) return { kind: 'values', values: reading.values };
  return {
    kind: 'problem',
    problem: { ...problemWith(word, reading.problem, field.example), path: field.path },
  };
}

function understandPair(word: string, key: string, value: string, vocabulary: Vocabulary): Meaning {
  if (PRIVATE_WORDS.has(key.toLowerCase())) {
    return /^(no|false|off|0)$/i.test(value) ? { kind: 'filler' } : { kind: 'private' };
  }
  if (isOfModel(key)) {
    const figures = fieldAt(MODEL_FIGURES);
    const model = key.slice(key.indexOf(':') + 1);
    return from(word, readModelFigure(figures, model, value, vocabulary), figures);
  }
  const field = meantField(key, value);
  if (!field) {
    const near = nearestWord(key, FIELD_KEYS);
    const meant = near === undefined ? undefined : fieldOfKey(near);
    const problem =
      near === undefined ? 'I do not know this word.' : `I do not know this word. Did you mean ${near}=?`;
    return { kind: 'problem', problem: problemWith(word, problem, meant?.example) };
  }
  if (field.path === 'data.examples') return understandExamples(word, value, vocabulary);
  if (field.path === 'tokens.user' && value.includes('+')) return understandPrompt(word, value);
  if (field.path === 'volume.oneOffQueries') return from(word, oneOff(value), field);
  return from(word, readField(field, value, vocabulary), field);
}

/** `182/200`, with nothing that says what it is. */
const RIGHT_OF_ALL = /^\d[\d.,_]*[kmb]?\/\d[\d.,_]*[kmb]?$/i;

/** Whether a key is of a model's accuracy: `accuracy:gpt-6-luna`. */
function isOfModel(key: string): boolean {
  const colon = key.indexOf(':');
  return colon > 0 && fieldOfKey(key.slice(0, colon))?.path === 'quality.current';
}

/** The field of a key. `rag=` counts tokens, and says an accuracy where its value is one. */
function meantField(key: string, value: string): Field | undefined {
  const field = fieldOfKey(key);
  return field?.path === 'tokens.retrieved' && /[%/]/.test(value) ? fieldAt('quality.rag') : field;
}

/** Numbers joined by `+`, perhaps `x` and another, and what they count. Of each there is one way to read it, which keeps it fast. */
const NUMBER_AND_UNIT =
  /^([$]?[\d.,_]*(?:e\d+)?[kmb]?(?:\+[\d.,_]*(?:e\d+)?[kmb]?)*(?:x[\d.,_]+[kmb]?)?)([a-z-]*)$/i;

/** `2000+200in`, `100out`, `2M once`, `5000x500`, `800reasoning`: a number and what it counts. */
function understandNumber(word: string, vocabulary: Vocabulary): Meaning {
  const match = NUMBER_AND_UNIT.exec(word);
  const [, number = '', unit = ''] = match ?? [];
  if (match && unit === '') {
    if (number.includes('x')) return understandExamples(word, number, vocabulary);
    if (number.includes('+')) return understandPrompt(word, number);
    return problemMeaning(
      word,
      'I do not know what this number counts.',
      `${quote(word)}/day, ${quote(word)}in or ${quote(word)}out`,
    );
  }
  const field = match ? fieldOfKey(unit) : undefined;
  if (field?.path === 'tokens.user' && number.includes('+')) return understandPrompt(word, number);
  if (field?.path === 'data.examples') return understandExamples(word, number, vocabulary);
  if (field?.path === 'volume.oneOffQueries') return from(word, oneOff(number), field);
  if (field?.kind === 'count') return from(word, readField(field, number, vocabulary), field);
  return { kind: 'unknown' };
}

function problemMeaning(word: string, problem: string, mend: string, path?: string): Meaning {
  return {
    kind: 'problem',
    problem: { ...problemWith(word, problem, mend), ...(path === undefined ? {} : { path }) },
  };
}

/** `2000+200`: the fixed part of the prompt, then the part that varies. */
function understandPrompt(word: string, text: string): Meaning {
  const parts = text.split('+').map(parseNumber);
  const [fixed, varying] = parts;
  if (parts.length !== 2 || fixed === undefined || varying === undefined) {
    return problemMeaning(
      word,
      'write the fixed prompt, a plus, then the part that varies.',
      '2000+200in',
      'tokens.user',
    );
  }
  const max = fieldAt('tokens.user').max ?? Number.POSITIVE_INFINITY;
  if (Math.max(fixed, varying) > max || Math.min(fixed, varying) < 0) {
    return problemMeaning(
      word,
      'each part must be from 0 to 2,000,000 tokens per query.',
      '2000+200in',
      'tokens.user',
    );
  }
  return { kind: 'values', values: { 'tokens.staticPrompt': fixed, 'tokens.user': varying } };
}

/** `5000x500`: examples, then tokens in each. */
function understandExamples(word: string, text: string, vocabulary: Vocabulary): Meaning {
  const [count = '', tokens] = text.toLowerCase().split('x');
  const field: Field = fieldAt('data.examples');
  const examples = readField(field, count, vocabulary);
  if (!examples.ok || tokens === undefined) return from(word, examples, field);
  const each = readField(fieldAt('data.tokensPerExample'), tokens, vocabulary);
  if (!each.ok) return from(word, each, field);
  return { kind: 'values', values: { ...examples.values, ...each.values } };
}

/** The problem with a word that means nothing, with the nearest thing that does. */
export function unknownWord(word: string, vocabulary: Vocabulary, suggest: boolean): TextProblem {
  if (!suggest) return problemWith(word, 'I do not know this word.');
  const known = nearestWord(word, KNOWN_WORDS);
  const [model] = vocabulary.suggestModels(word, 1);
  const looksLikeModel = /\d/.test(word) || /[-/]/.test(word);
  if (model !== undefined && (looksLikeModel || known === undefined)) {
    return { ...problemWith(word, `no such model. Did you mean ${model}?`, model), path: 'current.model' };
  }
  if (known === undefined) {
    return problemWith(
      word,
      looksLikeModel ? 'no such model, and no word that I know.' : 'I do not know this word.',
    );
  }
  const field = fieldOfKey(known);
  return problemWith(word, `I do not know this word. Did you mean ${known}?`, field?.example ?? known);
}
