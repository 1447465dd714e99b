import type { FlipPoint } from '../advice.js';
import { atEffort } from '../choose/candidates.js';
import type { Contender, Question, Shortlist } from '../choose/competing-plans.js';
import { type Decision, decide } from '../choose/decide.js';
import { isOpen } from '../cost/weigh.js';
import { type Flip, flipWords } from '../explain/flip-words.js';
import { meanOf } from '../quality/accuracy.js';
import type { Lever, Subject } from './driver.js';
import { leversOf } from './drivers.js';

/**
 * Where the verdict changes, one input at a time. A verdict stays the same while the plan that it aims at is among
 * those that are as good as the best. A threshold is bracketed and halved over a shortlist of plans and then checked
 * over all of them on both sides; a plan that wins there without being listed is added, and the search is repeated.
 */

/** Values between today's and the end of the range at which the verdict is looked at first: a verdict that changes and changes back between two of them is missed. */
const STOPS = 3;
/** Halvings of a bracket. */
const HALVINGS = 8;
/** A verdict counts from a threshold on if it still holds so much further: slivers between two plans are passed over. */
const MARGIN = 0.01;
/** Smallest figure that the margin is taken of, where steps add up. */
const LEAST_SHARE = 0.1;
/** Searches over a growing shortlist before every plan is looked at in each step. */
const ROUNDS = 3;
/** Plans on the first shortlist, of each sort. */
const CHEAPEST = 3;
const TUNES = 2;

/** What is decided at some value of a lever. */
interface Verdict {
  readonly winner: Contender | null;
  /** What the plans that are as good as the best decide. */
  readonly decisions: ReadonlySet<string>;
}

function verdictOf({ winner, course, contenders }: Decision): Verdict {
  const near = new Set([...course.tiedIds, ...(winner === null ? [] : [winner.id])]);
  return {
    winner,
    decisions: new Set(
      contenders.filter(({ id }) => near.has(id)).map(({ proposal }) => proposal.draft.decision),
    ),
  };
}

/**
 * What is decided today, with the test that is planned and without: along a lever no test is planned, and what only a
 * test decides is no flip. Empty where no plan is possible.
 */
type Todays = ReadonlySet<string>;

function isAsToday({ winner, decisions }: Verdict, todays: Todays): boolean {
  return todays.size === 0 ? winner === null : [...todays].some((one) => decisions.has(one));
}

/** Plans that may win somewhere. Grows when one was missed. */
interface Listed extends Shortlist {
  readonly models: Set<string>;
  readonly offers: Set<string>;
}

function admit(list: Listed, { proposal }: Contender): void {
  const { productId, effort } = proposal.draft;
  if (proposal.trained) list.offers.add(productId);
  else list.models.add(atEffort({ id: productId, name: '' }, effort).id);
}

function perQueryUsd({ proposal }: Contender): number {
  return proposal.draft.perQuery[0]?.ledger.totalUsd ?? Number.POSITIVE_INFINITY;
}

/** The verdict's plan, the cheapest courses, the cheapest per query, the most accurate, and the best tunes. */
function firstField(decision: Decision): Listed {
  const field: Listed = { models: new Set(), offers: new Set() };
  const { winner, contenders, bestUntuned, course } = decision;
  const pursuedUsd = ({ id }: Contender) => course.standings.get(id)?.pursuedUsd ?? Number.POSITIVE_INFINITY;
  const ranked = contenders.filter(({ costs }) => costs !== null);
  ranked.sort((a, b) => pursuedUsd(a) - pursuedUsd(b) || a.id.localeCompare(b.id));
  const untuned = ranked.filter((one) => one.feasible && !one.proposal.trained);
  const tunes = ranked.filter(({ proposal }) => proposal.trained && isOpen(proposal));
  const byQuery = [...untuned].sort((a, b) => perQueryUsd(a) - perQueryUsd(b));
  const byAccuracy = [...untuned].sort(
    (a, b) => meanOf(b.proposal.draft.accuracy) - meanOf(a.proposal.draft.accuracy),
  );
  const tunesByQuery = [...tunes].sort((a, b) => perQueryUsd(a) - perQueryUsd(b));
  const listed = [
    ...(winner === null ? [] : [winner]),
    ...contenders.filter(({ id, proposal }) => proposal === bestUntuned || course.tiedIds.includes(id)),
    ...untuned.slice(0, CHEAPEST),
    ...byQuery.slice(0, 1),
    ...byAccuracy.slice(0, 1),
    ...tunes.slice(0, TUNES),
    ...tunesByQuery.slice(0, 1),
  ];
  for (const one of listed) admit(field, one);
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

/** Asks for the verdict at a value. */
type Ask = (value: number) => Verdict;

interface Bracket {
  /** Last value seen with today's verdict, and first value seen with another. */
  readonly before: number;
  readonly after: number;
  /** The verdict a margin past it. */
  readonly verdict: Verdict;
}

/** The first change on the way, narrowed down; `null` when there is none at any stop. */
function narrow(way: Way, isToday: (one: Verdict) => boolean, ask: Ask): Bracket | null {
  let before = way.from;
  for (let stop = 1; stop <= STOPS; stop++) {
    let after = between(way, stop / STOPS);
    if (!isToday(ask(after))) {
      for (let step = 0; step < HALVINGS; step++) {
        const middle = between({ ...way, from: before, to: after }, 0.5);
        if (isToday(ask(middle))) before = middle;
        else after = middle;
      }
      const verdict = ask(further(way, after, 1));
      if (!isToday(verdict)) return { before, after, verdict };
    }
    before = between(way, stop / STOPS);
  }
  return null;
}

/** Decides with a lever at a value. */
type Redecide = (lever: Lever, value: number, only?: Shortlist) => Decision;

/** Decides over and over, taking over from the decision before what is no different. */
function redecider(decision: Decision): Redecide {
  const { question } = decision;
  const { sample } = decision.joint;
  let whole = decision;
  let listed = decision;
  return (lever, value, only) => {
    const moved: Question = { ...question, ...lever.at(value) };
    const known = only === undefined ? whole : listed;
    const found = decide(moved, { sample, only, openOffersOnly: true, known }, false);
    if (only === undefined) whole = found;
    else listed = found;
    return found;
  };
}

/** Finds the nearest flip on a way. */
function findFlip(way: Way, todays: Todays, field: Listed, decideAt: Redecide): Bracket | null {
  function askAll(value: number): Verdict {
    return verdictOf(decideAt(way.lever, value));
  }
  function askField(value: number): Verdict {
    return verdictOf(decideAt(way.lever, value, field));
  }
  const isToday = (verdict: Verdict) => isAsToday(verdict, todays);
  /** Whether this is what truly is decided at a value; where it is not, those that settle it there join the field. */
  function holds(value: number, expected: (one: Verdict) => boolean): boolean {
    const truth = decideAt(way.lever, value);
    if (expected(verdictOf(truth))) return true;
    const near = new Set([...truth.course.tiedIds, truth.winner?.id, truth.bestUntuned?.draft.id]);
    for (const one of truth.contenders) if (near.has(one.id)) admit(field, one);
    return false;
  }

  for (let round = 0; round < ROUNDS; round++) {
    const bracket = narrow(way, isToday, askField);
    if (bracket === null) {
      if (holds(way.to, isToday)) return null;
    } else if (
      holds(further(way, bracket.before, -1), isToday) &&
      holds(further(way, bracket.after, 1), ({ winner }) => winner?.id === bracket.verdict.winner?.id)
    )
      return bracket;
  }
  return narrow(way, isToday, askAll);
}

/** What is said of a verdict's plan. */
function titleOf(winner: Contender | null): string | undefined {
  return winner?.proposal.draft.title;
}

function flipPoint(lever: Lever, direction: 'above' | 'below', flip: Bracket): FlipPoint {
  const threshold = (flip.before + flip.after) / 2;
  const { winner } = flip.verdict;
  const fact: Flip = {
    code: 'beyond',
    side: direction,
    at: lever.quantity(threshold),
    title: titleOf(winner),
  };
  return {
    input: lever.input,
    current: lever.current,
    threshold,
    direction,
    ...(winner !== null && { winsPlanId: winner.id }),
    fact,
    statement: flipWords(fact),
  };
}

function onceGiven(lever: Lever, value: number, decideAt: Redecide): FlipPoint {
  const { winner } = decideAt(lever, value);
  const fact: Flip = { code: 'once-given', at: lever.quantity(value), title: titleOf(winner) };
  return {
    input: lever.input,
    current: null,
    threshold: null,
    direction: 'above',
    ...(winner !== null && { winsPlanId: winner.id }),
    fact,
    statement: flipWords(fact),
  };
}

/** Flip points of one lever: the nearest on either side, or the statement that there is none. */
function flipsOf(lever: Lever, todays: Todays, field: Listed, decideAt: Redecide): FlipPoint[] {
  if (lever.plausible === null) return [];
  const [low, high] = lever.plausible;
  const from = lever.current ?? (lever.input === 'quality.lossPerErrorUsd' ? low : high);
  // An input that is not given may change the verdict by being given at all.
  if (lever.current === null && !isAsToday(verdictOf(decideAt(lever, from)), todays))
    return [onceGiven(lever, from, decideAt)];
  const found: FlipPoint[] = [];
  for (const [direction, to] of [
    ['below', low],
    ['above', high],
  ] as const) {
    if (direction === 'below' ? from <= to : from >= to) continue;
    const flip = findFlip({ lever, from, to }, todays, field, decideAt);
    if (flip !== null) found.push(flipPoint(lever, direction, flip));
  }
  if (found.length > 0) return found;
  const { input, current } = lever;
  const fact: Flip = { code: 'stays', from: lever.quantity(low), to: lever.quantity(high) };
  return [{ input, current, threshold: null, direction: 'above', fact, statement: flipWords(fact) }];
}

/** Where the verdict changes, for every input that can be moved. */
export function flipPointsOf(subject: Subject): readonly FlipPoint[] {
  const { decision } = subject;
  const field = firstField(decision);
  const decideAt = redecider(decision);
  const untested = decide(decision.question, { sample: decision.joint.sample, known: decision }, false);
  const todays = new Set([decision, untested].flatMap(({ winner }) => winner?.proposal.draft.decision ?? []));
  return leversOf(subject).flatMap((lever) => flipsOf(lever, todays, field, decideAt));
}
