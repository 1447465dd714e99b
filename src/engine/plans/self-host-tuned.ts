import { presentCall } from '../cost/call-cost.js';
import { ledger, ownLine } from '../cost/ledger.js';
import { DEFAULT_EPOCHS } from '../cost/training-bill.js';
import { formatCount } from '../explain/wording.js';
import { gpuBill, gpuOf, type OpenModel, proposeHosting } from './own-gpus.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import { dataBlockers } from './tuning-gates.js';

/** An open model tuned on the team's examples, trained and served on rented GPUs. Proposed where there are examples. */
export function proposeHostedTune(context: PlanContext, open: OpenModel): readonly PlanDraft[] {
  const { workload } = context;
  const { data, people, stability } = workload;
  const found = gpuOf(context);
  if (data.examples === 0 || found === null) return [];
  const epochs = data.epochs ?? DEFAULT_EPOCHS;
  const tokens = data.examples * data.tokensPerExample * epochs * data.runs;
  const labels = ownLine('labels', 'Labelling examples', data.examples, 'examples', data.labelCostUsd);
  const training = gpuBill(
    'training',
    'Training',
    (tokens / 1e6) * open.shape.trainingHoursPerMTok,
    found.gpu,
    found.price,
  );
  const draft = proposeHosting(context, {
    id: `self-host:${open.id}-tuned`,
    open,
    article: 'a',
    model: `tuned ${open.name}`,
    bringsFacts: false,
    call: {
      ...presentCall(workload),
      ...workload.tuned,
      reasoning: 0,
      warmTurns: 0,
      cacheHitRate: 0,
      batchShare: 0,
    },
    known: context.accuracies.tuned(open.id, 'none'),
    tune: {
      training,
      labels: ledger(labels.amountUsd > 0 ? [labels] : []),
      workingDays: people.setupDays,
      everyMonths: stability.retrainEveryMonths,
      blockers: dataBlockers(context, data.examples),
      assumptions: () => [
        {
          field: 'training',
          statement: `Training an adapter takes ${open.shape.trainingHoursPerMTok} GPU-hours for 1M tokens, and goes over the data ${formatCount(epochs)} times in each of ${formatCount(data.runs)} runs.`,
        },
      ],
    },
  });
  return draft === null ? [] : [draft];
}
