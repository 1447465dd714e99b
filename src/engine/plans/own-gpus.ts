import type { Component, PriceFact } from '../../prices/price-book.js';
import { type Call, callCost, presentCall } from '../cost/call-cost.js';
import type { Ledger, LinePart } from '../cost/ledger.js';
import { joinLedgers, ledger, NOTHING, ownLine, pricedLine } from '../cost/ledger.js';
import { dayRateUsd, labour, upkeep } from '../cost/people.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import type { Blocker } from '../explain/blockers.js';
import { formatCount, formatUsd, formatUsdExactly } from '../explain/wording.js';
import type { AccuracyOfPlan } from '../quality/plan-accuracies.js';
import {
  crossoverUsdPerMonth,
  fewestOwnCopies,
  type GpuSizing,
  HOURS_PER_MONTH,
  MODEL_SIZES,
  type ModelSize,
  sizeGpus,
  sizingStatements,
} from './gpus.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import { commonBlockers, PILOT_DAYS, workStatement } from './shared.js';

/** What all ways of hosting a model have in common: an open model of some size on GPUs by the hour, or of the team's own. */

/** An open model that is hosted. Its weights are free. */
export interface OpenModel {
  readonly id: string;
  readonly name: string;
  /** Size class for what is expected of its answers: 0 is that of the small models that sellers run. */
  readonly size: number;
  readonly shape: ModelSize;
  readonly maxInputTokens: number;
}

/** The sizes that are weighed, smallest first; 128,000 tokens is what open models of these sizes take. Size classes are stated choices. */
export const OPEN_MODELS: readonly OpenModel[] = [
  { id: 'open-8b', name: 'open 8B model', size: -1, shape: MODEL_SIZES.small, maxInputTokens: 128_000 },
  { id: 'open-32b', name: 'open 32B model', size: 0, shape: MODEL_SIZES.medium, maxInputTokens: 128_000 },
  { id: 'open-70b', name: 'open 70B model', size: 0.5, shape: MODEL_SIZES.large, maxInputTokens: 128_000 },
];

/** Engineers that keep a model running around the clock, at the least (stated assumption; public guides say 0.5 to 1). */
const OPERATING_FTE = 0.5;
/** GPUs that one engineer keeps running (stated assumption). */
const GPUS_PER_ENGINEER = 64;
/** Working days to set serving up, evaluation apart (stated assumption). */
const SERVING_DAYS = 5;

/** What tells one way of hosting from the other. */
export interface Hosting {
  readonly id: string;
  readonly open: OpenModel;
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

/** What a GPU draws with its share of the server and the cooling, in kilowatts (700 W by NVIDIA's data sheet, half as much again: stated assumption), and the price of it. */
const KILOWATTS = 1.05;
const USD_PER_KWH = 0.12;

/** Own GPUs first, at their power; the rest is rented. */
interface Machines {
  readonly owned: number;
  readonly rented: number;
  readonly monthly: Ledger;
}

function machinesOf(
  { gpus }: CompleteWorkload,
  needed: number,
  gpu: Component,
  price: PriceFact | undefined,
): Machines {
  const owned = Math.min(gpus.owned ?? 0, needed);
  const rented = needed - owned;
  const kilowattHours = owned * KILOWATTS * HOURS_PER_MONTH;
  return {
    owned,
    rented,
    monthly: joinLedgers(
      ledger([ownLine('power', 'Power of own GPUs', kilowattHours, 'kWh', gpus.usdPerKwh ?? USD_PER_KWH)]),
      rented === 0 ? NOTHING : gpuBill('gpus', 'Rented GPUs', rented * HOURS_PER_MONTH, gpu, price),
    ),
  };
}

/** `on 2 rented GPUs`, `on 4 GPUs of your own and 2 rented ones`. */
function whereWords({ owned, rented }: Machines): string {
  const count = (gpus: number, kind: string) => `${formatCount(gpus)} ${kind}GPU${gpus === 1 ? '' : 's'}`;
  if (owned === 0) return `on ${count(rented, 'rented ')}`;
  return `on ${count(owned, '')} of your own${rented === 0 ? '' : ` and ${formatCount(rented)} rented`}`;
}

function machineStatements(
  { workload }: PlanContext,
  { owned, rented }: Machines,
  gpu: Component,
  price: PriceFact | undefined,
): Assumption[] {
  const { usdPerKwh = USD_PER_KWH } = workload.gpus;
  const hour = price === undefined ? '' : `, ${formatUsdExactly(price.usd)} an hour`;
  return [
    ...(owned === 0
      ? []
      : [
          {
            field: 'gpus.owned',
            statement: `${formatCount(owned)} of your own GPUs ${owned === 1 ? 'draws' : 'draw'} ${formatCount(KILOWATTS)} kW each, cooling included, at ${formatUsd(usdPerKwh)} a kWh; what they cost to buy is spent already.`,
          },
        ]),
    ...(rented === 0
      ? []
      : [
          {
            field: 'gpu',
            statement: `${formatCount(rented)} rented GPU${rented === 1 ? '' : 's'} (${gpu.name}${hour}) run${rented === 1 ? 's' : ''} around the clock and carr${rented === 1 ? 'ies' : 'y'} the busiest month.`,
          },
        ]),
  ];
}

/** From which bill of today on running it pays, at the price of these machines. */
function crossoverStatements(
  { workload, book, asOf, current }: PlanContext,
  sizing: GpuSizing,
  { monthly }: Machines,
  peopleUsd: number,
): Assumption[] {
  const perQueryUsd = callCost(
    presentCall(workload),
    book.ratesOf(current.id, asOf),
    current.cacheFloorTokens,
  ).totalUsd;
  if (perQueryUsd === null || monthly.totalUsd === null || workload.volume.oneOffQueries !== undefined)
    return [];
  const copyUsd = monthly.totalUsd / sizing.copies;
  const crossover = crossoverUsdPerMonth(sizing, perQueryUsd, copyUsd, peopleUsd);
  return [
    {
      field: 'gpus.crossover',
      statement:
        crossover === null
          ? `It pays at no volume: a call costs ${formatUsd(perQueryUsd)} on ${current.name}, and as much or more on these GPUs.`
          : `It pays from a bill of about ${formatUsd(crossover)} a month on ${current.name} on, its people included.`,
    },
  ];
}

/** An open model on as many GPUs as the busiest month needs, and the people who keep it up. */
export function proposeHosting(context: PlanContext, hosting: Hosting): PlanDraft | null {
  const found = gpuOf(context);
  if (found === null) return null;
  const { gpu, price } = found;
  const { workload, asOf } = context;
  const { people, constraints } = workload;
  const { open, call, known, tune, beside } = hosting;
  const modelName = `${hosting.article} ${hosting.model}`;
  const sizing = sizeGpus(workload, open.shape, call, { copies: fewestOwnCopies(workload), gpus: 1 });
  const machines = machinesOf(workload, sizing.gpus, gpu, price);
  const where = whereWords(machines);
  const fte = Math.max(OPERATING_FTE, people.upkeepFte, sizing.gpus / GPUS_PER_ENGINEER);
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
    ...(tune !== undefined && { training: { on: 'own-examples' as const, base: `an ${open.name}` } }),
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
        { ...open, name: modelName, provider: gpu.platform, platform: gpu.platform },
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
      machines.monthly,
      upkeep('Keeping the model running', fte, people.engineerMonthlyUsd),
    ),
    ...(tune !== undefined && {
      recurring: { everyMonths: tune.everyMonths, ledger: joinLedgers(tune.training, evaluation) },
    }),
    ...known,
    proof: {
      usd:
        (price === undefined && machines.rented > 0) || tune?.training.totalUsd === null
          ? null
          : (machines.owned > 0 ? 0 : 24 * (price?.usd ?? 0)) +
            (tune?.training.totalUsd ?? 0) +
            (tune?.labels.totalUsd ?? 0),
      days: Math.min(SERVING_DAYS, PILOT_DAYS),
    },
    productId: gpu.id,
    decision: hosting.id,
    workingDays,
    assumptions: () => [
      ...sizingStatements(open.shape, sizing),
      ...machineStatements(context, machines, gpu, price),
      ...crossoverStatements(context, sizing, machines, fte * people.engineerMonthlyUsd),
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
