import type { Plan } from '../advice.js';
import { IN_HOUSE_RETRIEVAL } from '../plans/self-host-rag.js';
import { WRONG_ANSWERS } from '../plans/shared.js';

/** What the words about a plan depend on, told from the plan itself. */

/** Whether it trains a model: only what was trained is trained again. */
export function isTrained(plan: Plan): boolean {
  return plan.recurring !== undefined;
}

/** Whether it answers as the present plan does, so that there is nothing to measure. */
export function answersAsToday(plan: Plan): boolean {
  return ['keep', 'optimise', 'optimise:structured-outputs'].includes(plan.id);
}

/** Whether it brings facts that the model does not have: by retrieval, or in the prompt. */
export function bringsFacts(plan: Plan): boolean {
  if (plan.kind === 'rag' || plan.id === IN_HOUSE_RETRIEVAL) return true;
  return plan.approach === 'rag' || plan.approach === 'rag+fine-tuning';
}

/** What one query costs under a plan, in USD, without what a wrong answer costs. */
export function tokenBill(plan: Plan): number {
  return plan.perQuery.lines
    .filter((line) => line.item !== WRONG_ANSWERS)
    .reduce((sum, line) => sum + line.amountUsd, 0);
}
