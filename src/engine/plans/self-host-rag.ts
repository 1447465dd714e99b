import { presentCall } from '../cost/call-cost.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { type OpenModel, proposeHosting } from './own-gpus.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import { RETRIEVAL_DAYS, RETRIEVED_TOKENS } from './retrieval.js';
import { workStatement } from './shared.js';

/**
 * An open model on rented GPUs with retrieval beside it, and nothing that leaves them. Proposed where facts are
 * missing and data has to stay in house: there, no seller's model and no seller's search may be used.
 */
export function proposeHostedRetrieval(context: PlanContext, open: OpenModel): readonly PlanDraft[] {
  const { workload } = context;
  const { knowledge, tokens, constraints, people } = workload;
  if (!constraints.dataStaysInHouse || knowledge.kind === 'none' || tokens.retrieved > 0) return [];
  const draft = proposeHosting(context, {
    id: `self-host:${open.id}-rag`,
    open,
    article: 'an',
    model: `${open.name} with retrieval`,
    bringsFacts: true,
    call: {
      ...presentCall(workload),
      retrieved: RETRIEVED_TOKENS,
      warmTurns: 0,
      cacheHitRate: 0,
      batchShare: 0,
    },
    known: context.accuracies.informed(open.id, undefined, 'retrieved'),
    beside: {
      upfront: labour('Building retrieval', RETRIEVAL_DAYS, people.engineerMonthlyUsd),
      workingDays: RETRIEVAL_DAYS,
      assumptions: () => [
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
