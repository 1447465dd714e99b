import { tuneTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { proposeTunes } from './tuned.js';
import { baseIdOf } from './tuning-gates.js';

const FINE_TUNE = 'fine-tune';

/** Whether a plan is the plain tune that people ask about: at a seller, on the team's own examples. */
export function isFineTune({ kind }: { readonly kind: string }): boolean {
  return kind === FINE_TUNE;
}

/** A tune on the team's own examples, on every offer that is worth weighing. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, tokens } = context.workload;
  const { examples, tokensPerExample, labelCostUsd } = data;
  return proposeTunes(context, context.offers, (offer) => ({
    examples,
    tokensPerExample,
    labelCostUsd,
    kind: FINE_TUNE,
    approach: tokens.retrieved > 0 ? 'rag+fine-tuning' : 'fine-tuning',
    title: `Fine-tune ${offer.name}`,
    doing: `Fine-tuning ${offer.name}`,
    trainsOn: 'own-examples',
    bringsFacts: tokens.retrieved > 0,
    line: (model) => `Tuned ${model}`,
    ...context.accuracies.tuned(baseIdOf(offer), 'none'),
    retrieved: tokens.retrieved,
  }));
}

export const fineTune = {
  kind: FINE_TUNE,
  change: 50,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: tuneTopics,
  says: {},
  cautions: () => [],
  test: () => ({ code: 'train-once', on: 'examples' }),
} as const satisfies PlanKindModule;
