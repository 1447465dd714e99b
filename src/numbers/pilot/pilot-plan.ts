import { type Advice, isPresent } from '../../engine/index.js';
import { toleranceOf } from '../../engine/quality/good-enough.js';
import type { Task } from '../../engine/workload.js';
import type { Model, PriceBook } from '../../prices/price-book.js';
import type { PilotPlan } from './pilot-kit.js';

/** Candidates that are judged beside today's model. */
const MAX_CANDIDATES = 3;

/** The drop that the items have to show, and the share of items on which two models differ (stated choices). */
const DROP_TO_SEE = 0.05;
const DIFFERING_SHARE = 0.15;

/** Two-sided error of 5% and power of 80%, as normal quantiles. */
const Z_ERROR = 1.96;
const Z_POWER = 0.8416;

/**
 * Items on which two models have to be judged side by side to see a drop (Connor 1987, *Sample size for testing
 * differences in proportions for the paired-sample design*): for 5 points where they differ on 15 of 100 items, 469.
 */
export function pairedItems(drop: number, differing: number): number {
  const spread = Z_ERROR * Math.sqrt(differing) + Z_POWER * Math.sqrt(differing - drop * drop);
  return Math.ceil((spread / drop) ** 2);
}

/** The pilot that an advice calls for: the plan it recommends and the cheapest other untuned models, on items enough to see a drop of 5 points. */
export function pilotPlanOf(advice: Advice, book: PriceBook, task: Task): PilotPlan {
  const current = book.findModel(advice.workload.current.model);
  const ranked = [...advice.plans].sort(
    (a, b) => Number(b.id === advice.verdict.planId) - Number(a.id === advice.verdict.planId),
  );
  const candidates: Model[] = [];
  for (const plan of ranked) {
    const model = book.models.find(
      ({ name, platform }) => name === plan.modelName && platform === plan.platform,
    );
    const isNew = model !== undefined && model.id !== current?.id && !candidates.includes(model);
    if (plan.feasible && !isPresent(plan) && plan.training === undefined && isNew) candidates.push(model);
    if (candidates.length === MAX_CANDIDATES) break;
  }
  return {
    models: [...(current === undefined ? [] : [current]), ...candidates],
    items: pairedItems(DROP_TO_SEE, DIFFERING_SHARE),
    tolerance: toleranceOf(task),
    task,
  };
}
