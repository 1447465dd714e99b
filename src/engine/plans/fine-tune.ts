import { tuneTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { onOwnExamples, proposeTunes } from './tuned.js';
import { baseIdOf } from './tuning-gates.js';

const FINE_TUNE = 'fine-tune';

/** Whether a plan is the plain tune that people ask about: at a seller, on the team's own examples. */
export function isFineTune({ kind }: { readonly kind: string }): boolean {
  return kind === FINE_TUNE;
}

/** A tune on the team's own examples, on every offer that is worth weighing. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { examples, tokensPerExample, labelCostUsd } = context.workload.data;
  return proposeTunes(context, context.offers, (offer) => ({
    examples,
    tokensPerExample,
    labelCostUsd,
    kind: FINE_TUNE,
    title: `Fine-tune ${offer.name}`,
    doing: `Fine-tuning ${offer.name}`,
    line: (model) => `Tuned ${model}`,
    ...context.accuracies.tuned(baseIdOf(offer), 'none'),
    ...onOwnExamples(context),
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
