import {
  type AccuracyField,
  completeWorkload,
  LIMITS,
  planKind,
  type Workload,
} from '../../../engine/index.js';
import { chosenPlan } from './headline-numbers.js';
import { changedWorkload, type Scenario } from './what-if-question.js';

/** Twelve digits are more than any input has; the rest is noise of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The volume times a factor, within the bounds of a workload. */
export function volumeTimes(factor: number): Scenario {
  return ({ workload }) => {
    const { queriesPerDay, oneOffQueries, ...growth } = workload.volume;
    const volume =
      oneOffQueries === undefined
        ? { ...growth, queriesPerDay: Math.min(tidy((queriesPerDay ?? 0) * factor), LIMITS.queriesPerDay) }
        : {
            ...growth,
            oneOffQueries: Math.min(Math.max(1, Math.round(oneOffQueries * factor)), LIMITS.oneOffQueries),
          };
    return changedWorkload(`volume:${factor}`, `Volume × ${factor}`, { ...workload, volume });
  };
}

const ACCURACY_NAMES: Readonly<Record<AccuracyField, string>> = {
  fineTuned: 'The tuned model',
  rag: 'Retrieval',
  smallerModel: 'The smaller model',
  current: "Today's model",
};

/** Accuracy that is taken away: five points of a hundred. */
const LESS_ACCURATE = 0.05;

/** The accuracy of the recommended plan, else of a tuned model, five points lower; only where one is given. */
export const lessAccurate: Scenario = (advice) => {
  const { workload } = advice;
  const plan = chosenPlan(advice);
  if (plan === undefined) return undefined;
  const field = planKind(plan.kind)
    .accuracies(plan)
    .find((one) => workload.quality?.[one] !== undefined);
  const accuracy = field === undefined ? undefined : workload.quality?.[field];
  if (field === undefined || accuracy === undefined || accuracy === 0) return undefined;
  const quality = { ...workload.quality, [field]: tidy(Math.max(0, accuracy - LESS_ACCURATE)) };
  const label = `${ACCURACY_NAMES[field]} 5 points less accurate`;
  return changedWorkload('less-accurate', label, { ...workload, quality });
};

/** Nine of ten calls read the fixed prompt from the cache; only where there is one. */
export const cacheHits: Scenario = ({ workload }) => {
  const { staticPrompt = 0, fewShot = 0 } = workload.tokens;
  if (staticPrompt + fewShot === 0 || workload.current.cacheHitRate === 0.9) return undefined;
  const current = { ...workload.current, cacheHitRate: 0.9 };
  return changedWorkload('cache-hits', '90% cache hits', { ...workload, current });
};

/** A tuned model lives half as long: trained again twice as often, and its announced end twice as near. */
export const halfTheLife: Scenario = ({ workload, plans, asOf }) => {
  if (!plans.some(({ training }) => training !== undefined)) return undefined;
  const { retrainEveryMonths } = completeWorkload(workload).complete.stability;
  const stability = {
    ...workload.stability,
    retrainEveryMonths: Math.max(LIMITS.shortestPeriodMonths, tidy(retrainEveryMonths / 2)),
  };
  return {
    id: 'half-life',
    label: 'A tuned model lives half as long',
    workload: { ...workload, stability },
    priceChanges: [{ kind: 'tuned-life', from: asOf, factor: 0.5 }],
  };
};

/** An engineer costs twice as much. */
export const peopleCostTwice: Scenario = ({ workload }) => {
  const { engineerMonthlyUsd } = completeWorkload(workload).complete.people;
  if (engineerMonthlyUsd === 0) return undefined;
  const people: Workload['people'] = {
    ...workload.people,
    engineerMonthlyUsd: Math.min(tidy(engineerMonthlyUsd * 2), LIMITS.usd),
  };
  return changedWorkload('people-twice', 'People cost twice as much', { ...workload, people });
};
