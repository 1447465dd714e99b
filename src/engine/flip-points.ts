import type { FlipPoint } from './advice.js';
import { rank } from './choose.js';
import { type Contender, type Decision, type Shortlist, winnerOf } from './decide.js';
import { type Lever, leversOf, productOf, type Question, type Subject } from './levers.js';
import { isOpen } from './weigh.js';

/**
 * Where the verdict changes, one input at a time. A threshold is bracketed and halved over a shortlist of plans and
 * then checked over all of them on both sides; a plan that wins there without being listed is added, and the
 * search is repeated.
 */

/** Values between today's and the end of the range at which the verdict is looked at first: a verdict that changes and changes back between two of them is missed. */
const STOPS = 5;
/** Halvings of a bracket. */
const HALVINGS = 13;
/** Searches over a growing shortlist before every plan is looked at in each step. */
const ROUNDS = 3;
/** Plans on the first shortlist, of each sort. */
const CHEAPEST = 3;
const TUNES = 2;
/** Distance from a threshold at which it is checked. */
const MARGIN = 0.002;

/** Plans that may win somewhere. Grows when one was missed. */
interface Field extends Shortlist {
  readonly models: Set<string>;
  readonly offers: Set<string>;
}

function admit(field: Field, one: Contender, decision: Decision): void {
  const listed = one.proposal.trained ? field.offers : field.models;
  listed.add(productOf(one, decision));
}

function perQueryUsd({ proposal }: Contender): number {
  return proposal.draft.perQuery[0]?.ledger.totalUsd ?? Number.POSITIVE_INFINITY;
}

/** The verdict's plan, the cheapest plans, the cheapest per query, the most accurate, and the best tunes. */
function firstField(decision: Decision): Field {
  const field: Field = { models: new Set(), offers: new Set() };
  const { winner, contenders, bestUntuned } = decision;
  const ranked = rank(contenders).filter(({ horizonCostUsd }) => horizonCostUsd !== null);
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

/** Asks for the plan that wins at a value. */
type Ask = (value: number) => Contender | null;

interface Bracket {
  /** Last value seen with today's verdict, and first value seen with another. */
  readonly before: number;
  readonly after: number;
}

/** The first change on the way, narrowed down; `null` when there is none at any stop. */
function narrow(way: Way, today: string | undefined, ask: Ask): Bracket | null {
  let before = way.from;
  for (let stop = 1; stop <= STOPS; stop++) {
    let after = between(way, stop / STOPS);
    if (ask(after)?.id === today) {
      before = after;
      continue;
    }
    for (let step = 0; step < HALVINGS; step++) {
      const middle = between({ ...way, from: before, to: after }, 0.5);
      if (ask(middle)?.id === today) before = middle;
      else after = middle;
    }
    return { before, after };
  }
  return null;
}

interface Flip {
  readonly threshold: number;
  readonly winner: Contender | null;
}

/** Finds the nearest flip on a way. */
function findFlip(way: Way, subject: Subject, field: Field): Flip | null {
  const { decision } = subject;
  const { asOf } = decision.context;
  const today = decision.winner?.id;

  function question(value: number): Question {
    return way.lever.at(value);
  }
  function askAll(value: number): Contender | null {
    const { workload, book } = question(value);
    return winnerOf(workload, book, asOf);
  }
  function askField(value: number): Contender | null {
    const { workload, book } = question(value);
    return winnerOf(workload, book, asOf, field);
  }
  /** Whether the field gives the true winner at a value; where it does not, the winner joins it. */
  function holds(value: number): boolean {
    const truth = askAll(value);
    if (truth?.id === askField(value)?.id) return true;
    if (truth !== null) admit(field, truth, decision);
    return false;
  }

  const low = Math.min(way.from, way.to);
  const high = Math.max(way.from, way.to);
  const outward = Math.sign(way.to - way.from);
  function beyond(value: number, sign: number): number {
    return Math.min(high, Math.max(low, value * (1 + sign * outward * MARGIN)));
  }

  for (let round = 0; round < ROUNDS; round++) {
    const bracket = narrow(way, today, askField);
    if (bracket === null) {
      if (holds(way.to)) return null;
      continue;
    }
    if (!holds(beyond(bracket.before, -1)) || !holds(beyond(bracket.after, 1))) continue;
    return {
      threshold: (bracket.before + bracket.after) / 2,
      winner: askField(beyond(bracket.after, 1)),
    };
  }
  const bracket = narrow(way, today, askAll);
  return (
    bracket && { threshold: (bracket.before + bracket.after) / 2, winner: askAll(beyond(bracket.after, 1)) }
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function flipPoint(lever: Lever, direction: 'above' | 'below', flip: Flip): FlipPoint {
  const where = `${direction === 'above' ? 'Above' : 'Below'} ${lever.say(flip.threshold)}`;
  return {
    input: lever.input,
    current: lever.current,
    threshold: flip.threshold,
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
      statement: `From ${lever.say(low)} to ${lever.say(high)}, the verdict stays the same.`,
    },
  ];
}

/** Where the verdict changes, for every input that can be moved. */
export function flipPointsOf(subject: Subject): readonly FlipPoint[] {
  const field = firstField(subject.decision);
  return leversOf(subject).flatMap((lever) => flipsOf(lever, subject, field));
}
