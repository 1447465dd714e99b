import type { Plan } from '../advice.js';
import type { PlanContext, PlanDraft } from '../plans/plan-kind.js';
import { pFastEnough } from '../plans/shared.js';
import type { Condition } from './condition-words.js';
import type { PlanEnd } from './end-words.js';
import type { Findings } from './findings.js';

/** What bounds the verdict from outside: the end of its own plan, and the limits that the person gave. */

/** Chance from which on a limit of latency counts as held. */
const SURELY_FAST = 0.9;

/** What ends the plan itself, where an end is announced. */
function ownEnd({ lifetime, training }: Plan, end: PlanEnd | undefined): Condition[] {
  if (lifetime.months === null || end === undefined) return [];
  return [{ code: 'own-end', days: lifetime.months * 30, end, trains: training !== undefined }];
}

/** What is known of the speed of the plan's model against the limit; said of a limit that is held, too. */
function latencyLimit({ modelName }: Plan, draft: PlanDraft, context: PlanContext): Condition[] {
  const limitMs = context.workload.constraints.maxLatencyMs;
  if (limitMs === undefined) return [];
  const answers = { modelId: draft.productId, ...(draft.effort !== undefined && { effort: draft.effort }) };
  const fast = pFastEnough(context, answers, context.workload.tokens.output);
  if (fast === null) return [{ code: 'speed-unknown', modelName, limitMs }];
  const speed = { modelName, p95Ms: fast.p95Ms, limitMs };
  return fast.p >= SURELY_FAST
    ? [{ code: 'fast-enough', ...speed }]
    : [{ code: 'speed-unsure', ...speed, chance: fast.p }];
}

/** What was asked for data, and what that means for the plan. */
function dataLimits({ inHouse, platform }: Plan, { workload }: PlanContext): Condition[] {
  const { noTrainingOnData, dataStaysInHouse } = workload.constraints;
  return [
    ...(dataStaysInHouse && inHouse ? [{ code: 'stays-in-house' } as const] : []),
    ...(noTrainingOnData ? [{ code: 'no-training-on-data', platform } as const] : []),
  ];
}

/** Sellers that were allowed; what others sell was not weighed. */
function sellerLimit({ workload }: PlanContext): Condition[] {
  const { providers } = workload.constraints;
  return providers === undefined || providers.length === 0
    ? []
    : [{ code: 'sellers-allowed', sellers: providers }];
}

/** What bounds the plan, gravest first: its own end, then each limit that was given and how the plan stands to it. */
export function conditionsOn({ winner, decision, context }: Findings): readonly Condition[] {
  const draft = decision.winner?.proposal.draft;
  if (winner === null || draft === undefined) return [];
  return [
    ...ownEnd(winner, draft.end),
    ...latencyLimit(winner, draft, context),
    ...dataLimits(winner, context),
    ...sellerLimit(context),
  ];
}
