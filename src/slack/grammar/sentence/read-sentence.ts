import { EFFORTS, splitEffort } from '../../../engine/index.js';
import { nearestWord } from '../../kit/nearest.js';
import { FIELD_KEYS, FIELDS, fieldOfKey } from '../fields.js';
import { type FlatWorkload, without } from '../flat-workload.js';
import { tidy } from '../split-words.js';
import { understandWord } from '../understand-word.js';
import type { Vocabulary } from '../vocabulary.js';
import { OF_THE_MODEL, VOLUME_PATHS } from '../write-field.js';
import { markMoney, readJudged, readMoney, readShares, readTimes } from './amounts.js';
import { itemsOf, type ModelItem } from './items.js';
import { MONTHS, TASK_WORDS } from './lexicon.js';
import { Matter, type Surroundings } from './matter.js';
import { missingQuestions } from './missing.js';
import { type Choice, choice, LEAVE_OUT, type Question, type SentenceReading } from './reading.js';
import { readRest, readTokenRoles } from './token-roles.js';
import { readRates, readTotals, readTurns, readWeekdays } from './volumes.js';

/** What one sentence can be asked back at once, beside what is missing. */
const MAX_QUESTIONS = 5;

/**
 * Reads a sentence as people say it: *we have 500k tickets a day on gpt-4o with a 2k prompt, should we fine-tune?*
 * Numbers are understood by the words near them, every other word is passed over. Nothing is made up: what can be
 * two things is asked back, and what is missing is asked for. On top of `start`, where something is known already.
 * Pure; never throws; takes time in proportion to the text.
 */
export function readSentence(
  text: string,
  surroundings: Surroundings,
  start: FlatWorkload = {},
): SentenceReading {
  const { vocabulary } = surroundings;
  const matter = new Matter(itemsOf(text, vocabulary), surroundings);
  readStrictWords(matter);
  readModels(matter);
  readExamples(matter);
  readJudged(matter);
  markMoney(matter);
  readRates(matter);
  readShares(matter);
  readMoney(matter);
  readTimes(matter);
  readEpochs(matter);
  readTokenRoles(matter);
  readTotals(matter);
  readTurns(matter);
  readRest(matter);
  readPhrases(matter, tidy(text).toLowerCase());
  const draft = over(start, matter.values);
  const asked = matter.questions.slice(0, MAX_QUESTIONS);
  return {
    draft,
    isPrivate: matter.isPrivate,
    guesses: matter.guesses,
    questions: [...asked, ...missingQuestions(draft, asked, vocabulary)],
    asides: matter.asides,
    ...(matter.billUsdPerMonth !== undefined && { billUsdPerMonth: matter.billUsdPerMonth }),
  };
}

/** What is said over what was known: another volume or another model replaces all that belongs to it. */
function over(start: FlatWorkload, values: FlatWorkload): FlatWorkload {
  const model = values['current.model'];
  const replaced = [
    ...(VOLUME_PATHS.some((path) => values[path] !== undefined) ? VOLUME_PATHS : []),
    ...(model === undefined || model === start['current.model'] ? [] : OF_THE_MODEL),
  ];
  return { ...without(start, replaced), ...values };
}

/** Words of the strict grammar mean what they mean there. */
function readStrictWords(matter: Matter): void {
  for (const item of matter.items) {
    if (item.kind !== 'strict') continue;
    const meaning = understandWord(item.word, matter.surroundings.vocabulary);
    if (meaning.kind === 'private') matter.isPrivate = true;
    if (meaning.kind === 'values') {
      for (const [path, value] of Object.entries(meaning.values)) matter.set(path, value, item.word);
    }
    if (meaning.kind === 'problem') {
      const { said = item.word, problem, mend, path } = meaning.problem;
      const like = mend === undefined ? '' : ` Write it like ${mend}.`;
      matter.questions.push({
        said: item.word,
        ask: `${said}: ${problem}${like}`,
        choices: [...nearestPair(item.word, matter.surroundings.vocabulary), LEAVE_OUT],
        ...(path !== undefined && { path }),
      });
    }
  }
}

/** `task=clasification` with the key or the value that was probably meant. */
function nearestPair(word: string, vocabulary: Vocabulary): readonly Choice[] {
  const at = word.indexOf('=');
  const [key, value] = [word.slice(0, at), word.slice(at + 1)];
  const field = fieldOfKey(key) ?? fieldOfKey(nearestWord(key, FIELD_KEYS) ?? '');
  if (at < 0 || field === undefined) return [];
  const near = nearestWord(value, Object.keys(field.choices ?? {})) ?? value;
  const corrected = `${field.keys[0]}=${near}`;
  const meaning = understandWord(corrected, vocabulary);
  return meaning.kind === 'values' ? [{ label: corrected, values: meaning.values }] : [];
}

const MODEL = 'current.model';

/** The model that answers today: the one that is named, or of several the one that is said to be in use. */
function readModels(matter: Matter): void {
  const named = matter.items.flatMap((item, index) => (item.kind === 'model' ? [{ item, index }] : []));
  const byName = new Map(named.map((one) => [one.item.names[0] ?? '', one]));
  if (matter.values[MODEL] !== undefined) return;
  const known = [...byName.values()];
  const sure = known.filter(({ item }) => item.isSure);
  const all = sure.length > 0 ? sure : known;
  const inUse = all.filter(({ index }) => isInUse(matter, index));
  const [only] = all.length === 1 ? all : inUse.length === 1 ? inUse : [];
  if (only !== undefined) {
    takeModel(matter, only.item);
    matter.asides.push(...known.filter((one) => one !== only).map(({ item }) => item.said));
  } else if (all.length > 1) {
    matter.questions.push(whichModel(all.map(({ item }) => item.names[0] ?? '')));
  }
}

/** Whether a model is said to be today's: *on gpt-4o*, *gpt-4o today*, and not *from gpt-4o to*. */
function isInUse(matter: Matter, index: number): boolean {
  const before = matter.left(index, 2);
  const after = matter.right(index, 1);
  const isOther = [...before, ...after].some(
    ({ concept, word }) => concept?.kind === 'other' || word === 'from',
  );
  return (
    !isOther &&
    [...before, ...after].some(({ concept }) => concept?.kind === 'now' || concept?.kind === 'today')
  );
}

function takeModel(matter: Matter, { names, isSure, isLikely, said }: ModelItem): void {
  const [first = ''] = names;
  if (!isLikely) {
    const ask = `${said}: no such model. Did you mean ${first}?`;
    matter.questions.push({ ...whichModel(names), ask, said });
    return;
  }
  const values = modelValues(first);
  for (const [path, value] of Object.entries(values)) matter.set(path, value, said);
  if (isSure) return;
  const others = names.slice(1).map((name) => ({ label: name, values: modelValues(name) }));
  matter.guesses.push({ path: MODEL, others });
}

function whichModel(names: readonly string[]): Question {
  const choices = [...new Set(names)].slice(0, 5).map((name) => ({ label: name, values: modelValues(name) }));
  return { path: MODEL, ask: 'Which model answers today?', choices };
}

function modelValues(name: string): FlatWorkload {
  const { modelId, effort } = splitEffort(name);
  return { [MODEL]: modelId, ...(effort !== undefined && { 'current.effort': effort }) };
}

const EXAMPLES = 'data.examples';

/** `8000 labelled examples`, `5000 training examples of 500 tokens`. */
function readExamples(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    if (number.unit !== undefined) continue;
    const [next, after] = matter.right(index, 2);
    const isLabelled = next?.concept?.kind === 'labelled';
    const [before] = matter.left(index, 1);
    const isExamples = [next, after, before].some((one) => one?.concept?.kind === 'example');
    const isShots = [next, after].some((one) => one?.concept?.kind === 'tokens');
    if (isShots || !(isLabelled || isExamples)) continue;
    matter.use(index);
    matter.setNumber(EXAMPLES, number);
    const words = matter.right(index, 6);
    const at = index + words.length + 1;
    const each = matter.items[at];
    const isEach = words.some(({ word }) => word === 'of' || word === 'with' || word === 'x');
    if (each?.kind !== 'number' || !isEach || matter.right(at, 1)[0]?.concept?.kind !== 'token') continue;
    matter.use(at);
    matter.setNumber('data.tokensPerExample', each, 1, ' tokens');
  }
}

function readEpochs(matter: Matter): void {
  for (const [index, number] of matter.numbers(true)) {
    const [next] = matter.right(index, 1);
    if (number.unit !== undefined || next?.concept?.kind !== 'epoch') continue;
    matter.use(index, next.index);
    matter.setNumber('data.epochs', number);
  }
}

/** Things that are said without a number. */
const PHRASES: readonly (readonly [path: string, said: RegExp])[] = [
  [
    'constraints.dataStaysInHouse',
    /\b(?:in[- ]house|on[- ]prem(?:ises?)?|(?:not|never|cannot|can[’']?t|won[’']?t|mustn[’']?t) leave)\b/,
  ],
  ['constraints.batchable', /\b(?:can wait|may wait|overnight|not urgent|batchable)\b/],
  ['constraints.noTrainingOnData', /\b(?:(?:not|never|nobody may) train on|no training on)\b/],
  ['knowledge.mustCite', /\b(?:must cite|cite (?:its|their|the|our) sources?|with citations)\b/],
];

/** The same in one word, as the strict grammar has it. */
const FLAGS: ReadonlyMap<string, string> = new Map(
  FIELDS.filter(({ kind }) => kind === 'flag').flatMap(({ path, keys }) =>
    keys.map((key) => [key, path] as const),
  ),
);

/** Task, effort, flags and dates that words alone say. */
function readPhrases(matter: Matter, text: string): void {
  for (const [path, said] of PHRASES) {
    const match = said.exec(text);
    if (match !== null) matter.set(path, true, match[0]);
  }
  readWeekdays(matter, text);
  const words = matter.items.flatMap((item) => (item.kind === 'word' ? [item.word] : []));
  if (words.includes('private') || words.includes('privately')) matter.isPrivate = true;
  for (const word of words) {
    const flag = FLAGS.get(word);
    if (flag !== undefined) matter.set(flag, true, word);
  }
  const tasks = new Set(words.flatMap((word) => TASK_WORDS.get(word) ?? []));
  if (/\bcode completion\b/.test(text)) tasks.add('code');
  const [task] = tasks;
  if (tasks.size === 1 && task !== undefined && matter.values.task === undefined)
    matter.set('task', task, task);
  if (tasks.size > 1 && matter.values.task === undefined) matter.questions.push(whichTask([...tasks]));
  const effort = /\b(?:effort ([a-z]+)|([a-z]+) (?:reasoning )?effort)\b/.exec(text);
  const level = EFFORTS.find((one) => one === effort?.[1] || one === effort?.[2]);
  if (level !== undefined) matter.set('current.effort', level, level);
  readDeadline(matter, words);
  readMistyped(matter);
}

/** Words that say something when they stand alone. */
const ALONE: ReadonlyMap<string, Choice> = new Map([
  ...[...FLAGS].map(([word, path]) => [word, choice(word, path, true)] as const),
  ...[...TASK_WORDS].map(([word, task]) => [word, choice(word, 'task', task)] as const),
]);

/** Words of so many letters can be known with a slip; shorter ones are too like others. */
const LONG_WORD = 8;

/** A long word that is one slip from one with a meaning is asked about: to pass it over could be wrong. */
function readMistyped(matter: Matter): void {
  const words = [...ALONE.keys()];
  for (const item of matter.items) {
    if (item.kind !== 'word' || item.concept !== undefined || item.word.length < LONG_WORD) continue;
    const meant = ALONE.has(item.word) ? undefined : ALONE.get(nearestWord(item.word, words, 1) ?? '');
    if (meant === undefined) continue;
    const ask = `“${item.word}”: did you mean ${meant.label}?`;
    matter.questions.push({ said: item.word, ask, choices: [meant, LEAVE_OUT] });
  }
}

function whichTask(tasks: readonly string[]): Question {
  const choices = tasks.slice(0, 4).map((task) => choice(task, 'task', task));
  return { path: 'task', ask: 'Which of these does the model do?', choices: [...choices, LEAVE_OUT] };
}

/** *By March*: the horizon ends where that month begins. */
function readDeadline(matter: Matter, words: readonly string[]): void {
  for (const [index, word] of words.entries()) {
    const month = MONTHS.get(words[index + 1] ?? '');
    if (month === undefined || !['by', 'until', 'before'].includes(word)) continue;
    const present = Number(matter.surroundings.today.slice(5, 7));
    const months = (month - present + 12) % 12 || 12;
    matter.set('horizonMonths', Math.max(1, months - 1), `${word} ${words[index + 1]}`);
    return;
  }
}
