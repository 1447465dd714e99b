import { NOTHING } from '../cost/ledger.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import {
  cacheIsCold,
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  untunedQuality,
} from './shared.js';

/** Doing nothing: the model in use, called as it is called today. The reference for every saving. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, book, current } = context;
  const isCold = cacheIsCold(workload, current);
  const call = credibleCall(workload, current);
  const quality = untunedQuality(context, current);
  const end = endOf(current, 'stops answering');
  return [
    {
      id: 'keep',
      kind: 'keep',
      approach: call.retrieved > 0 ? 'rag' : 'prompting',
      title: `Keep ${current.name} as it is`,
      modelName: current.name,
      provider: current.provider,
      platform: current.platform,
      blockers: [
        ...endsInHorizon(context, end, 0),
        ...commonBlockers(context, current, { retrieves: call.retrieved > 0, call, quality }),
      ],
      upfront: NOTHING,
      perQuery: datedCallCost(context, current.id, call, current.cacheFloorTokens, quality, (day) =>
        book.ratesOf(current.id, day),
      ),
      monthly: NOTHING,
      ...(end !== undefined && { end }),
      quality,
      workingDays: 0,
      assumptions: isCold
        ? [
            {
              field: 'current.cacheHitRate',
              statement: `Calls are rarer than ${current.name}'s cache lives, so none is counted as read from it.`,
            },
          ]
        : [],
    },
  ];
}

export const keep: PlanKindModule = { kind: 'keep', untuned: true, propose };
