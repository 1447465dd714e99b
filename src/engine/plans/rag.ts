import type { Model } from '../../prices/price-book.js';
import { joinLedgers } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { untunedTopics } from './evidence-topics.js';
import { proposeFactsInPrompt } from './facts-in-prompt.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { RETRIEVAL_DAYS, RETRIEVED_TOKENS, type Retrieval, retrieval } from './retrieval.js';
import {
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  namesOf,
  newSeller,
  retrievalQuality,
  thriftyCall,
  workStatement,
} from './shared.js';

const RAG = 'rag';

/** The prompt with retrieved passages added, on one model. */
function proposeModel(context: PlanContext, model: Model, parts: Retrieval): PlanDraft {
  const { workload, book, asOf, current } = context;
  const isCurrent = model.id === current.id;
  const present = credibleCall(workload, current);
  const base = isCurrent ? present : { ...present, cacheHitRate: 0, batchShare: 0 };
  const withPassages = { ...base, retrieved: RETRIEVED_TOKENS };
  const { call, assumptions } = thriftyCall(withPassages, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const quality = retrievalQuality(context, model);
  const end = endOf(model);
  const noGap = workload.knowledge.kind === 'none';
  return {
    id: `${RAG}:${model.id}`,
    approach: 'rag',
    title: isCurrent ? `Add retrieval to ${model.name}` : `Switch to ${model.name} with retrieval`,
    names: {
      ...namesOf(
        model.name,
        isCurrent ? `Adding retrieval to ${model.name}` : `Switching to ${model.name} with retrieval`,
      ),
      line: `RAG on ${model.name}`,
    },
    answersAsToday: false,
    bringsFacts: true,
    inHouse: false,
    modelName: model.name,
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...(noGap
        ? [
            {
              code: 'no-knowledge-gap' as const,
              message: 'No missing facts are stated: retrieval would add tokens and would not help.',
            },
          ]
        : []),
      ...endsInHorizon(context, end, RETRIEVAL_DAYS + evaluationDays),
      ...commonBlockers(context, model, { retrieves: true, call, quality }),
    ],
    upfront: joinLedgers(
      labour('Building retrieval', RETRIEVAL_DAYS, engineerMonthlyUsd),
      labour('Evaluating it', evaluationDays, engineerMonthlyUsd),
      parts.index,
    ),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, quality, (day) =>
      book.ratesOf(model.id, day),
    ).map(({ from, ledger: perCall }) => ({ from, ledger: joinLedgers(perCall, parts.search) })),
    monthly: parts.monthly,
    ...(end !== undefined && { end }),
    quality,
    accuracyOf: `${RAG}:${model.id}`,
    workingDays: RETRIEVAL_DAYS + evaluationDays,
    assumptions: () => [
      ...parts.assumptions(),
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
  const { workload, current, candidates } = context;
  if (workload.tokens.retrieved > 0) return [];
  const models = workload.knowledge.kind === 'none' ? [current] : [current, ...candidates];
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
  cautions: newSeller,
  test: judgedBeside,
} as const satisfies PlanKindModule;
