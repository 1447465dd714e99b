import { type Advice, KEEP_ID, type Workload } from '../../engine/index.js';
import type { UsageFindings } from './usage-models.js';
import { usageWorkload } from './usage-workload.js';

/** Models that are decided on, those first that cost most. */
const MODELS_DECIDED = 6;

/**
 * The workloads that usage exports propose to decide on, those first that cost most.
 *
 * @param said what the person has said of one model: its queries a day, where the exports do not count them
 */
export function workloadsToDecide(
  { models }: UsageFindings,
  said: { readonly modelId?: string | undefined; readonly queriesPerDay?: number | undefined },
): readonly Workload[] {
  return models.slice(0, MODELS_DECIDED).flatMap((use) => {
    const isSaid = use.model !== undefined && use.model.id === said.modelId;
    return usageWorkload(use, isSaid ? said.queriesPerDay : undefined) ?? [];
  });
}

/** What the verdict saves in its first month against keeping everything, in USD; `null` where a cost is unknown. */
export function savingPerMonth({ plans, verdict }: Pick<Advice, 'plans' | 'verdict'>): number | null {
  const costOf = (id: string) => plans.find((plan) => plan.id === id)?.firstMonthUsd ?? null;
  const [keep, chosen] = [costOf(KEEP_ID), costOf(verdict.planId)];
  return keep === null || chosen === null ? null : keep - chosen;
}

/** The largest saving first; what nobody knows comes with what saves nothing. */
export function bySaving(one: Pick<Advice, 'plans' | 'verdict'>, other: typeof one): number {
  return (savingPerMonth(other) ?? 0) - (savingPerMonth(one) ?? 0);
}
