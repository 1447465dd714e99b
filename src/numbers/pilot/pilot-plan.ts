import { type Advice, earlyStopWords, isPresent, type Plan, passWords } from '../../engine/index.js';
import { toleranceOf } from '../../engine/quality/good-enough.js';
import type { Task } from '../../engine/workload.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { Contestant, PilotPlan } from './pilot-page.js';

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

/**
 * The pilot that an advice calls for: the test that it plans, as large as it plans it. Where it plans none, the plan it
 * recommends and the cheapest other untuned models, on items enough to see a drop of 5 points.
 */
export function pilotPlanOf(advice: Advice, book: PriceBook, task: Task): PilotPlan {
  const { test, planId } = advice.verdict;
  const { model: currentName, effort } = advice.workload.current;
  const current = book.findModel(currentName);
  const today = current === undefined ? [] : [{ model: current, ...(effort !== undefined && { effort }) }];
  const tested = test?.plans.map((one) => one.planId) ?? [];
  const ranked = [...advice.plans].sort((a, b) => rankOf(a, tested, planId) - rankOf(b, tested, planId));
  const candidates: Contestant[] = [];
  for (const plan of ranked) {
    const isWanted = test === null ? plan.feasible && !isPresent(plan) : tested.includes(plan.id);
    const contestant = isWanted && plan.training === undefined ? contestantOf(plan, book) : undefined;
    const all = [...(test === null ? today : []), ...candidates];
    if (contestant !== undefined && !all.some((one) => isSame(one, contestant))) candidates.push(contestant);
    if (candidates.length === MAX_CANDIDATES) break;
  }
  const isBesideToday = test === null || test.againstToday;
  return {
    contestants: [...(isBesideToday ? today : []), ...candidates],
    items: test?.items ?? pairedItems(DROP_TO_SEE, DIFFERING_SHARE),
    tolerance: toleranceOf(task),
    task,
    ...(test !== null && {
      marks: [passWords(test, advice.plans), earlyStopWords(test)].filter((one) => one !== '').join(' '),
    }),
  };
}

/** Those first that are to be tested, in their order, then the one that is recommended, then the rest as they are. */
function rankOf({ id }: Plan, tested: readonly string[], planId: string): number {
  const place = tested.indexOf(id);
  if (place >= 0) return place;
  return id === planId ? tested.length : tested.length + 1;
}

function contestantOf({ modelName, platform, effort }: Plan, book: PriceBook): Contestant | undefined {
  const model = book.models.find((one) => one.name === modelName && one.platform === platform);
  return model && { model, ...(effort !== undefined && { effort }) };
}

function isSame(one: Contestant, other: Contestant): boolean {
  return one.model.id === other.model.id && one.effort === other.effort;
}
