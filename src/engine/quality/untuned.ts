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
import { DIFFERENCE, EFFORT_LEVEL, EFFORT_STEP_SD, HARNESS_SD, SAME_MODEL_PART } from './fitted.js';

/**
 * Another untuned model, or the same at another effort, seen from a plan whose accuracy is known: the paired
 * differences of the two on benchmarks that both were put to, in one pool if there is one, carried over to this work.
 */

/** A model at an effort. */
export interface ModelAtEffort {
  readonly modelId: string;
  /** Default: as its maker sets it. */
  readonly effort?: Effort;
  /** Size class, 0 small to 2 large: what is expected of a model before any figure of it is looked at. */
  readonly size?: number;
}

/** What published results say of the difference between two models on this kind of work, in logits. */
export interface PublishedDifference {
  readonly mean: number;
  readonly sd: number;
  /** Benchmarks that both have. */
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

/** Figures of a book by model and effort: books never change, and every candidate is compared with the same few. */
const knownFigures = new WeakMap<EvidenceBook, Map<string, Map<string, Figure[]>>>();

/** By benchmark, the figure of each pool that needs the least adjustment. */
function figuresOf(book: EvidenceBook, of: ModelAtEffort): ReadonlyMap<string, readonly Figure[]> {
  const known = knownFigures.get(book) ?? new Map<string, Map<string, Figure[]>>();
  knownFigures.set(book, known);
  const key = `${of.modelId} ${of.effort ?? ''}`;
  const figures = known.get(key) ?? adjustedFigures(book, of);
  known.set(key, figures);
  return figures;
}

function adjustedFigures(book: EvidenceBook, { modelId, effort }: ModelAtEffort): Map<string, Figure[]> {
  const results = book.resultsOf(modelId);
  const hasEfforts = results.some((result) => isEffort(result.effort));
  const benchmarks = new Map<string, Figure[]>();
  for (const result of results) {
    const figure = { result, adjusted: adjustedTo(result, effort, hasEfforts) };
    const figures = benchmarks.get(result.benchmark) ?? [];
    const place = figures.findIndex((known) => known.result.pool === result.pool);
    const known = figures[place];
    if (known === undefined) figures.push(figure);
    else if (figure.adjusted.variance < known.adjusted.variance) figures[place] = figure;
    benchmarks.set(result.benchmark, figures);
  }
  return benchmarks;
}

interface Figure {
  readonly result: BenchmarkResult;
  readonly adjusted: Adjusted;
}

/** One benchmark's difference between two models. */
interface Seen {
  readonly mean: number;
  readonly variance: number;
  readonly source: EvidenceSource;
}

/** Off a maker's figure when it stands against somebody else's. */
function premiumOf(from: BenchmarkResult, to: BenchmarkResult): { shift: number; variance: number } {
  const sides = Number(to.by === 'maker') - Number(from.by === 'maker');
  return { shift: -sides * MAKERS_PREMIUM, variance: Math.abs(sides) * MAKERS_PREMIUM_SD ** 2 };
}

function seenBetween(ours: Figure, theirs: Figure): Seen {
  const premium = premiumOf(ours.result, theirs.result);
  const samePool = ours.result.pool === theirs.result.pool;
  return {
    mean: theirs.adjusted.logit - ours.adjusted.logit + premium.shift,
    variance:
      theirs.adjusted.variance + ours.adjusted.variance + premium.variance + (samePool ? 0 : HARNESS_SD ** 2),
    source: theirs.result.source,
  };
}

/** A benchmark's difference: within its pools where both are in one, else across the two that need least adjustment. */
function seenBy(ours: readonly Figure[], theirs: readonly Figure[]): readonly Seen[] {
  const pairs = theirs.flatMap((their) =>
    ours.filter((our) => our.result.id !== their.result.id).map((our) => ({ our, their })),
  );
  const inOnePool = pairs.filter(({ our, their }) => our.result.pool === their.result.pool);
  if (inOnePool.length > 0) return inOnePool.map(({ our, their }) => seenBetween(our, their));
  const [best] = pairs
    .map(({ our, their }) => seenBetween(our, their))
    .sort((a, b) => a.variance - b.variance);
  return best === undefined ? [] : [best];
}

/** Benchmarks of one group and closeness, heard as one. */
export interface Voice {
  readonly closeness: Closeness | 'other';
  readonly differences: number[];
  readonly variances: number[];
}

/** How close a benchmark is to a kind of work; `undefined` where it speaks for no kind that the product has. */
function closenessOf({ speaksFor }: Benchmark, task: Task): Closeness | 'other' | undefined {
  if (speaksFor.length === 0) return undefined;
  return speaksFor.find((said) => said.task === task)?.closeness ?? 'other';
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
  const sources = new Set<EvidenceSource>();
  let shared = 0;
  const known = figuresOf(book, from);
  for (const [id, theirs] of figuresOf(book, to)) {
    const benchmark = book.findBenchmark(id);
    const closeness = benchmark === undefined ? undefined : closenessOf(benchmark, task);
    if (benchmark === undefined || closeness === undefined) continue;
    const seen = seenBy(known.get(id) ?? [], theirs);
    if (seen.length === 0) continue;
    const key = `${closeness} ${benchmark.group}`;
    const voice = voices.get(key) ?? { closeness, differences: [], variances: [] };
    voice.differences.push(meanOf(seen.map(({ mean }) => mean)));
    voice.variances.push(meanOf(seen.map(({ variance }) => variance)));
    voices.set(key, voice);
    for (const { source } of seen) sources.add(source);
    shared += 1;
  }
  const part = from.modelId === to.modelId ? SAME_MODEL_PART : 1;
  const difference = pooled([...voices.values()], part, expectedShift(from, to, shared > 0));
  return { ...difference, shared, sources: [...sources] };
}

/** What a size class adds where nothing is published, in logits (stated choice: published differences of two classes are 0.3 to 0.5 after being held back). */
const SIZE_STEP = 0.4;

/**
 * What is expected of two models before any figure is looked at: nothing of efforts and sizes that nobody states, and
 * nothing of an effort of a model that nothing compares with the other.
 */
function expectedShift(from: ModelAtEffort, to: ModelAtEffort, isCompared: boolean): number {
  const levelOf = ({ effort = TAKEN_AS.default }: ModelAtEffort) => EFFORT_LEVEL[effort];
  const size = from.size === undefined || to.size === undefined ? 0 : SIZE_STEP * (to.size - from.size);
  return isCompared || from.modelId === to.modelId ? size + levelOf(to) - levelOf(from) : size;
}

/** How well benchmarks show a difference between models. */
export type DifferenceSpreads = typeof DIFFERENCE;

/**
 * Voices weighed by how well each shows the difference, held towards what is expected of any two.
 *
 * @param part 1 between two models, less between two efforts of one.
 */
export function pooled(
  voices: readonly Voice[],
  part: number,
  expected: number,
  spreads: DifferenceSpreads = DIFFERENCE,
): { mean: number; sd: number } {
  const { abilitySd, workSd, errorSd } = spreads;
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
