import { type UntunedModel, untunedModel } from '../choose/candidates.js';
import { joinLedgers } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { FactOf } from '../explain/facts.js';
import { untunedTopics } from './evidence-topics.js';
import { proposeFactsInPrompt } from './facts-in-prompt.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { RETRIEVAL_DAYS, RETRIEVED_TOKENS, type Retrieval, retrieval } from './retrieval.js';
import {
  callOn,
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  NEW_SELLER,
  namesOf,
  newSeller,
  PILOT_DAYS,
  reasoningStatement,
  thriftyCall,
  workStatement,
} from './shared.js';

const RAG = 'rag';

/** The prompt with retrieved passages added, on one model. */
function proposeModel(context: PlanContext, untuned: UntunedModel, parts: Retrieval): PlanDraft {
  const { workload, book, asOf, current, accuracies } = context;
  const { model, effort, name } = untuned;
  const isCurrent = model.id === current.id;
  const base = isCurrent ? credibleCall(workload, current) : callOn(context, untuned);
  const withPassages = { ...base, retrieved: RETRIEVED_TOKENS };
  const { call, assumptions } = thriftyCall(withPassages, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const { accuracy, accuracyOf } = accuracies.informed(model.id, effort, 'retrieved');
  const end = endOf(model);
  const noGap = workload.knowledge.kind === 'none';
  return {
    id: `${RAG}:${isCurrent ? model.id : untuned.id}`,
    approach: 'rag',
    title: isCurrent ? `Add retrieval to ${model.name}` : `Switch to ${name} with retrieval`,
    names: {
      ...namesOf(
        isCurrent ? model.name : name,
        isCurrent ? `Adding retrieval to ${model.name}` : `Switching to ${name} with retrieval`,
      ),
      tested: `retrieval on ${isCurrent ? model.name : name}`,
      line: `RAG on ${model.name}`,
    },
    answersAsToday: false,
    bringsFacts: true,
    inHouse: false,
    modelName: isCurrent ? model.name : name,
    ...(effort !== undefined && { effort }),
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...(noGap ? [{ code: 'no-knowledge-gap' as const }] : []),
      ...endsInHorizon(context, end, RETRIEVAL_DAYS + evaluationDays),
      ...commonBlockers(context, model, {
        retrieves: true,
        call,
        accuracy,
        answers: { modelId: model.id, ...(effort !== undefined && { effort }) },
      }),
    ],
    upfront: joinLedgers(
      labour('Building retrieval', RETRIEVAL_DAYS, engineerMonthlyUsd),
      labour('Evaluating it', evaluationDays, engineerMonthlyUsd),
      parts.index,
    ),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, (day) =>
      book.ratesOf(model.id, day),
    ).map(({ from, ledger: perCall }) => ({ from, ledger: joinLedgers(perCall, parts.search) })),
    monthly: parts.monthly,
    ...(end !== undefined && { end }),
    accuracy,
    accuracyOf,
    proof: { usd: parts.index.totalUsd, days: Math.min(RETRIEVAL_DAYS, PILOT_DAYS) },
    productId: model.id,
    decision: `${RAG}:${model.id}`,
    workingDays: RETRIEVAL_DAYS + evaluationDays,
    assumptions: () => [
      ...parts.assumptions(),
      ...reasoningStatement(untuned),
      ...assumptions(),
      workStatement(
        RETRIEVAL_DAYS + evaluationDays,
        'Building and evaluating retrieval',
        dayRateUsd(engineerMonthlyUsd),
      ),
    ],
  };
}

/** Retrieval on the present model and, where facts are missing, on every candidate. Not proposed to those who retrieve already. */
function proposeRetrieval(context: PlanContext): readonly PlanDraft[] {
  const { workload, evidence, current, candidateModels } = context;
  if (workload.tokens.retrieved > 0) return [];
  const present = untunedModel(current, workload.current.effort, workload, evidence);
  const others = candidateModels.filter(({ model }) => model.id !== current.id);
  const models = workload.knowledge.kind === 'none' ? [present] : [present, ...others];
  const parts = retrieval(context);
  return models.map((model) => proposeModel(context, model, parts));
}

/** Facts from outside the model: found for each query, or all of them in the prompt. */
function propose(context: PlanContext): readonly PlanDraft[] {
  return [...proposeRetrieval(context), ...proposeFactsInPrompt(context)];
}

export const rag = {
  kind: RAG,
  change: 40,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['rag', 'fineTuned'],
  evidence: untunedTopics,
  says: NEW_SELLER,
  cautions: newSeller,
  test: judgedBeside,
} as const satisfies PlanKindModule<FactOf<typeof NEW_SELLER>>;
