/**
 * Published quality as the rest of the house sees it: what benchmarks say of models at an effort, how fast they
 * answer, and what tunes have gained. Types only; `evidence.ts` builds a book from the shipped data files.
 *
 * A model without a row has no evidence: never its family's, never its predecessor's.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type EvidenceDate = string;

/** What a benchmark speaks for; the engine's tasks by the same names. */
export type TaskKind =
  | 'classification'
  | 'extraction'
  | 'structured-output'
  | 'generation'
  | 'knowledge-qa'
  | 'chat'
  | 'code'
  | 'agent';

/** Reasoning effort as makers call it, least first. */
export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/**
 * The effort behind a figure. `default`: run as the maker sets it, which is not the same effort for every model.
 * `reasoning`: thinking on, level not stated. `not-stated`: the source names no setting.
 */
export type StatedEffort = Effort | 'default' | 'reasoning' | 'not-stated';

/** `direct`: the same kind of task. `near`: the same skill in another setting. `far`: harder or longer than usual work. */
export type Closeness = 'direct' | 'near' | 'far';

/** Whose figure it is: printed by the model's maker, by another maker, run by a board, or by the operator of this installation. */
export type FigureBy = 'maker' | 'rival' | 'independent' | 'operator';

/** `A`: read at its address or in the repository named. `B`: a transcription that names its source. `C`: seen in one note only. */
export type EvidenceConfidence = 'A' | 'B' | 'C';

/** Where figures were read, and under which terms. */
export interface EvidenceSource {
  /** Short id, unique in the book. */
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly address: string;
  /** Date of the page, release or revision. */
  readonly date: EvidenceDate;
  /** Terms as found, and what they ask for. */
  readonly licence: string;
  /** Where it was read, when not at its own address. */
  readonly readAt?: string | undefined;
  /** Day on which a person last compared its figures with it. */
  readonly checkedOn: EvidenceDate;
  readonly confidence: EvidenceConfidence;
}

/** What every figure carries. */
export interface FigureProvenance {
  readonly source: EvidenceSource;
  /** Its source's, unless this figure is less sure. */
  readonly confidence: EvidenceConfidence;
}

/** How a benchmark counts: a percentage, a rate between 0 and 1, or a rating whose differences alone mean something. */
export type BenchmarkUnit = 'percent' | 'share' | 'elo';

/** A test that models are put to. */
export interface Benchmark {
  readonly id: string;
  readonly name: string;
  readonly unit: BenchmarkUnit;
  readonly better: 'higher' | 'lower';
  /** What it speaks for, and how closely. */
  readonly speaksFor: readonly { readonly task: TaskKind; readonly closeness: Closeness }[];
  /** Benchmarks of one group agree more than others do: one voice, not several. */
  readonly group: string;
}

/** One published result of one model at one effort. */
export interface BenchmarkResult extends FigureProvenance {
  /** Unique in the book. */
  readonly id: string;
  readonly modelId: string;
  readonly effort: StatedEffort;
  readonly benchmark: string;
  /** As printed, in the unit of the benchmark. */
  readonly value: number;
  /**
   * The value on a scale where higher is better and differences between models add up: log-odds of a share of right
   * answers, held between 0.02 and 0.98; for a rating `Elo x ln(10) / 400`.
   */
  readonly logit: number;
  /** Scaffold, subset or mode, in the words of the source. */
  readonly setting?: string;
  /** Results of one pool may be compared: same source, benchmark and setting. */
  readonly pool: string;
  readonly by: FigureBy;
  /** US dollars for one task of the benchmark, not of anybody's work. */
  readonly costUsdPerTask?: number;
  /** Tokens for one task of the benchmark, as printed. */
  readonly tokensPerTask?: number;
}

/** How fast a model answered somebody. What is absent was not published. */
export interface SpeedResult extends FigureProvenance {
  readonly modelId: string;
  readonly effort: StatedEffort;
  readonly outputTokensPerSecond?: number;
  readonly firstTokenSeconds?: number;
  /** A whole call, and its 95th percentile, in seconds. */
  readonly callSeconds?: { readonly mean: number; readonly p95?: number };
  /** Output tokens of such a call, where the source lets them be worked out. */
  readonly callOutputTokens?: number;
  readonly by: FigureBy;
}

/** What a tune made of one base on one task. */
export interface TuneResult extends FigureProvenance {
  readonly id: string;
  readonly taskName: string;
  /** `null` where the product has no such task. */
  readonly task: TaskKind | null;
  readonly metric: string;
  readonly base: string;
  /** Parameters of the base, in thousand millions. */
  readonly baseSizeB?: number;
  readonly examples?: number;
  /** Scores between 0 and 1. */
  readonly before: number;
  readonly after: number;
  /** The same task by prompted models of the time. */
  readonly prompted: Readonly<Record<string, number>>;
}

/** Everything published that is known here. Immutable. */
export interface EvidenceBook {
  /** Changes whenever any figure changes; shown with every advice. */
  readonly version: string;
  /** The newest `checkedOn` in the book. */
  readonly checkedOn: EvidenceDate;
  readonly sources: readonly EvidenceSource[];
  readonly benchmarks: readonly Benchmark[];
  readonly results: readonly BenchmarkResult[];
  readonly speeds: readonly SpeedResult[];
  readonly tunes: readonly TuneResult[];
  /** The benchmark of this id. */
  findBenchmark(id: string): Benchmark | undefined;
  /** Results of exactly this catalogue model, or of the open weights that it serves; at one effort where given. Empty: no evidence. */
  resultsOf(modelId: string, effort?: StatedEffort): readonly BenchmarkResult[];
  /** Efforts at which the model has a result, least first; those not stated last. */
  effortsOf(modelId: string): readonly StatedEffort[];
  /** Speeds of exactly this catalogue model; at one effort where given. */
  speedOf(modelId: string, effort?: StatedEffort): readonly SpeedResult[];
}
