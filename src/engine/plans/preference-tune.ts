import type { FactOf } from '../explain/facts.js';
import { tuneTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { onOwnExamples, proposeTunes } from './tuned.js';
import { baseIdOf, openOffersBy } from './tuning-gates.js';

const PREFERENCE_TUNE = 'preference-tune';

/** A tune on pairs of a better and a worse answer (DPO). Proposed where the team has such pairs, at the cheapest offer of each size. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, tokens } = context.workload;
  const { preferencePairs, tokensPerExample } = data;
  if (preferencePairs === 0) return [];
  return proposeTunes(context, openOffersBy(context, 'preference'), (offer) => ({
    examples: preferencePairs,
    // One prompt, and two answers to it.
    tokensPerExample: tokensPerExample + tokens.output,
    labelCostUsd: 0,
    kind: PREFERENCE_TUNE,
    title: `Tune ${offer.name} on pairs of answers`,
    doing: `Tuning ${offer.name} on pairs of answers`,
    line: (model) => `Tuned by pairs: ${model}`,
    ...context.accuracies.preferred(baseIdOf(offer)),
    ...onOwnExamples(context),
  }));
}

const SAYS = {
  'pairs-teach-taste': () =>
    'Pairs teach which of two answers is liked better: that more answers become right by it, nobody has published.',
};

export const preferenceTune = {
  kind: PREFERENCE_TUNE,
  change: 52,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: tuneTopics,
  says: SAYS,
  cautions: () => [{ code: 'pairs-teach-taste', about: 'outcome' }],
  test: () => ({ code: 'train-once', on: 'pairs of answers' }),
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
