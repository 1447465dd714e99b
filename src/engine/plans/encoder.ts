import type { Component, PriceFact } from '../../prices/price-book.js';
import type { Call } from '../cost/call-cost.js';
import { demandOf } from '../cost/demand.js';
import { joinLedgers, type Ledger, ledger, NOTHING, ownLine, pricedLine } from '../cost/ledger.js';
import { dayRateUsd, labour, upkeep } from '../cost/people.js';
import type { Blocker } from '../explain/blockers.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount, formatShare, formatUsdExactly } from '../explain/wording.js';
import { tuneTopics } from './evidence-topics.js';
import { HOURS_PER_MONTH } from './gpus.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { commonBlockers, PILOT_DAYS, workStatement } from './shared.js';
import { dataBlockers } from './tuning-gates.js';

/** A small encoder that is trained to tell fixed labels apart, on a machine of the team's own. */

const ENCODER = 'encoder';

/** The model: its weights are free, and it reads up to 8,192 tokens (ModernBERT, arXiv 2412.13663). */
const MODEL = { name: 'ModernBERT base', maxInputTokens: 8_192 } as const;
/** Longest answer that can be a label: an encoder writes nothing (stated choice). */
const LONGEST_LABEL_TOKENS = 30;
/** Fewest labels to begin with: noticed from 50 on, 200 to 500 were enough where it was published. */
const FEWEST_LABELS = 50;

/**
 * Prompt tokens that a machine reads a second: the small GPU at a quarter of the 147,000 that the authors print for an
 * RTX 4090; two processor cores at a stated assumption.
 */
const TOKENS_PER_SECOND = { 'small-gpu': 35_000, cpu: 1_000 } as const;
type Kind = keyof typeof TOKENS_PER_SECOND;
/** Share of that which real traffic uses. */
const UTILISATION = 0.3;
/** Machines at the least: one may fail (stated choice). */
const LEAST_MACHINES = 2;
/** What a call takes beside reading, and how much longer the slowest 5 of 100 take (stated assumptions). */
const OVERHEAD_MS = 20;
const SLOWEST_TIMES = 2;

/** Passes over the labels, and how much longer a token takes to train on than to read (stated assumptions). */
const EPOCHS = 5;
const TRAINING_TIMES = 3;
/** Hours that a run is billed for at the least. */
const LEAST_TRAINING_HOURS = 1;
/** Working days to set serving up, data set and evaluation apart (stated assumption). */
const SERVING_DAYS = 3;
/** Part of an engineer that a small model and two machines keep busy, at the most (stated assumption). */
const MOST_UPKEEP_FTE = 0.1;

/** Machines of one kind that carry the busiest month, and how fast they answer. */
interface Machines {
  readonly component: Component;
  readonly price: PriceFact;
  readonly count: number;
  readonly monthlyUsd: number;
  readonly slowestMs: number;
}

function componentOf({ book, asOf }: PlanContext, kind: Kind) {
  const component = book.components.find((one) => one.kind === kind && one.isDefault);
  const price = component && book.componentPrice(component.id, asOf);
  return component === undefined || price?.unit !== 'usdPerHour' ? null : { component, price };
}

function machinesOf(context: PlanContext, kind: Kind, tokens: number): readonly Machines[] {
  const found = componentOf(context, kind);
  if (found === null) return [];
  const { volume, horizonMonths } = context.workload;
  const demand = demandOf(volume);
  const busiestPerDay = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(horizonMonths - 1));
  const speed = TOKENS_PER_SECOND[kind];
  const needed = Math.ceil((busiestPerDay * tokens) / 86_400 / (speed * UTILISATION));
  const count = Math.max(LEAST_MACHINES, needed);
  return [
    {
      ...found,
      count,
      monthlyUsd: count * HOURS_PER_MONTH * found.price.usd,
      slowestMs: SLOWEST_TIMES * (OVERHEAD_MS + (1_000 * tokens) / speed),
    },
  ];
}

/** The cheapest machines that are fast enough; the fastest where none is. */
function chosenMachines(context: PlanContext, tokens: number): Machines | null {
  const limitMs = context.workload.constraints.maxLatencyMs ?? Number.POSITIVE_INFINITY;
  const all = [...machinesOf(context, 'cpu', tokens), ...machinesOf(context, 'small-gpu', tokens)];
  const fast = all.filter(({ slowestMs }) => slowestMs <= limitMs);
  const [cheapest] = fast.toSorted((a, b) => a.monthlyUsd - b.monthlyUsd);
  return cheapest ?? all.toSorted((a, b) => a.slowestMs - b.slowestMs)[0] ?? null;
}

/** Hours of the small GPU that so many runs take. */
function trainingBill(context: PlanContext, tokensPerExample: number, runs: number): Ledger {
  const found = componentOf(context, 'small-gpu');
  if (found === null) return ledger([], ['price an hour of a small GPU']);
  const tokens = context.workload.data.examples * tokensPerExample * EPOCHS * TRAINING_TIMES;
  const hours = Math.max(LEAST_TRAINING_HOURS, tokens / TOKENS_PER_SECOND['small-gpu'] / 3_600);
  return ledger([pricedLine('training', 'Training', runs * hours, 'GPU-hours', found.price)]);
}

/** What is said of encoders alone. */
const SAYS = {
  'more-than-a-label': ({ output }: { output: number }) =>
    `Answers of ${formatCount(output)} tokens are more than a label: an encoder chooses among fixed labels and writes nothing.`,
  'fixed-labels': () =>
    'An encoder knows only the labels it was trained on: a new one means new examples and another run.',
};

/** What only an encoder can be stopped by. */
function encoderBlockers({ workload }: PlanContext, { slowestMs }: Machines): Blocker[] {
  const { output } = workload.tokens;
  const limitMs = workload.constraints.maxLatencyMs;
  const own: FactOf<typeof SAYS> = { code: 'more-than-a-label', output };
  const blockers: Blocker[] = [];
  if (output > LONGEST_LABEL_TOKENS) blockers.push({ code: 'not-applicable', why: 'own', own });
  if (limitMs !== undefined && slowestMs > limitMs)
    blockers.push({ code: 'too-slow', p95Ms: slowestMs, limitMs, isPublished: false });
  return blockers;
}

/** Proposed for classification with labelled examples: other tasks have no fixed labels. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, asOf, accuracies } = context;
  const { task, data, people, stability, tokens } = workload;
  // It is trained for its labels: what tells them apart needs no fixed prompt.
  const read = tokens.user + tokens.retrieved;
  const machines = task === 'classification' && data.examples > 0 ? chosenMachines(context, read) : null;
  if (machines === null) return [];

  const { component, price, count } = machines;
  const { engineerMonthlyUsd, evaluationDays, setupDays } = people;
  const call: Call = {
    staticPrompt: 0,
    fewShot: 0,
    user: tokens.user,
    retrieved: tokens.retrieved,
    output: 0,
    reasoning: 0,
    turns: 1,
    warmTurns: 0,
    cacheHitRate: 0,
    batchShare: 0,
    retryRate: 0,
  };
  const { accuracy, accuracyOf } = accuracies.encoder();
  const training = trainingBill(context, read, data.runs);
  const labels = ownLine('labels', 'Labelling examples', data.examples, 'examples', data.labelCostUsd);
  const evaluation = labour('Evaluating the encoder', evaluationDays, engineerMonthlyUsd);
  const fte = Math.min(people.upkeepFte, MOST_UPKEEP_FTE);
  const workingDays = setupDays + SERVING_DAYS + evaluationDays;
  const work = 'Training an encoder, serving it and evaluating it';
  const where = `${formatCount(count)} machines (${component.name})`;
  const seller = { name: MODEL.name, provider: component.platform, platform: component.platform };
  return [
    {
      id: `${ENCODER}:${component.id}`,
      approach: 'fine-tuning',
      title: `Train ${MODEL.name}, a small encoder, for your labels`,
      names: {
        doing: `Training ${MODEL.name}, a small encoder, for your labels`,
        answerer: `tuned ${MODEL.name}`,
        tested: `an encoder trained on your labels (${MODEL.name})`,
        served: `tuned ${MODEL.name}`,
        line: `Encoder ${MODEL.name}`,
      },
      training: { on: 'own-examples', base: MODEL.name },
      answersAsToday: false,
      bringsFacts: false,
      inHouse: true,
      modelName: `tuned ${MODEL.name}`,
      provider: component.platform,
      platform: component.platform,
      blockers: [
        ...dataBlockers(context, data.examples, FEWEST_LABELS),
        ...encoderBlockers(context, machines),
        ...commonBlockers(
          context,
          { ...seller, maxInputTokens: MODEL.maxInputTokens },
          { retrieves: tokens.retrieved > 0, call, accuracy, inHouse: true },
        ),
      ],
      upfront: joinLedgers(
        training,
        ledger(labels.amountUsd > 0 ? [labels] : []),
        labour('Building the data set and the pipeline', setupDays, engineerMonthlyUsd),
        labour('Setting up serving', SERVING_DAYS, engineerMonthlyUsd),
        evaluation,
      ),
      perQuery: [{ from: asOf, ledger: NOTHING }],
      monthly: joinLedgers(
        ledger([pricedLine('hosting', 'Rented machines', count * HOURS_PER_MONTH, 'hours', price)]),
        upkeep('Looking after the encoder', fte, engineerMonthlyUsd),
      ),
      recurring: { everyMonths: stability.retrainEveryMonths, ledger: joinLedgers(training, evaluation) },
      accuracy,
      accuracyOf,
      proof: {
        usd: training.totalUsd === null ? null : training.totalUsd / data.runs + labels.amountUsd,
        days: Math.min(setupDays, PILOT_DAYS),
      },
      productId: component.id,
      decision: ENCODER,
      workingDays,
      assumptions: () => [
        {
          field: 'encoder.machines',
          statement: `${where}, ${formatUsdExactly(price.usd)} an hour each, carry the busiest month: one reads ${formatCount(TOKENS_PER_SECOND[component.kind === 'cpu' ? 'cpu' : 'small-gpu'])} tokens a second, of which traffic uses ${formatShare(UTILISATION)}, and one may fail.`,
        },
        {
          field: 'encoder.latency',
          statement: `The slowest 5 of 100 answers take about ${formatCount(Math.round(machines.slowestMs))} ms.`,
        },
        {
          field: 'encoder.training',
          statement: `Training goes over ${formatCount(data.examples)} labels ${EPOCHS} times in each of ${formatCount(data.runs)} runs, without the fixed prompt.`,
        },
        {
          field: 'people.upkeepFte',
          statement: `Looking after it takes ${formatCount(fte)} of an engineer.`,
        },
        workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
      ],
    },
  ];
}

export const encoder = {
  kind: ENCODER,
  change: 55,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: tuneTopics,
  says: SAYS,
  cautions: () => [{ code: 'fixed-labels', about: 'outcome' }],
  test: () => ({ code: 'train-once', on: 'labels' }),
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
