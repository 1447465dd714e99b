import type { Contender, Question } from '../choose/competing-plans.js';
import type { Decision } from '../choose/decide.js';
import { horizonCost } from '../cost/follow.js';
import { isOpen } from '../cost/weigh.js';
import type { Quantity } from '../explain/flip-words.js';
import { isPresent } from '../plans/index.js';

/** An input that can be moved to see what becomes of the verdict. */

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
  at(value: number): Pick<Question, 'workload' | 'book'>;
  /** The input at a value, to be said with its unit. */
  quantity(value: number): Quantity;
}

/** What the levers are about. */
export interface Subject {
  readonly decision: Decision;
  /** The plan aimed at, or the best alternative where nothing is to be changed; `null` when there is none. */
  readonly focus: Contender | null;
  /** The cheapest tune that only judged answers or its life may rule out, and so may come into play. */
  readonly tune: Contender | null;
}

function cheapest(
  contenders: readonly Contender[],
  { scale, keep, bestUntuned }: Decision,
): Contender | null {
  const known = contenders.flatMap((one) => {
    const next = one.proposal === keep ? null : (bestUntuned?.draft ?? null);
    const usd = horizonCost(one.proposal, scale, next);
    return usd === null ? [] : [{ one, usd }];
  });
  known.sort((a, b) => a.usd - b.usd || a.one.id.localeCompare(b.one.id));
  return known[0]?.one ?? null;
}

export function subjectOf(decision: Decision): Subject {
  const { winner, contenders } = decision;
  const alternative = cheapest(
    contenders.filter((one) => one.feasible && !isPresent(one)),
    decision,
  );
  const tunes = contenders.filter(({ proposal }) => proposal.trained && isOpen(proposal));
  return {
    decision,
    focus: winner === null || isPresent(winner) ? alternative : winner,
    tune: winner?.proposal.trained ? winner : cheapest(tunes, decision),
  };
}
