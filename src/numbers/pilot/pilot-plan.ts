import { type Advice, isPresent } from '../../engine/index.js';
import { evaluationSize } from '../../engine/quality/evaluation-size.js';
import { toleranceOf } from '../../engine/quality/good-enough.js';
import type { Task } from '../../engine/workload.js';
import type { Model, PriceBook } from '../../prices/price-book.js';
import type { PilotPlan } from './pilot-kit.js';

/** Candidates that are judged beside today's model. */
const MAX_CANDIDATES = 3;

/** Accuracy that is taken where none is known, and the drop that the items have to show. */
const USUAL_ACCURACY = 0.9;
const DROP_TO_SEE = 0.05;

/** The pilot that an advice calls for: the plan it recommends and the cheapest other untuned models, on items enough to see a drop of 5 points. */
export function pilotPlanOf(
  advice: Advice,
  book: PriceBook,
  task: Task,
  currentAccuracy?: number,
): PilotPlan {
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
  const accuracy = Math.max(DROP_TO_SEE, currentAccuracy ?? USUAL_ACCURACY);
  return {
    models: [...(current === undefined ? [] : [current]), ...candidates],
    items: evaluationSize(accuracy, accuracy - DROP_TO_SEE),
    tolerance: toleranceOf(task),
    task,
  };
}
