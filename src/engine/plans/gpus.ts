import type { ModelTier } from '../../prices/price-book.js';
import { type Call, promptTokens } from '../cost/call-cost.js';
import { demandOf } from '../cost/demand.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import { formatCount, formatShare } from '../explain/wording.js';

/**
 * How many GPUs a workload needs: reading prompts takes arithmetic, writing answers takes memory traffic, and every call
 * that is answered at once keeps its context in memory. All figures are of one H100 SXM of 80 GB.
 */

/** Hours of hosting in a month. */
export const HOURS_PER_MONTH = 730;

/** Memory, arithmetic in 16 bits without sparsity, and memory traffic (NVIDIA's data sheet of the H100 SXM, 2023). */
const MEMORY_BYTES = 80e9;
const FLOPS_PER_SECOND = 989e12;
const BYTES_PER_SECOND = 3.35e12;
/** Share of the memory that a server takes for weights and contexts (the default of vLLM). */
const USABLE_MEMORY = 0.9;
/** Calls that a server answers at once at the most (the default of vLLM). */
const MAX_AT_ONCE = 256;
/** Share of the arithmetic that reading prompts reaches, and of the traffic that writing does (stated assumptions; tests show 0.25 to 0.6). */
const READING_EFFICIENCY = 0.4;
const WRITING_EFFICIENCY = 0.6;
/** GPUs that can carry one copy of a model. */
const GPUS_OF_A_COPY = [1, 2, 4, 8, 16, 32, 64, 128];

/** An open model by its size: what a GPU has to hold, to read and to write. */
export interface ModelSize {
  /** Billions of parameters, a byte each as they are served (FP8). */
  readonly billions: number;
  /** Layers, width, and bytes that a token of context takes in all layers (16 bits, 8 heads of keys and values). */
  readonly layers: number;
  readonly width: number;
  readonly contextBytesPerToken: number;
  /** Answer tokens a second of one GPU under full load on short prompts, and what it may range over. */
  readonly answerTokensPerSecond: number;
  readonly range: readonly [number, number];
  /** Whether public tests show it, or it stands between two that they show. */
  readonly isTested: boolean;
  /** GPU-hours to train an adapter on 1M tokens. */
  readonly trainingHoursPerMTok: number;
}

/**
 * Shapes are those that makers publish of Llama 3.1 8B, Qwen3 32B and Llama 3.1 70B. Writing: throughput tests of vLLM
 * of September 2024 (Lambda, FP8: 8B 3,400 on one H100, 70B 864 and 561 for each of two and of four), held down for 8B;
 * nobody has published 32B there, so it stands between the two by its parameters (stated assumption). Training: torchtune,
 * September 2024 (8B 4,699 tokens a second on one card, 70B 3,497 on eight); 32B by its parameters (stated assumption).
 */
export const MODEL_SIZES = {
  small: {
    billions: 8,
    layers: 32,
    width: 4_096,
    contextBytesPerToken: 131_072,
    answerTokensPerSecond: 2_500,
    range: [500, 3_500],
    isTested: true,
    trainingHoursPerMTok: 0.06,
  },
  medium: {
    billions: 32,
    layers: 64,
    width: 5_120,
    contextBytesPerToken: 262_144,
    answerTokensPerSecond: 900,
    range: [400, 1_500],
    isTested: false,
    trainingHoursPerMTok: 0.24,
  },
  large: {
    billions: 70,
    layers: 80,
    width: 8_192,
    contextBytesPerToken: 327_680,
    answerTokensPerSecond: 560,
    range: [200, 900],
    isTested: true,
    trainingHoursPerMTok: 0.64,
  },
} as const satisfies Readonly<Record<string, ModelSize>>;

/** The size that is reckoned with for a model of a seller's size class: their middle class reaches up to 100B. */
export function sizeOfTier(tier: ModelTier): ModelSize {
  return tier === 'small' ? MODEL_SIZES.small : MODEL_SIZES.large;
}

/** One copy of a model on so many GPUs. */
export interface Copy {
  readonly gpus: number;
  /** Calls that it answers at once: as many contexts as fit beside the weights. */
  readonly atOnce: number;
  /** Seconds that a call keeps the whole copy busy, alone or its share of what is done at once. */
  readonly secondsPerCall: number;
}

/** What a call takes of a copy on so many GPUs, or `null` where its context does not fit beside the weights. */
export function copyOf(size: ModelSize, gpus: number, call: Call): Copy | null {
  const prompt = promptTokens(call);
  const answer = call.output + call.reasoning;
  const weights = size.billions * 1e9;
  const context = (prompt + answer) * size.contextBytesPerToken;
  const free = gpus * MEMORY_BYTES * USABLE_MEMORY - weights;
  if (free < context) return null;
  const atOnce = Math.min(MAX_AT_ONCE, Math.floor(free / context));
  // Every weight is used twice for each token; each token looks at all those before it, twice in each layer.
  const arithmetic = 2 * weights * prompt + 2 * size.layers * size.width * prompt ** 2;
  const reading = arithmetic / (gpus * FLOPS_PER_SECOND * READING_EFFICIENCY);
  // A step writes one token for each of the calls: all weights and all their contexts go through the memory once.
  const step = (weights + atOnce * context) / (gpus * BYTES_PER_SECOND * WRITING_EFFICIENCY);
  const writingRate = Math.min(gpus * size.answerTokensPerSecond, atOnce / step);
  return { gpus, atOnce, secondsPerCall: reading + answer / writingRate };
}

/** GPUs for a workload. */
export interface GpuSizing {
  readonly gpus: number;
  /** Copies of the model, each on the same number of GPUs. */
  readonly copies: number;
  readonly copy: Copy;
  /** Calls a second in the busiest month of the horizon, those that are sent again included. */
  readonly callsPerSecond: number;
  readonly utilisation: number;
  /** Copies that have to run whatever the volume. */
  readonly fewestCopies: number;
}

/** Share of what a GPU can do that real traffic uses, where nobody says (stated assumption). */
const UTILISATION = 0.3;

/** Copies that a team runs at the least: a second one carries on where the first fails, unless answers may wait. */
export function fewestOwnCopies({ gpus, constraints, volume }: CompleteWorkload): number {
  const mayWait = constraints.batchable || volume.oneOffQueries !== undefined;
  return gpus.copies ?? (mayWait ? 1 : 2);
}

/** Calls a second in the busiest month of the horizon. */
function busiestCalls({ volume, horizonMonths }: CompleteWorkload, { retryRate }: Call): number {
  const demand = demandOf(volume);
  const busiest = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(horizonMonths - 1));
  return (busiest * (1 + retryRate)) / 86_400;
}

/**
 * The fewest GPUs that serve the busiest month. More prompt tokens never need fewer: each number of GPUs a copy needs
 * as many or more for a longer prompt, and the least of them is taken.
 *
 * @param atLeast copies that have to run whatever the volume, and GPUs that one takes
 */
export function sizeGpus(
  workload: CompleteWorkload,
  size: ModelSize,
  call: Call,
  atLeast: { readonly copies: number; readonly gpus: number },
): GpuSizing {
  const callsPerSecond = busiestCalls(workload, call);
  const utilisation = workload.gpus.utilisation ?? UTILISATION;
  const { copies: fewest, gpus: smallest } = atLeast;
  const ways = [smallest, ...GPUS_OF_A_COPY.filter((gpus) => gpus > smallest)].flatMap((gpus) => {
    const copy = copyOf(size, gpus, call);
    if (copy === null) return [];
    const needed = Math.ceil((callsPerSecond * copy.secondsPerCall) / utilisation);
    const copies = Math.max(fewest, needed);
    return [{ gpus: copies * gpus, copies, copy, callsPerSecond, utilisation, fewestCopies: fewest }];
  });
  const [best] = ways.sort((a, b) => a.gpus - b.gpus || a.copy.gpus - b.copy.gpus);
  if (best === undefined) throw new Error('No number of GPUs holds a call of this length.');
  return best;
}

/** What a sizing takes for granted. */
export function sizingStatements(
  size: ModelSize,
  { copy, copies, utilisation }: GpuSizing,
): readonly Assumption[] {
  const [low, high] = size.range;
  const basis = size.isTested ? 'in public tests of 2024' : 'assumed between the tests of 8B and 70B';
  return [
    {
      field: 'gpus',
      statement: `One H100 gives ${formatCount(size.answerTokensPerSecond)} answer tokens a second of a model of ${size.billions}B on short prompts (${formatCount(low)} to ${formatCount(high)}, ${basis}), reads prompts at ${formatShare(READING_EFFICIENCY)} of its arithmetic, and traffic uses ${formatShare(utilisation)} of that. No part of a prompt is taken over from one call to the next.`,
    },
    {
      field: 'gpus.copies',
      statement: `${formatCount(copies)} ${copies === 1 ? 'copy' : 'copies'} of the model, each on ${formatCount(copy.gpus)} GPU${copy.gpus === 1 ? '' : 's'}, with room for the contexts of ${formatCount(copy.atOnce)} call${copy.atOnce === 1 ? '' : 's'} at once; a call keeps a copy busy for ${formatCount(Number(copy.secondsPerCall.toPrecision(3)))} seconds.`,
    },
  ];
}

/**
 * The monthly bill of today from which on running a model costs less, people included; `null` where it never does,
 * because a call costs as much on GPUs as it does today or more.
 *
 * @param perQueryUsd of today
 * @param copyUsd a month of one copy
 * @param otherUsd a month of all that does not grow with the volume
 */
export function crossoverUsdPerMonth(
  { copy, utilisation, fewestCopies: fewest }: Pick<GpuSizing, 'copy' | 'utilisation' | 'fewestCopies'>,
  perQueryUsd: number,
  copyUsd: number,
  otherUsd: number,
): number | null {
  const callsOfACopy = (HOURS_PER_MONTH * 3_600 * utilisation) / copy.secondsPerCall;
  const billOfACopy = callsOfACopy * perQueryUsd;
  const costOf = (copies: number) => copies * copyUsd + otherUsd;
  if (costOf(fewest) <= fewest * billOfACopy) return costOf(fewest);
  if (billOfACopy <= copyUsd) return null;
  const copies = Math.max(fewest, Math.ceil(otherUsd / (billOfACopy - copyUsd)));
  return Math.max(costOf(copies), (copies - 1) * billOfACopy);
}
