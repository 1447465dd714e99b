import { formatCount } from '../../../engine/index.js';
import type { NumberItem } from './items.js';
import { spanOf } from './lexicon.js';
import type { Matter, Near } from './matter.js';
import { choice, LEAVE_OUT } from './reading.js';

/** How many queries there are: rates and totals in a sentence. */

const PER_DAY = 'volume.queriesPerDay';
const TOTAL = 'volume.oneOffQueries';

/** Words between a number and its span: `30,000 support tickets per day`. */
const MAX_WORDS_BETWEEN = 4;

/** A span behind a number, and the words that led there. */
interface Rate {
  readonly perDay: number;
  readonly words: readonly Near[];
}

/** Rates: `500k tickets a day`, `20 rps`, `5k calls/min`, `30k day`. */
export function readRates(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    if (number.unit !== undefined) continue;
    const rate = rateBehind(matter, index, number);
    if (rate === undefined) continue;
    matter.use(index, ...rate.words.map((word) => word.index));
    const said = [number.said, ...rate.words.map(({ word }) => word)].join(' ');
    if (rate.words.some(({ concept }) => concept?.kind === 'token')) {
      matter.questions.push({
        said,
        path: PER_DAY,
        ask: `“${said}” counts tokens. How many queries are these?`,
        choices: [LEAVE_OUT],
      });
      continue;
    }
    const people = isOfEach(matter, rate) ? peopleIn(matter) : undefined;
    if (people === undefined) matter.setNumber(PER_DAY, { ...number, said }, rate.perDay, ' a day');
    else askOfEach(matter, number.value * rate.perDay, said, people);
  }
}

/** Whether a rate is said of each of several: `20 questions per user per day`, `20 questions a day each`. */
function isOfEach(matter: Matter, { words }: Rate): boolean {
  const last = words.at(-1)?.index ?? 0;
  const [behind, then] = matter.right(last, 2);
  const isPer = (word: string | undefined): boolean => word === 'per' || word === 'each' || word === 'every';
  const isInside = words.slice(0, -2).some(({ word }) => isPer(word));
  return isInside || behind?.word === 'each' || (isPer(behind?.word) && then?.concept === undefined);
}

/** How many those are: another number with a word behind it that means nothing else. */
function peopleIn(matter: Matter): { readonly value: number; readonly said: string } | undefined {
  for (const [index, { value, unit, said }] of matter.numbers()) {
    const [next] = matter.right(index, 1);
    if (unit !== undefined || next === undefined || next.word === '' || next.concept !== undefined) continue;
    matter.use(index);
    return { value, said: `${said} ${next.word}` };
  }
  return undefined;
}

/** What a conversation is made of: each of them is a call. */
const TURNS: ReadonlySet<string> = new Set(
  'turn turns message messages step steps call calls round rounds exchange exchanges'.split(' '),
);

/** `4k conversations a day, 6 turns each`: whether the volume counts conversations or calls is asked. */
export function readTurns(matter: Matter): void {
  const perDay = matter.values[PER_DAY];
  if (typeof perDay !== 'number') return;
  for (const [index, { value, unit, said }] of matter.numbers(true)) {
    const [next, then] = matter.right(index, 2);
    const isEach = then?.word === 'each' || then?.concept?.kind === 'per';
    if (unit !== undefined || value < 2 || value > 200 || !isEach || !TURNS.has(next?.word ?? '')) continue;
    matter.use(index);
    delete matter.values[PER_DAY];
    askOfEach(matter, perDay, `${formatCount(perDay)} a day`, { value, said: `${said} ${next?.word}` });
    return;
  }
}

/** Working days in a week of seven. */
const WORKING_DAYS = 5 / 7;

/** `10k a day, weekdays only`: on the average of all days it is less. */
export function readWeekdays(matter: Matter, text: string): void {
  const perDay = matter.values[PER_DAY];
  if (typeof perDay !== 'number') return;
  if (
    !/\b(?:weekdays|working days|business days|workdays|mon(?:day)?(?:-| to )fri(?:day)?|werktags)\b/.test(
      text,
    )
  )
    return;
  matter.values[PER_DAY] = Number((perDay * WORKING_DAYS).toPrecision(6));
}

function askOfEach(
  matter: Matter,
  perDay: number,
  said: string,
  people: { readonly value: number; readonly said: string },
): void {
  const each = Number((perDay * people.value).toPrecision(12));
  matter.questions.push({
    path: PER_DAY,
    said,
    ask: `Is “${said}” for each of the ${people.said}, or in all?`,
    choices: [
      choice(`For each: ${formatCount(each)} a day`, PER_DAY, each),
      choice(`In all: ${formatCount(perDay)} a day`, PER_DAY, Number(perDay.toPrecision(12))),
    ],
  });
}

function rateBehind(matter: Matter, index: number, { value }: NumberItem): Rate | undefined {
  const words = matter.right(index, MAX_WORDS_BETWEEN + 2);
  for (const [at, { concept, word }] of words.entries()) {
    if (word === '') return undefined;
    const upTo = (length: number): readonly Near[] => words.slice(0, length);
    if (concept?.kind === 'span' && concept.isRate === true)
      return { perDay: concept.perDay, words: upTo(at + 1) };
    if (concept?.kind === 'span' && at === 0 && concept.isOne && value >= 100) {
      return { perDay: concept.perDay, words: upTo(1) };
    }
    const next = words[at + 1];
    const span = concept?.kind === 'per' && next !== undefined ? spanOf(next.word) : undefined;
    if (span !== undefined) return { perDay: span.perDay, words: upTo(at + 2) };
  }
  return undefined;
}

/** What is left of the numbers can be a volume: a total, a rate whose span was named before it, or one without a span. */
export function readTotals(matter: Matter): void {
  if (matter.values[PER_DAY] !== undefined || matter.questions.some(({ path }) => path === PER_DAY)) return;
  const rest = matter
    .numbers()
    .filter(([index, { unit, value }]) => unit === undefined && value >= 50 && !isIgnored(matter, index));
  const isOnce = matter.items.some((item) => item.kind === 'word' && item.concept?.kind === 'total');
  const [largest] = [...rest].sort(([, a], [, b]) => b.value - a.value);
  if (largest === undefined) return;
  const [index, number] = largest;
  const before = matter.left(index).find(({ concept }) => concept?.kind === 'span')?.concept;
  const nouns = matter
    .right(index, 2)
    .flatMap(({ word, concept }) => (concept === undefined && word !== '' ? [word] : []));
  const said = [number.said, ...nouns.slice(0, 1)].join(' ');
  matter.use(index);
  if (isOnce) matter.setNumber(TOTAL, { ...number, said }, 1, ' in all');
  else if (before?.kind === 'span') matter.setNumber(PER_DAY, { ...number, said }, before.perDay, ' a day');
  else askForSpan(matter, number, said);
}

function askForSpan(matter: Matter, number: NumberItem, said: string): void {
  const inSpan = (label: string, perDay: number) =>
    choice(label, PER_DAY, Number((number.value * perDay).toPrecision(12)));
  matter.questions.push({
    path: PER_DAY,
    said,
    ask: `${said}: in what time?`,
    choices: [
      inSpan('A day', 1),
      inSpan('An hour', 24),
      inSpan('A month', 1 / 30),
      ...(Number.isSafeInteger(number.value) ? [choice('Once, in all', TOTAL, number.value)] : []),
    ],
  });
}

function isIgnored(matter: Matter, index: number): boolean {
  return matter.left(index, 1)[0]?.concept?.kind === 'ignored';
}
