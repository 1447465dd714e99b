import { presentCall } from '../cost/call-cost.js';
import { tuneTopics, untunedTopics } from './evidence-topics.js';
import { OPEN_MODEL, proposeHosting } from './own-gpus.js';
import type {
  OwnCaution,
  PlanContext,
  PlanDraft,
  PlanKindModule,
  PlanTest,
  WeighedPlan,
} from './plan-kind.js';
import { proposeHostedRetrieval } from './self-host-rag.js';
import { proposeHostedTune } from './self-host-tuned.js';
import { judgedBeside } from './shared.js';

/** A small open model as it is, on rented GPUs. */
function proposeAsItIs(context: PlanContext): readonly PlanDraft[] {
  const { workload, accuracies } = context;
  const draft = proposeHosting(context, {
    id: 'self-host:open-8b',
    article: 'an',
    model: OPEN_MODEL.name,
    bringsFacts: false,
    call: { ...presentCall(workload), cacheHitRate: 0, batchShare: 0 },
    known: accuracies.untuned(OPEN_MODEL.id),
  });
  return draft === null ? [] : [draft];
}

/** A small open model: as it is, with retrieval beside it, or tuned. */
function propose(context: PlanContext): readonly PlanDraft[] {
  return [...proposeAsItIs(context), ...proposeHostedRetrieval(context), ...proposeHostedTune(context)];
}

function cautions(
  _plan: WeighedPlan,
  _present: WeighedPlan,
  { constraints }: PlanContext['workload'],
): OwnCaution[] {
  const throughput: OwnCaution = {
    code: 'gpu-throughput',
    about: 'outcome',
    sentence: 'What one GPU can serve is a published figure for short prompts: measure it with yours.',
  };
  const residency: OwnCaution = {
    code: 'gpu-place',
    about: 'effort',
    sentence:
      'Data has to stay in house: check in which country and in whose building the rented GPUs stand.',
  };
  return constraints.dataStaysInHouse ? [throughput, residency] : [throughput];
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
  cautions,
  test,
} as const satisfies PlanKindModule;
