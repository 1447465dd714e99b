import type { Model } from '../../prices/price-book.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
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

/** The plan of the same prompt on another untuned model, with caching and batching on where they cost less. */
export function switchTo(context: PlanContext, model: Model): PlanDraft {
  const { workload, book, asOf } = context;
  const present = { ...presentCall(workload), cacheHitRate: 0, batchShare: 0 };
  const { call, assumptions } = thriftyCall(present, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const quality = untunedQuality(context, model);
  const end = endOf(model, 'stops answering');
  const work = `Adapting the prompt to ${model.name} and evaluating it`;
  return {
    id: `switch-model:${model.id}`,
    kind: 'switch-model',
    approach: call.retrieved > 0 ? 'rag' : 'prompting',
    title: `Switch to ${model.name}`,
    modelName: model.name,
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...endsInHorizon(context, end, evaluationDays),
      ...commonBlockers(context, model, { retrieves: call.retrieved > 0, call, quality }),
    ],
    upfront: labour(work, evaluationDays, engineerMonthlyUsd),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, quality, (day) =>
      book.ratesOf(model.id, day),
    ),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    quality,
    workingDays: evaluationDays,
    assumptions: [
      ...assumptions,
      workStatement(evaluationDays, work, dayRateUsd(engineerMonthlyUsd)),
      {
        field: 'tokens',
        statement: `${model.name} counts and writes as many tokens as the present model and does no extra reasoning.`,
      },
    ],
  };
}

function propose(context: PlanContext): readonly PlanDraft[] {
  return context.candidates.map((model) => switchTo(context, model));
}

export const switchModel: PlanKindModule = { kind: 'switch-model', untuned: true, propose };
