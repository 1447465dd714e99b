import { mayBeSmaller } from '../choose/candidates.js';
import { OPEN_MODEL, proposeHosting } from './own-gpus.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { isSmaller, presentCall, untunedQuality } from './shared.js';

/** A small open model as it is, on rented GPUs. Proposed where a small model is worth weighing, or data has to stay in house. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, current } = context;
  const fits = mayBeSmaller(workload) || !isSmaller(OPEN_MODEL, current);
  if (!fits && !workload.constraints.dataStaysInHouse) return [];
  const draft = proposeHosting(context, {
    id: 'self-host:open-8b',
    modelName: `an ${OPEN_MODEL.name}`,
    call: { ...presentCall(workload), cacheHitRate: 0, batchShare: 0 },
    quality: untunedQuality(context, OPEN_MODEL),
  });
  return draft === null ? [] : [draft];
}

export const selfHost: PlanKindModule = { kind: 'self-host', untuned: true, propose };
