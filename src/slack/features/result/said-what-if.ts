import { type Advice, isPresent, LIMITS } from '../../../engine/index.js';
import { fieldAt } from '../../grammar/fields.js';
import {
  type FlatValue,
  type FlatWorkload,
  flatten,
  numberAt,
  toWorkload,
  without,
} from '../../grammar/flat-workload.js';
import { readSentence } from '../../grammar/sentence/read-sentence.js';
import { tidy } from '../../grammar/split-words.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { VOLUME_PATHS, writeField } from '../../grammar/write-field.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { chosenPlan } from './headline-numbers.js';
import { productsOf, type WhatIf } from './what-ifs.js';

/** A *what if* in words: *what about half the volume?*, *and with Haiku, at 95%?* Several at once are one question. */

/** What was asked, or why it cannot be worked out; nothing where a text changes nothing. */
export type SaidWhatIf = WhatIf | string | undefined;

/** How much of something there is then: its factor, and the words for it. */
interface Factor {
  readonly factor: number;
  readonly words: string;
}

const FACTOR =
  /\b(half|halves|halved|halve|doubles?|doubled|twice|triples?|tripled|tenfold|a tenth|a third|a quarter)\b|\b(\d{1,4}(?:\.\d{1,3})?) ?(?:x|times)\b|(?:\bx ?|\* ?|× ?)(\d{1,4}(?:\.\d{1,3})?)\b|([+-]?\d{1,3}(?:\.\d{1,2})?) ?% (more|higher|less|lower|fewer|cheaper|shorter)\b/;

const FACTOR_WORDS: ReadonlyMap<string, number> = new Map([
  ...['half', 'halves', 'halved', 'halve'].map((word) => [word, 0.5] as const),
  ...['double', 'doubles', 'doubled', 'twice'].map((word) => [word, 2] as const),
  ...['triple', 'triples', 'tripled'].map((word) => [word, 3] as const),
  ['tenfold', 10],
  ['a tenth', 0.1],
  ['a third', 1 / 3],
  ['a quarter', 0.25],
]);

/** What can be more or less: a word for it, and the paths that it stands for. */
const SCALED: readonly (readonly [said: RegExp, label: string, paths: readonly string[]])[] = [
  [/\b(?:volume|traffic|queries|calls|requests|load|tickets)\b/, 'Volume', VOLUME_PATHS],
  [
    /\b(?:prompts?|input)\b/,
    'Prompt',
    ['tokens.staticPrompt', 'tokens.fewShot', 'tokens.user', 'tokens.retrieved'],
  ],
  [/\b(?:answers?|output|repl(?:y|ies)|completions?)\b/, 'Answers', ['tokens.output']],
  [/\b(?:loss|mistakes?|errors?)\b/, 'Loss of a mistake', ['quality.lossPerErrorUsd']],
  [/\b(?:engineers?|people)\b/, 'People', ['people.engineerMonthlyUsd']],
  [/\bexamples\b/, 'Examples', ['data.examples']],
];

/**
 * Reads what is asked about an advice. Pure; never throws.
 *
 * @param advice with the workload as it is completed by the settings of the workspace
 */
export function readSaidWhatIf(
  text: string,
  advice: Advice,
  vocabulary: Vocabulary,
  today: string,
): SaidWhatIf {
  const start = flatten(advice.workload);
  const labels: string[] = [];
  let flat: FlatWorkload = start;
  let priceChanges: WhatIf['priceChanges'] = [];
  const rest: string[] = [];
  const isScaled = factorIn(text.toLowerCase()) !== undefined;
  for (const piece of isScaled ? tidy(text).split(/,(?!\d)|;|\?|\band\b/i) : [text]) {
    const factor = factorIn(piece.toLowerCase());
    if (factor === undefined) {
      rest.push(piece);
      continue;
    }
    const asked = scaled(piece.toLowerCase(), factor, flat, advice);
    if (typeof asked === 'string') return asked;
    flat = asked.flat;
    priceChanges = [...priceChanges, ...asked.priceChanges];
    labels.push(asked.label);
  }
  const said = readSentence(rest.join(', '), { vocabulary, today }, {});
  const question = said.questions.find(({ said: words }) => words !== undefined);
  if (question !== undefined) return question.ask;
  const values = asCandidate(said.draft, text);
  flat = over(flat, values);
  labels.push(...labelsOf(values, vocabulary));
  if (labels.length === 0) return undefined;
  const changed = toWorkload(flat);
  if (!changed.ok) return changed.issues[0]?.message;
  const label = cut(asOneLine(labels.join(', ')), 200);
  return { id: 'said', label, workload: changed.workload, priceChanges };
}

/** Values over those of a workload: another volume of either kind replaces the one that was there. */
export function over(start: FlatWorkload, values: FlatWorkload): FlatWorkload {
  const isVolume = VOLUME_PATHS.some((path) => values[path] !== undefined);
  return { ...without(start, isVolume ? VOLUME_PATHS : []), ...values };
}

/** Each value in words: `volume 1M a day`, `accuracy bar 92%`. */
export function labelsOf(values: FlatWorkload, vocabulary: Vocabulary): readonly string[] {
  return Object.entries(values).map(([path, value]) =>
    `${nameOf(path)} ${valueWords(path, value, vocabulary)}`.trim(),
  );
}

function nameOf(path: string): string {
  if (path === 'candidates') return 'with';
  const label = fieldAt(path).label.replace(/^(?:the|that) /, '');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function valueWords(path: string, value: FlatValue, vocabulary: Vocabulary): string {
  if (path === 'candidates') {
    return [value]
      .flat()
      .map((name) => vocabulary.findModel(String(name))?.name ?? String(name))
      .join(', ');
  }
  const unit = path === 'volume.queriesPerDay' ? ' a day' : '';
  return value === true ? '' : `${fieldAt(path).kind === 'usd' ? '$' : ''}${writeField(path, value)}${unit}`;
}

/** *And with Haiku?* asks for it as the one to go to; *if we were on Haiku today* is about the present. */
function asCandidate(values: FlatWorkload, text: string): FlatWorkload {
  const { 'current.model': model, ...others } = values;
  if (typeof model !== 'string' || /\b(?:today|already|currently|were on)\b/i.test(text)) return values;
  return { ...others, candidates: [model] };
}

function factorIn(piece: string): Factor | undefined {
  const match = FACTOR.exec(piece);
  if (match === null) return undefined;
  const [words, named, times, behind, percent, direction] = match;
  const factor = FACTOR_WORDS.get(named ?? '') ?? Number(times ?? behind ?? Number.NaN);
  if (percent === undefined) return Number.isFinite(factor) ? { factor, words } : undefined;
  const isMore = direction === 'more' || direction === 'higher';
  return { factor: 1 + (isMore ? 1 : -1) * Math.abs(Number(percent) / 100), words };
}

interface Scaling {
  readonly flat: FlatWorkload;
  readonly priceChanges: WhatIf['priceChanges'];
  readonly label: string;
}

/** More or less of what a piece names. */
function scaled(
  piece: string,
  { factor, words }: Factor,
  flat: FlatWorkload,
  advice: Advice,
): Scaling | string {
  const times = `× ${Number(factor.toPrecision(3))}`;
  if (
    /\b(?:prices?|costs?|cheaper)\b/.test(piece) &&
    !/\b(?:mistakes?|errors?|engineers?|people)\b/.test(piece)
  ) {
    const isToday = /\b(?:today|current|present|now)\b/.test(piece);
    const plan = isToday
      ? advice.plans.find(isPresent)
      : (chosenPlan(advice) ?? advice.plans.find(isPresent));
    const priceChanges = productsOf(plan).map((product) => ({ kind: 'scaled' as const, product, factor }));
    const label = `Prices of ${asOneLine(plan?.modelName ?? 'the model')} ${times}`;
    return priceChanges.length === 0
      ? 'No price is known that this could change.'
      : { flat, priceChanges, label };
  }
  if (/\b(?:life|lives|lifetime|lasts)\b/.test(piece)) {
    const months = numberAt(flat, 'stability.retrainEveryMonths');
    const changed =
      months === undefined ? {} : { 'stability.retrainEveryMonths': scaledWithin(months, factor) };
    const priceChanges = [{ kind: 'tuned-life' as const, from: advice.asOf, factor }];
    return { flat: { ...flat, ...changed }, priceChanges, label: `Life of a tuned model ${times}` };
  }
  const found = SCALED.find(([said]) => said.test(piece));
  if (found === undefined)
    return `What is “${words}” of: the volume, the prompt, the answers, a price, a mistake?`;
  const [, label, paths] = found;
  const known = paths.flatMap((path) => {
    const value = numberAt(flat, path);
    return value === undefined ? [] : [[path, value] as const];
  });
  if (known.length === 0)
    return `${label}: nothing is given here that could be ${words}. Say it as a figure.`;
  const changes = known.map(([path, value]) => [path, scaledAt(path, value, factor)] as const);
  return { flat: { ...flat, ...Object.fromEntries(changes) }, priceChanges: [], label: `${label} ${times}` };
}

function scaledWithin(value: number, factor: number): number {
  return Math.max(LIMITS.shortestPeriodMonths, Number((value * factor).toPrecision(12)));
}

function scaledAt(path: string, value: number, factor: number): number {
  const { integer, max = Number.POSITIVE_INFINITY } = fieldAt(path);
  const exact = Math.min(Number((value * factor).toPrecision(12)), max);
  return integer === true ? Math.max(1, Math.round(exact)) : exact;
}
