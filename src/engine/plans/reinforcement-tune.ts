import type { TuningOffer } from '../../prices/price-book.js';
import { NOTHING } from '../cost/ledger.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount } from '../explain/wording.js';
import { meanOf } from '../quality/accuracy.js';
import { tuneTopics } from './evidence-topics.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { onOwnExamples, proposeTunes } from './tuned.js';
import { baseIdOf, openOffersBy } from './tuning-gates.js';

const REINFORCEMENT_TUNE = 'reinforcement-tune';

/** Answers that are written and scored in one run, as GRPO was given for each of six tasks (arXiv 2507.19457, table 1). */
const ROLLOUTS = 24_000;
/** Of a base that fails more often, or less often, nothing is learned: no score tells its answers apart (OpenAI's guide; the limits are ours). */
const LEAST_RIGHT = 0.05;
const MOST_RIGHT = 0.97;

/** Whether a base is sometimes right and sometimes wrong. */
function canLearn({ accuracies }: PlanContext, offer: TuningOffer): boolean {
  const right = meanOf(accuracies.untuned(baseIdOf(offer)).accuracy);
  return right >= LEAST_RIGHT && right <= MOST_RIGHT;
}

/**
 * A tune by the scores that a program gives the model's own answers. Proposed where there is such a program, at the
 * cheapest offer of each size whose base neither always fails nor always succeeds.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data } = context.workload;
  if (!data.grader) return [];
  const offers = openOffersBy(context, 'reinforcement').filter((offer) => canLearn(context, offer));
  return proposeTunes(context, offers, (offer) => ({
    examples: ROLLOUTS,
    epochs: 1,
    tokensPerExample: data.tokensPerExample,
    labelCostUsd: 0,
    kind: REINFORCEMENT_TUNE,
    title: `Tune ${offer.name} by your grader`,
    doing: `Tuning ${offer.name} by your grader`,
    line: (model) => `Tuned by a grader: ${model}`,
    ...context.accuracies.reinforced(baseIdOf(offer)),
    ...onOwnExamples(context),
    extra: {
      upfront: NOTHING,
      perQuery: NOTHING,
      monthly: NOTHING,
      workingDays: 0,
      assumptions: () => [
        {
          field: 'data.grader',
          statement: `A run writes and scores ${formatCount(ROLLOUTS)} answers, each billed as ${formatCount(data.tokensPerExample)} tokens of training; your program scores them for nothing.`,
        },
      ],
    },
  }));
}

const SAYS = {
  'grader-is-gamed': () =>
    'A model learns whatever your grader rewards: judge its answers by people as well.',
};

export const reinforcementTune = {
  kind: REINFORCEMENT_TUNE,
  change: 65,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: tuneTopics,
  says: SAYS,
  cautions: () => [{ code: 'grader-is-gamed', about: 'outcome' }],
  test: () => ({ code: 'train-once', on: "your grader's scores" }),
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
