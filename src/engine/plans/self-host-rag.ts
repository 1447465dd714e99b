import { dayRateUsd, labour } from '../cost/people.js';
import { OPEN_MODEL, proposeHosting } from './own-gpus.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { RETRIEVAL_DAYS, RETRIEVED_TOKENS } from './retrieval.js';
import { presentCall, retrievalQuality, workStatement } from './shared.js';

/** The one plan of this file. */
export const IN_HOUSE_RETRIEVAL = 'self-host:open-8b-rag';

/**
 * A small open model on rented GPUs with retrieval beside it, and nothing that leaves them. Proposed where facts are
 * missing and data has to stay in house: there, no seller's model and no seller's search may be used.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload } = context;
  const { knowledge, tokens, constraints, people } = workload;
  if (!constraints.dataStaysInHouse || knowledge.kind === 'none' || tokens.retrieved > 0) return [];
  const draft = proposeHosting(context, {
    id: IN_HOUSE_RETRIEVAL,
    modelName: `an ${OPEN_MODEL.name} with retrieval`,
    call: { ...presentCall(workload), retrieved: RETRIEVED_TOKENS, cacheHitRate: 0, batchShare: 0 },
    quality: retrievalQuality(context, OPEN_MODEL),
    beside: {
      upfront: labour('Building retrieval', RETRIEVAL_DAYS, people.engineerMonthlyUsd),
      workingDays: RETRIEVAL_DAYS,
      assumptions: [
        {
          field: 'store',
          statement:
            'Facts are embedded by a small open model in the idle hours of the same GPUs and kept beside them: no further bill.',
        },
        workStatement(RETRIEVAL_DAYS, 'Building retrieval', dayRateUsd(people.engineerMonthlyUsd)),
      ],
    },
  });
  return draft === null ? [] : [draft];
}

export const selfHostRag: PlanKindModule = { kind: 'self-host', untuned: true, propose };
