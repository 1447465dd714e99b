import type {
  Benchmark,
  BenchmarkResult,
  Closeness,
  Effort,
  EvidenceBook,
  EvidenceSource,
  StatedEffort,
} from '../../evidence/evidence-book.js';
import type { Task } from '../workload.js';
import { type Accuracy, type Doubt, shifted } from './accuracy.js';
import { DIFFERENCE, EFFORT_LEVEL, EFFORT_STEP_SD, SAME_MODEL_PART } from './fitted.js';

/**
 * Another untuned model, or the same at another effort, seen from a plan whose accuracy is known: the paired
 * differences of the two on benchmarks that both were put to, in the same pool, carried over to this work.
 */

/** A model at an effort. */
export interface ModelAtEffort {
  readonly modelId: string;
  /** Default: as its maker sets it. */
  readonly effort?: Effort;
}

/** What published results say of the difference between two models on this kind of work, in logits. */
export interface PublishedDifference {
  readonly mean: number;
  readonly sd: number;
  /** Benchmarks that both have, in one pool. */
  readonly shared: number;
  readonly sources: readonly EvidenceSource[];
}

/** What makers' own figures are ahead of a board's run of the same test (6 to 11 points), and how well that is known. */
const MAKERS_PREMIUM = 0.3;
const MAKERS_PREMIUM_SD = 0.2;

/** Efforts that figures without a stated one are taken as: makers print their highest; a default is in the middle. */
const TAKEN_AS: Readonly<Record<Exclude<StatedEffort, Effort>, Effort>> = {
  default: 'medium',
  reasoning: 'high',
  'not-stated': 'xhigh',
};

const LADDER: readonly Effort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

function isEffort(effort: StatedEffort): effort is Effort {
  return effort !== 'default' && effort !== 'reasoning' && effort !== 'not-stated';
}

/** A figure brought to the effort asked for. */
interface Adjusted {
  readonly logit: number;
  readonly variance: number;
}

/** Models without a single stated effort have but one: then nothing is adjusted. */
function adjustedTo(result: BenchmarkResult, effort: Effort | undefined, hasEfforts: boolean): Adjusted {
  const printed = result.effort;
  if (!hasEfforts || printed === (effort ?? 'default')) return { logit: result.logit, variance: 0 };
  const from = isEffort(printed) ? printed : TAKEN_AS[printed];
  const to = effort ?? TAKEN_AS.default;
  const guesses = Number(!isEffort(printed)) + Number(effort === undefined);
  const steps = Math.abs(LADDER.indexOf(from) - LADDER.indexOf(to)) + guesses;
  return {
    logit: result.logit + EFFORT_LEVEL[to] - EFFORT_LEVEL[from],
    variance: steps * EFFORT_STEP_SD ** 2,
  };
}

/** The figure of a pool that needs the least adjustment. */
function nearestByPool(book: EvidenceBook, { modelId, effort }: ModelAtEffort): Map<string, Figure> {
  const results = book.resultsOf(modelId);
  const hasEfforts = results.some((result) => isEffort(result.effort));
  const nearest = new Map<string, Figure>();
  for (const result of results) {
    const adjusted = adjustedTo(result, effort, hasEfforts);
    const known = nearest.get(result.pool);
    if (known === undefined || adjusted.variance < known.adjusted.variance)
      nearest.set(result.pool, { result, adjusted });
  }
  return nearest;
}

interface Figure {
  readonly result: BenchmarkResult;
  readonly adjusted: Adjusted;
}

/** Benchmarks of one group and closeness, heard as one. */
interface Voice {
  readonly closeness: Closeness | 'other';
  readonly differences: number[];
  readonly variances: number[];
}

function closenessOf(benchmark: Benchmark, task: Task): Closeness | 'other' {
  return benchmark.speaksFor.find((said) => said.task === task)?.closeness ?? 'other';
}

/** Off a maker's figure when it stands against somebody else's. */
function premiumOf(from: BenchmarkResult, to: BenchmarkResult): { shift: number; variance: number } {
  const sides = Number(to.by === 'maker') - Number(from.by === 'maker');
  return { shift: -sides * MAKERS_PREMIUM, variance: Math.abs(sides) * MAKERS_PREMIUM_SD ** 2 };
}

/**
 * The difference between two models on a kind of work. Benchmarks of other kinds of work count little, by what they
 * have been found to say; without any shared benchmark nothing is left but the spread between any two models.
 */
export function publishedDifference(
  book: EvidenceBook,
  task: Task,
  from: ModelAtEffort,
  to: ModelAtEffort,
): PublishedDifference {
  const voices = new Map<string, Voice>();
  const sources = new Map<string, EvidenceSource>();
  let shared = 0;
  const known = nearestByPool(book, from);
  for (const [pool, theirs] of nearestByPool(book, to)) {
    const ours = known.get(pool);
    const benchmark = book.findBenchmark(theirs.result.benchmark);
    if (ours === undefined || benchmark === undefined || ours.result.id === theirs.result.id) continue;
    const closeness = closenessOf(benchmark, task);
    const key = `${closeness} ${benchmark.group}`;
    const voice = voices.get(key) ?? { closeness, differences: [], variances: [] };
    const premium = premiumOf(ours.result, theirs.result);
    voice.differences.push(theirs.adjusted.logit - ours.adjusted.logit + premium.shift);
    voice.variances.push(theirs.adjusted.variance + ours.adjusted.variance + premium.variance);
    voices.set(key, voice);
    sources.set(theirs.result.source.id, theirs.result.source);
    shared += 1;
  }
  const part = from.modelId === to.modelId ? SAME_MODEL_PART : 1;
  return {
    ...pooled([...voices.values()], part, effortShift(from, to)),
    shared,
    sources: [...sources.values()],
  };
}

/** What is expected of one model at two efforts before any figure is looked at. */
function effortShift(from: ModelAtEffort, to: ModelAtEffort): number {
  if (from.modelId !== to.modelId) return 0;
  return EFFORT_LEVEL[to.effort ?? TAKEN_AS.default] - EFFORT_LEVEL[from.effort ?? TAKEN_AS.default];
}

/** Voices weighed by how well each shows the difference, held towards what is expected of any two. */
function pooled(voices: readonly Voice[], part: number, expected: number): { mean: number; sd: number } {
  const { abilitySd, workSd, errorSd } = DIFFERENCE;
  let precision = 1 / (part * abilitySd) ** 2;
  let sum = expected * precision;
  for (const { closeness, differences, variances } of voices) {
    const weight = 1 / ((part * errorSd[closeness]) ** 2 + meanOf(variances));
    precision += weight;
    sum += weight * meanOf(differences);
  }
  return { mean: sum / precision, sd: Math.sqrt(1 / precision + (part * workSd) ** 2) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Share of what a model is above or below its benchmarks here that holds for all its efforts and tunes (stated choice). */
const COMMON_TO_MODEL = 0.8;

/**
 * Half of what is unknown of a difference is how the known model's benchmarks fit this work: all others share it.
 * Of the other half, most belongs to the other model at whatever effort.
 */
function doubtsOf(sd: number, from: ModelAtEffort, to: ModelAtEffort): readonly Doubt[] {
  if (from.modelId === to.modelId) return [{ factor: `effort:${to.modelId}`, sd }];
  const half = sd ** 2 / 2;
  return [
    { factor: 'benchmarks', sd: Math.sqrt(half) },
    { factor: `model:${to.modelId}`, sd: Math.sqrt(half * COMMON_TO_MODEL) },
    { sd: Math.sqrt(half * (1 - COMMON_TO_MODEL)) },
  ];
}

/** The accuracy of a model at an effort, from the known accuracy of another. */
export function untunedAccuracy(
  book: EvidenceBook,
  task: Task,
  from: ModelAtEffort & { readonly accuracy: Accuracy },
  to: ModelAtEffort,
): Accuracy {
  const difference = publishedDifference(book, task, from, to);
  const { mean, sd, shared, sources } = difference;
  const note =
    shared === 0
      ? 'No published result compares it with the model whose accuracy is known: anything may be.'
      : `From ${shared} published ${shared === 1 ? 'result' : 'results'} that it and the model whose accuracy is known both have.`;
  const isKnown = shared > 0 || from.modelId === to.modelId;
  return shifted(from.accuracy, mean, doubtsOf(sd, from, to), {
    basis: isKnown ? (shared > 0 ? 'evidence' : 'prior') : 'none',
    sources,
    note,
  });
}
