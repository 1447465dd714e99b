import type { Model } from '../../prices/price-book.js';
import { presentCall } from '../cost/call-cost.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { formatUsd } from '../explain/wording.js';
import { untunedTopics } from './evidence-topics.js';
import type { OwnCaution, PlanContext, PlanDraft, PlanKindModule, WeighedPlan } from './plan-kind.js';
import {
  commonBlockers,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  namesOf,
  newSeller,
  thriftyCall,
  untunedQuality,
  workStatement,
} from './shared.js';

const SWITCH_MODEL = 'switch-model';

/** Whether a plan is the same prompt on another untuned model. */
export function isSwitch({ kind }: { readonly kind: string }): boolean {
  return kind === SWITCH_MODEL;
}

/** The plan of the same prompt on another untuned model, with caching and batching on where they cost less. */
export function switchTo(context: PlanContext, model: Model): PlanDraft {
  const { workload, book, asOf } = context;
  const present = { ...presentCall(workload), cacheHitRate: 0, batchShare: 0 };
  const { call, assumptions } = thriftyCall(present, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const quality = untunedQuality(context, model);
  const end = endOf(model);
  const work = `Adapting the prompt to ${model.name} and evaluating it`;
  return {
    id: `${SWITCH_MODEL}:${model.id}`,
    approach: call.retrieved > 0 ? 'rag' : 'prompting',
    title: `Switch to ${model.name}`,
    names: namesOf(model.name, `Switching to ${model.name}`),
    answersAsToday: false,
    bringsFacts: call.retrieved > 0,
    inHouse: false,
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
    accuracyOf: `${SWITCH_MODEL}:${model.id}`,
    workingDays: evaluationDays,
    assumptions: () => [
      ...assumptions(),
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

/** Hidden reasoning is billed as output, and nobody knows how much a model will do. */
function reasoningCaution({ modelName, perQuery }: WeighedPlan): OwnCaution[] {
  const answer = perQuery.lines.find(({ part }) => part === 'answer');
  if (answer === undefined) return [];
  const usd = formatUsd((100 * answer.unitPriceUsd) / answer.per);
  const sentence = `If ${modelName} reasons before it answers, every 100 hidden tokens add ${usd} a call.`;
  return [{ code: 'hidden-reasoning', about: 'price', sentence }];
}

export const switchModel = {
  kind: SWITCH_MODEL,
  change: 20,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: ({ quality }) =>
    quality.basis === 'given' ? ['smallerModel', 'fineTuned'] : ['fineTuned', 'rag'],
  evidence: (plan, workload) => [...untunedTopics(plan, workload), 'prices-fall'],
  cautions: (plan, present) => [...newSeller(plan, present), ...reasoningCaution(plan)],
  test: judgedBeside,
} as const satisfies PlanKindModule;
