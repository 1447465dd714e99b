import { currencyOf, OWN_CURRENCY } from '../currencies.js';
import { findNamedModel } from '../named-model.js';
import { takeQuoted, tidy } from '../split-words.js';
import { understandWord } from '../understand-word.js';
import type { Vocabulary } from '../vocabulary.js';
import { NUMBER_WORDS, readDigits, SCALES, scaleOf } from './digits.js';
import { type Concept, conceptOf } from './lexicon.js';
import { looseModel } from './loose-model.js';

/** A sentence as a row of items: numbers, words, marks, models, and words of the strict grammar. */
export type Item =
  | NumberItem
  | { readonly kind: 'word'; readonly word: string; readonly concept: Concept | undefined }
  /** What parts clauses. */
  | { readonly kind: 'mark'; readonly mark: string }
  | ModelItem
  /** Means exactly what it means on a line of the strict grammar. */
  | { readonly kind: 'strict'; readonly word: string };

/** A model as it was named. */
export interface ModelItem {
  readonly kind: 'model';
  readonly said: string;
  /** Names as `gpt-6-luna@low`, the one that was probably meant first. */
  readonly names: readonly string[];
  /** Whether it was named so that there is no doubt. */
  readonly isSure: boolean;
  /** Whether the first can be taken to be meant. */
  readonly isLikely: boolean;
}

/** A number and what is written on it. */
export interface NumberItem {
  readonly kind: 'number';
  readonly said: string;
  readonly value: number;
  /** The other number that the same digits can be. */
  readonly other?: number;
  /** `%`, a currency's code, `ms`: what it is without any word. */
  readonly unit?: string;
  /** The end of a range that begins with `value`. */
  readonly upTo?: number;
  /** Written out, as in *one word*: it counts only where something wants it. */
  readonly isWord?: true;
}

/** Items that are read at most. */
const MAX_ITEMS = 800;
/** Most words that a model's name is joined from. */
const MODEL_WORDS = 4;

/** Splits a sentence into items. Pure; never throws; in time proportional to the text. */
export function itemsOf(text: string, vocabulary: Vocabulary): readonly Item[] {
  const { quoted, others } = takeQuoted(tidy(text.replaceAll('\n', ' | ').replace(/[\u00a0\u202f]/g, ' ')));
  const chunks = chunksOf(others);
  const isForeign = chunks.some((chunk) => FOREIGN.has(chunk.toLowerCase()));
  const items: Item[] = quoted.map((word) => ({ kind: 'strict', word }));
  for (let index = 0; index < chunks.length && items.length < MAX_ITEMS; ) {
    index += takeChunk(chunks, index, items, vocabulary, isForeign);
  }
  return joined(
    items,
    chunks.some((chunk) => SPANISH.has(chunk.toLowerCase())),
  );
}

/** Words of languages that part thousands with a space. */
const FOREIGN: ReadonlySet<string> = new Set(
  'nous avons par jour mois et avec pour requêtes tenemos'.split(' '),
);

/** Words of Spanish and Portuguese that no other language here has. */
const SPANISH: ReadonlySet<string> = new Set(
  'por día dia al consultas peticiones solicitudes pedidos tenemos temos usamos con entrada salida saída'.split(
    ' ',
  ),
);

/** Marks that end a clause. */
const MARKS = /[,;.!?()|\n]/;

/** Words and marks: what JSON, quotes and pairs put around them is dropped. */
function chunksOf(text: string): readonly string[] {
  const plain = text
    .replace(/https?:\/\/[^ ]*/g, ' ')
    .replace(/["{}[\]`*\\]/g, ' ')
    .replace(/[~≈]/g, ' ')
    .replace(/ '|' | 24\/7 /g, ' ');
  return plain
    .split(' ')
    .filter((chunk) => chunk !== '')
    .slice(0, MAX_ITEMS)
    .flatMap((chunk) => (chunk.includes('=') ? [chunk] : atCommas(chunk)))
    .flatMap(peeled);
}

/** `gpt-4o,100k/day`: a comma that is not between two digits parts words. */
function atCommas(chunk: string): readonly string[] {
  return chunk.replace(/(?<!\d),(?=.)|,(?=[^\d])/g, ', ').split(' ');
}

/** A chunk without the marks around it, which stand for themselves. */
function peeled(chunk: string): readonly string[] {
  const before: string[] = [];
  const after: string[] = [];
  let from = 0;
  let to = chunk.length;
  while (
    from < to &&
    /[,;:.!?()|<>=-]/.test(chunk.charAt(from)) &&
    !/^[.<-]\d/.test(chunk.slice(from, from + 2))
  ) {
    const mark = chunk.charAt(from);
    if (MARKS.test(mark)) before.push(mark);
    from += 1;
  }
  while (to > from && /[,;:.!?()|<>=-]/.test(chunk.charAt(to - 1))) {
    const mark = chunk.charAt(to - 1);
    if (MARKS.test(mark)) after.unshift(mark);
    to -= 1;
  }
  const core = chunk.slice(from, to).replace(/^<(?=\d)/, '');
  const isBelow = chunk.charAt(from) === '<';
  return [...before, ...(isBelow ? ['<'] : []), ...(core === '' ? [] : [core]), ...after];
}

/** Takes what stands at `index`; returns how many chunks that took. */
function takeChunk(
  chunks: readonly string[],
  index: number,
  items: Item[],
  vocabulary: Vocabulary,
  isForeign: boolean,
): number {
  const chunk = chunks[index] ?? '';
  if (chunk.length === 1 && MARKS.test(chunk)) {
    items.push({ kind: 'mark', mark: chunk });
    return 1;
  }
  const model = modelAt(chunks, index, vocabulary);
  if (model !== undefined) {
    items.push(model.item);
    return model.length;
  }
  if (chunk.includes('=')) return takePair(chunk, items, vocabulary);
  const next = chunks[index + 1] ?? '';
  const isGrouped = /^\d{1,3}$/.test(chunk) && /^\d{3}$/.test(next) && (isForeign || next === '000');
  if (isGrouped) {
    let length = 1;
    let digits = chunk;
    while (/^\d{3}$/.test(chunks[index + length] ?? '') && length < 4) {
      digits += chunks[index + length];
      length += 1;
    }
    items.push({ kind: 'number', said: digits, value: Number(digits) });
    return length;
  }
  takePlain(chunk, items, vocabulary);
  return 1;
}

/** `loss=0.14` as the strict grammar has it, else the key and the value as two words. */
function takePair(chunk: string, items: Item[], vocabulary: Vocabulary): number {
  const [key = '', ...rest] = chunk.split('=');
  const concept = conceptOf(key.toLowerCase());
  const meaning = understandWord(chunk, vocabulary);
  const isProblem = meaning.kind === 'problem' && concept === undefined;
  if (meaning.kind === 'values' || meaning.kind === 'private' || isProblem) {
    items.push({ kind: 'strict', word: chunk });
    return 1;
  }
  for (const part of [key, rest.join(' ')]) takePlain(part, items, vocabulary);
  return 1;
}

const NUMBER = /^([$€£¥₹₩]?)(\d[\d.,'_]*|\.\d+)/;
const SUFFIX = /^(k|mio|mn|mm|m|bn|b)(?![a-zA-Z])/i;

/** A word, or a number with what is written on to it: `2k/100`, `500-token`, `$9k/month`, `88%`. */
function takePlain(chunk: string, items: Item[], vocabulary: Vocabulary): void {
  if (/\d/.test(chunk) && !/[/%€£¥₹₩]/.test(chunk)) {
    const meaning = understandWord(chunk, vocabulary);
    if (meaning.kind === 'values') {
      items.push({ kind: 'strict', word: chunk });
      return;
    }
  }
  let rest = chunk;
  while (rest !== '' && items.length < MAX_ITEMS) {
    const match = NUMBER.exec(rest);
    if (match === null) {
      const [word = ''] = /^(?:[^\d/+-]|(?<=[a-zA-Z_])\d|-(?!\d))+/.exec(rest) ?? [rest.charAt(0)];
      pushWord(word.length > 1 ? word.replace(/^-|-$/g, '') : word, items);
      rest = rest.slice(word.length);
      continue;
    }
    const [whole, sign = '', typed = ''] = match;
    const digits = withoutMarksBehind(typed);
    rest = rest.slice(whole.length - (typed.length - digits.length)).replace(/^[.,'_]+/, '');
    const read = readDigits(digits);
    if (read === undefined) {
      pushWord(digits, items);
      continue;
    }
    const [suffix = ''] = SUFFIX.exec(rest) ?? [];
    rest = rest.slice(suffix.length);
    const scaled = scaledBy(SCALES.get(suffix.toLowerCase()) ?? 0);
    const unit = currencyOf(sign);
    items.push({
      kind: 'number',
      said: `${sign}${digits}${suffix}`,
      // Before a suffix, one point and three digits are a fraction more likely: nobody writes a thousand thousands so.
      value: scaled(suffix !== '' && read.other !== undefined ? read.other : read.value),
      ...(suffix === '' && read.other !== undefined && { other: read.other }),
      ...(unit !== undefined && { unit }),
    });
    rest = rest.replace(/^-(?=[a-zA-Z])/, '');
  }
}

/** Digits without the marks that end a sentence behind them. */
function withoutMarksBehind(typed: string): string {
  let end = typed.length;
  while (end > 0 && ".,'_".includes(typed.charAt(end - 1))) end -= 1;
  return typed.slice(0, end);
}

function scaledBy(power: number): (value: number) => number {
  return (value) => Number(`${value}e${power}`);
}

function pushWord(typed: string, items: Item[]): void {
  if (typed === '') return;
  const word = typed.toLowerCase();
  const number = NUMBER_WORDS.get(word);
  if (number !== undefined) items.push({ kind: 'number', said: typed, value: number, isWord: true });
  else items.push({ kind: 'word', word, concept: conceptOf(word) });
}

function modelAt(chunks: readonly string[], index: number, vocabulary: Vocabulary) {
  for (let length = MODEL_WORDS; length > 0; length -= 1) {
    const said = chunks.slice(index, index + length);
    if (said.length < length || said.some((word) => /[=,;!?()]/.test(word))) continue;
    if (!/^[a-z]/i.test(said[0] ?? '')) break;
    for (const joint of ['-', ' ']) {
      const model = findNamedModel(said.join(joint), vocabulary);
      if (model === undefined) continue;
      const sure = { names: [model.name], isSure: true, isLikely: true };
      const item: ModelItem = { kind: 'model', said: said.join(' '), ...sure };
      return { item, length };
    }
  }
  const loose = looseModel(chunks.slice(index, index + MODEL_WORDS), vocabulary);
  if (loose === undefined) return undefined;
  const { length, ...rest } = loose;
  const item: ModelItem = { kind: 'model', said: chunks.slice(index, index + length).join(' '), ...rest };
  return { item, length };
}

/** Puts together what one number is written with: `1,5 Mio`, `88 %`, `9k usd`, `half a million`, `10k to 20k`. */
function joined(items: readonly Item[], isSpanish: boolean): readonly Item[] {
  const row: Item[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    const before = row.at(-1);
    if (item === undefined) continue;
    if (item.kind === 'word' && before?.kind === 'number' && before.unit === undefined) {
      const power = scaleOf(item.word, isSpanish);
      const currency = currencyOf(item.word);
      const isPercent = item.concept?.kind === 'percent';
      if (power !== undefined) {
        const { other, isWord: _, ...rest } = before;
        row[row.length - 1] = {
          ...rest,
          said: `${before.said} ${item.word}`,
          value: scaledBy(power)(other ?? before.value),
        };
        if (isDot(items[index + 1]) && power === 6 && item.word.length < 4) index += 1;
        continue;
      }
      if (currency !== undefined || isPercent) {
        row[row.length - 1] = { ...before, said: `${before.said} ${item.word}`, unit: currency ?? '%' };
        continue;
      }
      if (item.word === 'cents' || item.word === 'cent' || item.word === '¢') {
        row[row.length - 1] = {
          ...before,
          said: `${before.said} ${item.word}`,
          value: scaledBy(-2)(before.value),
          unit: OWN_CURRENCY,
        };
        continue;
      }
      if (item.word === 'ms') {
        row[row.length - 1] = { ...before, said: `${before.said} ms`, unit: 'ms' };
        continue;
      }
    }
    if (item.kind === 'number' && before?.kind === 'word' && item.unit === undefined) {
      const currency = currencyOf(before.word);
      if (currency !== undefined && before.word.length > 1) {
        row[row.length - 1] = { ...item, said: `${before.word} ${item.said}`, unit: currency };
        continue;
      }
    }
    // "a million", "half a million", "a thousand": an article and a scale.
    if (item.kind === 'word' && isArticle(item)) {
      const next = items[index + 1];
      const power = next?.kind === 'word' && next.word.length > 3 ? SCALES.get(next.word) : undefined;
      if (power !== undefined && next?.kind === 'word') {
        const times = before?.kind === 'number' && before.isWord === true ? before : undefined;
        const said = `${times === undefined ? '' : `${times.said} `}${item.word} ${next.word}`;
        const number: NumberItem = { kind: 'number', said, value: scaledBy(power)(times?.value ?? 1) };
        if (times === undefined) row.push(number);
        else row[row.length - 1] = number;
        index += 1;
        continue;
      }
    }
    row.push(item);
  }
  return withRanges(row);
}

function isArticle(item: { readonly word: string }): boolean {
  return item.word === 'a' || item.word === 'an';
}

function isDot(item: Item | undefined): boolean {
  return item?.kind === 'mark' && item.mark === '.';
}

/** `10k-20k` and *between 10k and 20k* are one number that nobody knows exactly. */
function withRanges(items: readonly Item[]): readonly Item[] {
  const row: Item[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined) continue;
    const [joint, to] = [items[index + 1], items[index + 2]];
    if (item.kind === 'number' && to?.kind === 'number' && joint?.kind === 'word' && to.value > item.value) {
      const before = row.at(-1);
      const isOpened = before?.kind === 'word' && RANGE_OPENERS.has(before.word);
      if (joint.word === '-' || (isOpened && RANGE_JOINTS.has(joint.word))) {
        const { other: _, ...end } = to;
        row.push({ ...end, said: `${item.said} to ${to.said}`, value: item.value, upTo: to.value });
        index += 2;
        continue;
      }
    }
    row.push(item);
  }
  return row;
}

const RANGE_OPENERS: ReadonlySet<string> = new Set(['between', 'from', 'zwischen', 'entre']);
const RANGE_JOINTS: ReadonlySet<string> = new Set(['and', 'to', 'und', 'et', 'bis', 'y']);
