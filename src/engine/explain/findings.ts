import type { Plan, PricesUsed, Uncertainty } from '../advice.js';
import type { Choice, Standing } from '../choose/choose.js';
import { isWrongAnswers } from '../cost/ledger.js';
import type { PlanContext } from '../plans/plan-kind.js';

/** Everything that a verdict is explained from. */
export interface Findings {
  readonly context: PlanContext;
  /** Ranked. */
  readonly plans: readonly Plan[];
  /** The plan to recommend, or `null` when none is feasible. */
  readonly winner: Plan | null;
  /** How the winner was found; `null` when there is none. */
  readonly choice: Choice<Standing> | null;
  readonly prices: PricesUsed;
  readonly uncertainty: Uncertainty;
  /** What the winner saves over the horizon if untuned prices fall as they usually do; `null` where that does not apply. */
  readonly savingIfPricesFallUsd: number | null;
  /** The same if it is begun after the usual wait. */
  readonly savingIfBegunLaterUsd: number | null;
}

/** Whether a comparison with the present plan includes what wrong answers cost. */
export function countsWrongAnswers(plan: Plan): boolean {
  return plan.perQuery.lines.some(isWrongAnswers);
}
