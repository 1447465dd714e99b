import { formatUsd, type Glance, lowerFirst } from '../../../engine/index.js';
import { isOneOff } from './headline-numbers.js';

/**
 * What a reader has to know before acting, gravest first: the plan's own end, the limits that were given, what nobody
 * knows, and what else could make the verdict wrong.
 */
export function firstThings(advice: Glance): readonly string[] {
  const { verdict } = advice;
  return [...verdict.conditions, ...safeStepWords(advice), ...verdict.cautions];
}

/** A change without any risk to quality, where the verdict names another one. */
function safeStepWords(advice: Glance): readonly string[] {
  const { safeStep, planId, meanwhilePlanId } = advice.verdict;
  const step = advice.plans.find(({ id }) => id === safeStep?.planId);
  if (safeStep === null || step === undefined || step.id === planId || step.id === meanwhilePlanId) return [];
  return [
    `Without any risk to quality: ${lowerFirst(step.title)}, which saves ${formatUsd(safeStep.savesUsdPerMonth)} ${isOneOff(advice) ? 'in all' : 'a month'}.`,
  ];
}
