import { NOTHING } from '../ledger.js';
import { dayRateUsd, labour } from '../people.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import {
  commonBlockers,
  datedCallCost,
  endOf,
  endsInHorizon,
  presentCall,
  thriftyCall,
  untunedQuality,
  workStatement,
} from './shared.js';

/** Working days to turn caching and batching on and to check them. */
const WORKING_DAYS = 1;

/** The model in use, with caching and batching used as far as they go. Proposed only where that changes anything. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, book, asOf, current } = context;
  const present = presentCall(workload);
  const { call, assumptions } = thriftyCall(present, workload, book.ratesOf(current.id, asOf), current);
  if (call.cacheHitRate === present.cacheHitRate && call.batchShare === present.batchShare) return [];

  const { engineerMonthlyUsd } = workload.people;
  const quality = untunedQuality(context, current);
  const end = endOf(current, 'stops answering');
  const means = [
    ...(call.cacheHitRate > present.cacheHitRate ? ['caching'] : []),
    ...(call.batchShare > present.batchShare ? ['batching'] : []),
  ];
  return [
    {
      id: 'optimise',
      kind: 'optimise',
      approach: call.retrieved > 0 ? 'rag' : 'prompting',
      title: `Keep ${current.name}, turn on ${means.join(' and ')}`,
      modelName: current.name,
      provider: current.provider,
      platform: current.platform,
      blockers: [
        ...endsInHorizon(context, end),
        ...commonBlockers(context, current, { retrieves: call.retrieved > 0, call, quality }),
      ],
      upfront: labour(`Turning on ${means.join(' and ')}`, WORKING_DAYS, engineerMonthlyUsd),
      perQuery: datedCallCost(context, current.id, call, current.cacheFloorTokens, quality, (day) =>
        book.ratesOf(current.id, day),
      ),
      monthly: NOTHING,
      ...(end !== undefined && { end }),
      quality,
      workingDays: WORKING_DAYS,
      assumptions: [
        ...assumptions,
        workStatement(WORKING_DAYS, `Turning on ${means.join(' and ')}`, dayRateUsd(engineerMonthlyUsd)),
      ],
    },
  ];
}

export const optimise: PlanKindModule = { kind: 'optimise', untuned: true, propose };
