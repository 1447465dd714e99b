import { presentCall } from '../cost/call-cost.js';
import type { FactOf } from '../explain/facts.js';
import { tuneTopics, untunedTopics } from './evidence-topics.js';
import { OPEN_MODELS, type OpenModel, proposeHosting } from './own-gpus.js';
import type { About, PlanContext, PlanDraft, PlanKindModule, PlanTest, WeighedPlan } from './plan-kind.js';
import { proposeHostedRetrieval } from './self-host-rag.js';
import { proposeHostedTune } from './self-host-tuned.js';
import { judgedBeside } from './shared.js';

/** Open models as they are, on GPUs. */
function proposeAsItIs(context: PlanContext, open: OpenModel): readonly PlanDraft[] {
  const { workload, accuracies } = context;
  const draft = proposeHosting(context, {
    id: `self-host:${open.id}`,
    open,
    article: 'an',
    model: open.name,
    bringsFacts: false,
    call: {
      ...presentCall(workload),
      staticPrompt: workload.untuned.staticPrompt,
      warmTurns: 0,
      cacheHitRate: 0,
      batchShare: 0,
    },
    known: accuracies.untuned(open.id),
  });
  return draft === null ? [] : [draft];
}

/** An open model of each size: as it is, with retrieval beside it, or tuned. */
function propose(context: PlanContext): readonly PlanDraft[] {
  return OPEN_MODELS.flatMap((open) => [
    ...proposeAsItIs(context, open),
    ...proposeHostedRetrieval(context, open),
    ...proposeHostedTune(context, open),
  ]);
}

const SAYS = {
  'gpu-throughput': () =>
    'What one GPU can serve is worked out from published figures for short prompts: measure it with yours.',
  'gpu-place': () =>
    'Data has to stay in house: check in which country and in whose building the rented GPUs stand.',
};

type Own = FactOf<typeof SAYS>;

function cautions(
  _plan: WeighedPlan,
  _present: WeighedPlan,
  { constraints }: PlanContext['workload'],
): (Own & About)[] {
  return [
    { code: 'gpu-throughput', about: 'outcome' },
    ...(constraints.dataStaysInHouse ? [{ code: 'gpu-place', about: 'effort' } as const] : []),
  ];
}

function test(plan: WeighedPlan, present: WeighedPlan): PlanTest {
  if (plan.training !== undefined) return { code: 'train-once', on: 'examples' };
  const hourUsd = plan.monthly.lines.find(({ part }) => part === 'gpus')?.unitPriceUsd;
  return hourUsd === undefined ? judgedBeside(plan, present) : { code: 'rent-gpu', hourUsd };
}

export const selfHost = {
  kind: 'self-host',
  change: 80,
  chartLine: null,
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: (plan, workload) =>
    plan.training === undefined ? untunedTopics(plan, workload) : tuneTopics(plan, workload),
  says: SAYS,
  cautions,
  test,
} as const satisfies PlanKindModule<Own>;
