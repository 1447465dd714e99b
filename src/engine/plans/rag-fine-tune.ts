import { joinLedgers } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { formatCount } from '../explain/wording.js';
import { tuneTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { RETRIEVAL_DAYS, RETRIEVED_TOKENS, retrieval } from './retrieval.js';
import { workStatement } from './shared.js';
import { proposeTunes } from './tuned.js';
import { baseIdOf, openOffers } from './tuning-gates.js';

const RAG_FINE_TUNE = 'rag+fine-tune';

/**
 * A tuned model that is given retrieved passages, trained on examples that hold such passages too. Proposed where
 * facts are missing and there are examples; for those who retrieve already, a tune is this plan.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, knowledge, people, tokens } = context.workload;
  if (knowledge.kind === 'none' || data.examples === 0 || tokens.retrieved > 0) return [];
  const parts = retrieval(context);
  const work = 'Building retrieval';
  const { examples, tokensPerExample, labelCostUsd } = data;
  return proposeTunes(context, openOffers(context), (offer) => ({
    examples,
    labelCostUsd,
    kind: RAG_FINE_TUNE,
    approach: 'rag+fine-tuning',
    title: `Tune ${offer.name} on retrieved passages`,
    doing: `Tuning ${offer.name} on retrieved passages`,
    trainsOn: 'own-examples',
    bringsFacts: true,
    line: (model) => `RAG + tuned ${model}`,
    ...context.accuracies.tuned(baseIdOf(offer), 'retrieved'),
    tokensPerExample: tokensPerExample + RETRIEVED_TOKENS,
    retrieved: RETRIEVED_TOKENS,
    extra: {
      upfront: joinLedgers(labour(work, RETRIEVAL_DAYS, people.engineerMonthlyUsd), parts.index),
      perQuery: parts.search,
      monthly: parts.monthly,
      workingDays: RETRIEVAL_DAYS,
      assumptions: () => [
        ...parts.assumptions(),
        {
          field: 'data.tokensPerExample',
          statement: `Each training example holds ${formatCount(RETRIEVED_TOKENS)} retrieved tokens as well.`,
        },
        workStatement(RETRIEVAL_DAYS, work, dayRateUsd(people.engineerMonthlyUsd)),
      ],
    },
  }));
}

export const ragFineTune = {
  kind: RAG_FINE_TUNE,
  change: 60,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: tuneTopics,
  says: {},
  cautions: () => [],
  test: () => ({ code: 'train-once', on: 'examples with their passages' }),
} as const satisfies PlanKindModule;
