import type { Component, PriceFact } from '../../prices/price-book.js';
import type { Call } from '../cost/call-cost.js';
import type { Ledger, LinePart } from '../cost/ledger.js';
import { joinLedgers, ledger, NOTHING, pricedLine } from '../cost/ledger.js';
import { dayRateUsd, labour, upkeep } from '../cost/people.js';
import type { Assumption } from '../defaults.js';
import { formatCount, formatUsdExactly } from '../explain/wording.js';
import type { AccuracyOfPlan } from '../quality/plan-accuracies.js';
import { GPU_STATEMENTS, gpusNeeded, HOURS_PER_MONTH } from './gpus.js';
import type { Blocker, PlanContext, PlanDraft } from './plan-kind.js';
import { commonBlockers, PILOT_DAYS, workStatement } from './shared.js';

/** What both ways of hosting a model have in common: an open model of 8B parameters on GPUs by the hour. */

/** The model that is hosted. Its weights are free; 128,000 tokens is what open models of that size take. */
export const OPEN_MODEL = {
  id: 'open-8b',
  name: 'open 8B model',
  tier: 'small',
  /** Below the small models that sellers run, which are larger (stated choice). */
  size: -1,
  maxInputTokens: 128_000,
} as const;
/** Engineers that keep a model running around the clock, at the least (stated assumption; public guides say 0.5 to 1). */
const OPERATING_FTE = 0.5;
/** Working days to set serving up, evaluation apart (stated assumption). */
const SERVING_DAYS = 5;

/** What tells one way of hosting from the other. */
export interface Hosting {
  readonly id: string;
  /** What runs, without an article: `open 8B model`, `tuned open 8B model`. */
  readonly model: string;
  /** Its article. */
  readonly article: 'a' | 'an';
  /** Whether it brings facts that the model does not have. */
  readonly bringsFacts: boolean;
  readonly call: Call;
  readonly known: AccuracyOfPlan;
  /** Training, with the GPU's price; absent for a model that is taken as it is. */
  readonly tune?: {
    readonly training: Ledger;
    /** What people still have to label, once. */
    readonly labels: Ledger;
    readonly blockers: readonly Blocker[];
    readonly workingDays: number;
    readonly everyMonths: number;
    assumptions(): readonly Assumption[];
  };
  /** What else is built once. */
  readonly beside?: {
    readonly upfront: Ledger;
    readonly workingDays: number;
    assumptions(): readonly Assumption[];
  };
}

/** The GPU that is taken, with its price on the first day; `null` where the book knows none at all. */
export function gpuOf(
  context: PlanContext,
): { readonly gpu: Component; readonly price: PriceFact | undefined } | null {
  const { book, asOf } = context;
  const gpu = book.components.find((one) => one.kind === 'gpu' && one.isDefault);
  return gpu === undefined ? null : { gpu, price: book.componentPrice(gpu.id, asOf) };
}

/** GPU-hours at the rented price; unknown without a price by the hour. */
export function gpuBill(
  part: LinePart,
  item: string,
  hours: number,
  gpu: Component,
  price: PriceFact | undefined,
): Ledger {
  return price?.unit !== 'usdPerHour'
    ? ledger([], [`price an hour of ${gpu.name}`])
    : ledger([pricedLine(part, item, hours, 'GPU-hours', price)]);
}

/** An open model on as many GPUs as the busiest month needs, and the people who keep it up. */
export function proposeHosting(context: PlanContext, hosting: Hosting): PlanDraft | null {
  const found = gpuOf(context);
  if (found === null) return null;
  const { gpu, price } = found;
  const { workload, asOf } = context;
  const { people, constraints } = workload;
  const { call, known, tune, beside } = hosting;
  const modelName = `${hosting.article} ${hosting.model}`;
  const gpus = gpusNeeded(context, OPEN_MODEL, call);
  const where = `on ${gpus} rented GPU${gpus === 1 ? '' : 's'}`;
  const fte = Math.max(OPERATING_FTE, people.upkeepFte);
  const setUpDays = SERVING_DAYS + (tune?.workingDays ?? 0) + people.evaluationDays;
  const workingDays = setUpDays + (beside?.workingDays ?? 0);
  const evaluation = labour('Evaluating the model', people.evaluationDays, people.engineerMonthlyUsd);
  return {
    id: hosting.id,
    approach: 'self-host',
    title: `Run ${modelName} ${where}`,
    names: {
      doing: `Running ${modelName} ${where}`,
      answerer: modelName,
      tested: modelName,
      served: hosting.model,
      line: `Self-hosted ${hosting.model}`,
    },
    ...(tune !== undefined && { training: { on: 'own-examples' as const, base: `an ${OPEN_MODEL.name}` } }),
    answersAsToday: false,
    bringsFacts: hosting.bringsFacts,
    inHouse: true,
    modelName,
    provider: gpu.platform,
    platform: gpu.platform,
    blockers: [
      ...(tune?.blockers ?? []),
      ...commonBlockers(
        context,
        { ...OPEN_MODEL, name: modelName, provider: gpu.platform, platform: gpu.platform },
        { retrieves: call.retrieved > 0, call, accuracy: known.accuracy, inHouse: true },
      ),
    ],
    upfront: joinLedgers(
      tune?.training ?? NOTHING,
      tune?.labels ?? NOTHING,
      labour('Setting up serving', SERVING_DAYS, people.engineerMonthlyUsd),
      tune === undefined
        ? NOTHING
        : labour('Building the data set and the pipeline', tune.workingDays, people.engineerMonthlyUsd),
      evaluation,
      beside?.upfront ?? NOTHING,
    ),
    perQuery: [{ from: asOf, ledger: NOTHING }],
    monthly: joinLedgers(
      gpuBill('gpus', 'Rented GPUs', gpus * HOURS_PER_MONTH, gpu, price),
      upkeep('Keeping the model running', fte, people.engineerMonthlyUsd),
    ),
    ...(tune !== undefined && {
      recurring: { everyMonths: tune.everyMonths, ledger: joinLedgers(tune.training, evaluation) },
    }),
    ...known,
    proof: {
      usd:
        price === undefined || tune?.training.totalUsd === null
          ? null
          : 24 * price.usd + (tune?.training.totalUsd ?? 0) + (tune?.labels.totalUsd ?? 0),
      days: Math.min(SERVING_DAYS, PILOT_DAYS),
    },
    productId: gpu.id,
    decision: hosting.id,
    workingDays,
    assumptions: () => [
      GPU_STATEMENTS[OPEN_MODEL.tier],
      {
        field: 'gpu',
        statement: `${formatCount(gpus)} GPU${gpus === 1 ? '' : 's'} (${gpu.name}${price === undefined ? '' : `, ${formatUsdExactly(price.usd)} an hour`}) run${gpus === 1 ? 's' : ''} around the clock and carr${gpus === 1 ? 'ies' : 'y'} the busiest month.`,
      },
      ...(constraints.dataStaysInHouse
        ? [
            {
              field: 'gpu.place',
              statement:
                'The rented GPUs stand for your own: whether rented ones count as in house is for you to say.',
            },
          ]
        : []),
      {
        field: 'people.upkeepFte',
        statement: `Keeping the model running takes ${formatCount(fte)} of an engineer.`,
      },
      ...(tune?.assumptions() ?? []),
      ...(beside?.assumptions() ?? []),
      workStatement(
        setUpDays,
        `Setting up${tune === undefined ? '' : ', tuning'} and evaluating it`,
        dayRateUsd(people.engineerMonthlyUsd),
      ),
    ],
  };
}
