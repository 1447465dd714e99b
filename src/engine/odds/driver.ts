import type { PriceBook } from '../../prices/price-book.js';
import type { Candidate, Contender, Decision } from '../choose/decide.js';
import { isOpen } from '../cost/weigh.js';
import { isPresent } from '../plans/index.js';
import type { Workload } from '../workload.js';

/** An input that can be moved to see what becomes of the verdict. */

/** What an advice is asked about. */
export interface Question {
  readonly workload: Workload;
  readonly book: PriceBook;
}

export interface Lever {
  /** Path in the workload, or a short name. */
  readonly input: string;
  /** Where it stands today, `null` when it is not given. */
  readonly current: number | null;
  /** Range in which it may well lie: the ends of the sensitivity. `null` where only flip points are looked for. */
  readonly likely: readonly [number, number] | null;
  /** Range in which a flip point is looked for. `null` where only the sensitivity is worked out. */
  readonly plausible: readonly [number, number] | null;
  /** Whether steps multiply. */
  readonly logarithmic: boolean;
  /** The question with the input at a value. */
  at(value: number): Question;
  /** The value in words, with its unit. */
  say(value: number): string;
}

/** What the levers are about. */
export interface Subject extends Question {
  readonly decision: Decision;
  /** The recommended plan, or the best alternative where nothing is to be changed; `null` when there is none. */
  readonly focus: Contender | null;
  /** The cheapest tune that only its quality or its life may rule out, and so may come into play. */
  readonly tune: Contender | null;
}

function cheapest(contenders: readonly Contender[]): Contender | null {
  const known = contenders.filter((one) => one.horizonCostUsd !== null);
  known.sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0) || a.id.localeCompare(b.id));
  return known[0] ?? null;
}

export function subjectOf(workload: Workload, book: PriceBook, decision: Decision): Subject {
  const { winner, contenders } = decision;
  const alternative = cheapest(contenders.filter((one) => one.feasible && !isPresent(one)));
  const tunes = contenders.filter(({ proposal }) => proposal.trained && isOpen(proposal));
  return {
    workload,
    book,
    decision,
    focus: winner === null || isPresent(winner) ? alternative : winner,
    tune: winner?.proposal.trained ? winner : cheapest(tunes),
  };
}

/** Id of the model or tuning offer that a plan pays for: what its own id ends in, else the present model. */
export function productOf(contender: Candidate, decision: Decision): string {
  const { book, current } = decision.context;
  const name = contender.id.slice(contender.id.indexOf(':') + 1);
  const known = book.findModel(name)?.id === name || book.tuningOffers.some((offer) => offer.id === name);
  return known ? name : current.id;
}
