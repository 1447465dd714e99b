import type { FlipPoint } from '../advice.js';
import type { Choice } from '../choose/choose.js';
import type { Shortlist } from '../choose/competing-plans.js';
import type { Candidate, Decision } from '../choose/decide.js';
import { choiceOf } from '../choose/quick-choice.js';
import { isSameDecision } from '../choose/twins.js';
import { isOpen } from '../cost/weigh.js';
import { formatRange, lowerFirst } from '../explain/wording.js';
import { type Lever, productOf, type Subject } from './driver.js';
import { leversOf } from './drivers.js';

/**
 * Where the verdict changes, one input at a time; from one twin to another is no change. A threshold is bracketed and halved over a shortlist of plans and
 * then checked over all of them on both sides; a plan that wins there without being listed is added, and the
 * search is repeated.
 */

/** Values between today's and the end of the range at which the verdict is looked at first: a verdict that changes and changes back between two of them is missed. */
const STOPS = 5;
/** Halvings of a bracket. */
const HALVINGS = 9;
/** A verdict counts from a threshold on if it still holds so much further: slivers between two plans are passed over. */
const MARGIN = 0.01;
/** Smallest figure that the margin is taken of, where steps add up. */
const LEAST_SHARE = 0.1;
/** Searches over a growing shortlist before every plan is looked at in each step. */
const ROUNDS = 3;
/** Plans on the first shortlist, of each sort. */
const CHEAPEST = 3;
const TUNES = 2;
/** Plans that may win somewhere. Grows when one was missed. */
interface Field extends Shortlist {
  readonly models: Set<string>;
  readonly offers: Set<string>;
}

function admit(field: Field, one: Candidate, decision: Decision): void {
  const listed = one.proposal.trained ? field.offers : field.models;
  listed.add(productOf(one, decision));
}

function perQueryUsd({ proposal }: Candidate): number {
  return proposal.draft.perQuery[0]?.ledger.totalUsd ?? Number.POSITIVE_INFINITY;
}

function expectedUsd({ outlook }: Candidate): number {
  return outlook?.expectedUsd ?? Number.POSITIVE_INFINITY;
}

/** The verdict's plan, the cheapest plans, the cheapest per query, the most accurate, and the best tunes. */
function firstField(decision: Decision): Field {
  const field: Field = { models: new Set(), offers: new Set() };
  const { winner, contenders, bestUntuned } = decision;
  const ranked = contenders.filter(({ outlook }) => outlook !== null);
  ranked.sort((a, b) => expectedUsd(a) - expectedUsd(b) || a.id.localeCompare(b.id));
  const untuned = ranked.filter((one) => one.feasible && !one.proposal.trained);
  const tunes = ranked.filter(({ proposal }) => proposal.trained && isOpen(proposal));
  const byQuery = [...untuned].sort((a, b) => perQueryUsd(a) - perQueryUsd(b));
  const byAccuracy = [...untuned].sort(
    (a, b) => (b.proposal.draft.quality.accuracy ?? 0) - (a.proposal.draft.quality.accuracy ?? 0),
  );
  const tunesByQuery = [...tunes].sort((a, b) => perQueryUsd(a) - perQueryUsd(b));
  const listed = [
    ...(winner === null ? [] : [winner]),
    ...contenders.filter(({ proposal }) => proposal === bestUntuned),
    ...untuned.slice(0, CHEAPEST),
    ...byQuery.slice(0, 1),
    ...byAccuracy.slice(0, 1),
    ...tunes.slice(0, TUNES),
    ...tunesByQuery.slice(0, 1),
  ];
  for (const one of listed) admit(field, one, decision);
  return field;
}

/** A way along a lever, from where it stands to one end of its range. */
interface Way {
  readonly lever: Lever;
  readonly from: number;
  readonly to: number;
}

function between(way: Way, share: number): number {
  const { lever, from, to } = way;
  return lever.logarithmic && from > 0 ? from * (to / from) ** share : from + (to - from) * share;
}

/** A margin further along the way from a value, or back where `sign` is -1; never outside the way. */
function further(way: Way, value: number, sign: 1 | -1): number {
  const size = way.lever.logarithmic ? value : Math.max(LEAST_SHARE, value);
  const moved = value + sign * Math.sign(way.to - way.from) * MARGIN * size;
  return Math.min(Math.max(way.from, way.to), Math.max(Math.min(way.from, way.to), moved));
}

/** Asks for the plan that wins at a value. */
type Ask = (value: number) => Candidate | null;

interface Bracket {
  /** Last value seen with today's verdict, and first value seen with another. */
  readonly before: number;
  readonly after: number;
  /** Who wins a margin past it. */
  readonly winner: Candidate | null;
}

/** The first change on the way, narrowed down; `null` when there is none at any stop. */
function narrow(way: Way, isToday: (one: Candidate | null) => boolean, ask: Ask): Bracket | null {
  let before = way.from;
  for (let stop = 1; stop <= STOPS; stop++) {
    let after = between(way, stop / STOPS);
    if (!isToday(ask(after))) {
      for (let step = 0; step < HALVINGS; step++) {
        const middle = between({ ...way, from: before, to: after }, 0.5);
        if (isToday(ask(middle))) before = middle;
        else after = middle;
      }
      const winner = ask(further(way, after, 1));
      if (!isToday(winner)) return { before, after, winner };
    }
    before = between(way, stop / STOPS);
  }
  return null;
}

/** Finds the nearest flip on a way. */
function findFlip(way: Way, subject: Subject, field: Field): Bracket | null {
  const { decision } = subject;
  const { asOf, book: todaysBook } = decision.context;
  const { futures } = decision;

  function chosenAt(value: number, only?: Shortlist): Choice<Candidate> | null {
    return choiceOf(way.lever.at(value), asOf, { only, futures });
  }
  function askAll(value: number): Candidate | null {
    return chosenAt(value)?.plan ?? null;
  }
  function askField(value: number): Candidate | null {
    return chosenAt(value, field)?.plan ?? null;
  }
  function isToday(one: Candidate | null): boolean {
    return isSameDecision(one, decision.winner, todaysBook);
  }
  /** Whether this is what truly wins at a value; where it is not, those that settle it there join the field. */
  function holds(value: number, expected: (one: Candidate | null) => boolean): boolean {
    const truth = chosenAt(value);
    if (expected(truth?.plan ?? null)) return true;
    if (truth !== null)
      for (const one of [truth.plan, truth.cheapest, truth.steadiest]) admit(field, one, decision);
    return false;
  }

  for (let round = 0; round < ROUNDS; round++) {
    const bracket = narrow(way, isToday, askField);
    if (bracket === null) {
      if (holds(way.to, isToday)) return null;
    } else if (
      holds(further(way, bracket.before, -1), isToday) &&
      holds(further(way, bracket.after, 1), (one) => one?.id === bracket.winner?.id)
    )
      return bracket;
  }
  return narrow(way, isToday, askAll);
}

function flipPoint(lever: Lever, direction: 'above' | 'below', flip: Bracket): FlipPoint {
  const threshold = (flip.before + flip.after) / 2;
  const where = `${direction === 'above' ? 'Above' : 'Below'} ${lever.say(threshold)}`;
  return {
    input: lever.input,
    current: lever.current,
    threshold,
    direction,
    ...(flip.winner !== null && { winsPlanId: flip.winner.id }),
    statement:
      flip.winner === null
        ? `${where}, no plan passes every condition.`
        : `${where}, the verdict becomes: ${lowerFirst(flip.winner.proposal.draft.title)}.`,
  };
}

/** Flip points of one lever: the nearest on either side, or the statement that there is none. */
function flipsOf(lever: Lever, subject: Subject, field: Field): FlipPoint[] {
  if (lever.plausible === null) return [];
  const [low, high] = lever.plausible;
  const from = lever.current ?? (lever.input === 'quality.lossPerErrorUsd' ? low : high);
  const found: FlipPoint[] = [];
  for (const [direction, to] of [
    ['below', low],
    ['above', high],
  ] as const) {
    if (direction === 'below' ? from <= to : from >= to) continue;
    const flip = findFlip({ lever, from, to }, subject, field);
    if (flip !== null) found.push(flipPoint(lever, direction, flip));
  }
  if (found.length > 0) return found;
  return [
    {
      input: lever.input,
      current: lever.current,
      threshold: null,
      direction: 'above',
      statement: `From ${formatRange(lever.say(low), lever.say(high))}, the verdict stays the same.`,
    },
  ];
}

/** Where the verdict changes, for every input that can be moved. */
export function flipPointsOf(subject: Subject): readonly FlipPoint[] {
  const field = firstField(subject.decision);
  return leversOf(subject).flatMap((lever) => flipsOf(lever, subject, field));
}
