import { z } from 'zod';
import { type EvidenceData, joinEvidence } from './build-evidence-book.js';
import type {
  Benchmark,
  BenchmarkResult,
  EvidenceSource,
  SpeedResult,
  StatedEffort,
} from './evidence-book.js';
import { STATED_EFFORTS } from './evidence-schema.js';
import { logitOf } from './expand-evidence.js';

/** The two live feeds that are understood: what their answers look like, and the figures in them. */

/** Whose names the feed uses: exact names only, never a family's. */
export interface FeedNames {
  /** Names of Artificial Analysis, with the catalogue's models and the effort that each stands for. */
  readonly names: ReadonlyMap<string, { readonly models: readonly string[]; readonly effort: StatedEffort }>;
  /** Ids of the catalogue's models: OpenRouter's names match when what follows their slash is one of them. */
  readonly modelIds: ReadonlySet<string>;
}

/** What a feed said. */
export interface FeedFigures {
  readonly data: EvidenceData;
  /** Rows whose model the catalogue does not have. */
  readonly unmatched: number;
  /** Figures that cannot be: outside their unit. */
  readonly implausible: readonly string[];
}

/** `feed-map.json` */
export const FeedMapSchema = z.strictObject({
  about: z.string(),
  names: z.record(
    z.string(),
    z.strictObject({ models: z.array(z.string()).min(1), effort: z.enum(STATED_EFFORTS) }),
  ),
});

const share = z.number().nullish();
const ArtificialAnalysisSchema = z.object({
  data: z
    .array(
      z.object({
        name: z.string().max(200),
        evaluations: z.record(z.string(), share).nullish(),
        median_output_tokens_per_second: z.number().nullish(),
        median_time_to_first_token_seconds: z.number().nullish(),
      }),
    )
    .min(1),
});

const OpenRouterSchema = z.object({
  data: z
    .array(
      z.object({
        source: z.string().max(80),
        model_permaslug: z.string().max(200),
        benchmark_type: z.string().max(80).optional(),
        accuracy: z.number().nullish(),
        avg_cost_per_task: z.number().nullish(),
      }),
    )
    .min(1),
  meta: z.object({ as_of: z.iso.datetime({ offset: true }) }),
});

type Speaks = Benchmark['speaksFor'];

/** Evaluations that bear on a kind of task; the broad indices and mathematics do not. */
const EVALUATIONS: ReadonlyMap<string, Speaks> = new Map(
  Object.entries({
    ifbench: [{ task: 'structured-output', closeness: 'near' }],
    lcr: [{ task: 'knowledge-qa', closeness: 'near' }],
    mmlu_pro: [{ task: 'knowledge-qa', closeness: 'near' }],
    gpqa: [{ task: 'knowledge-qa', closeness: 'far' }],
    hle: [{ task: 'knowledge-qa', closeness: 'far' }],
    livecodebench: [{ task: 'code', closeness: 'near' }],
    scicode: [{ task: 'code', closeness: 'far' }],
    terminalbench_hard: [{ task: 'code', closeness: 'far' }],
    tau2: [{ task: 'agent', closeness: 'near' }],
    'gpqa-diamond': [{ task: 'knowledge-qa', closeness: 'far' }],
    gpqa_diamond: [{ task: 'knowledge-qa', closeness: 'far' }],
    browsecomp: [{ task: 'agent', closeness: 'near' }],
    'tau2-bench-airline': [{ task: 'agent', closeness: 'direct' }],
  }),
);

function benchmarkOf(feed: string, name: string): Benchmark | undefined {
  const speaksFor = EVALUATIONS.get(name);
  if (speaksFor === undefined) return undefined;
  const id = `${feed}-${name}`;
  return { id, name: `${name}, live`, unit: 'share', better: 'higher', speaksFor, group: id };
}

/** Fastest and slowest that is believed, in tokens a second and seconds. */
const TOKENS_PER_SECOND = { low: 1, high: 20_000 };
const FIRST_TOKEN_SECONDS = { low: 0, high: 3_600 };

class Figures {
  readonly benchmarks = new Map<string, Benchmark>();
  readonly results: BenchmarkResult[] = [];
  readonly speeds: SpeedResult[] = [];
  readonly implausible: string[] = [];
  unmatched = 0;

  constructor(private readonly source: EvidenceSource) {}

  addResult(
    modelId: string,
    effort: StatedEffort,
    name: string,
    value: number,
    costUsdPerTask?: number,
  ): void {
    const benchmark = benchmarkOf(this.source.id, name);
    if (benchmark === undefined) return;
    const logit = logitOf(value, benchmark);
    if (logit === undefined) {
      this.implausible.push(`${modelId}, ${name}: ${value} is no share of right answers`);
      return;
    }
    this.benchmarks.set(benchmark.id, benchmark);
    const pool = `${this.source.id}|${benchmark.id}|`;
    this.results.push({
      id: `${pool}|${modelId}@${effort}`,
      modelId,
      effort,
      benchmark: benchmark.id,
      value,
      logit,
      pool,
      by: 'independent',
      ...(costUsdPerTask !== undefined && costUsdPerTask > 0 && { costUsdPerTask }),
      source: this.source,
      confidence: this.source.confidence,
    });
  }

  addSpeed(
    modelId: string,
    effort: StatedEffort,
    outputTokensPerSecond: number,
    firstTokenSeconds: number,
  ): void {
    const isPlausible =
      outputTokensPerSecond >= TOKENS_PER_SECOND.low &&
      outputTokensPerSecond <= TOKENS_PER_SECOND.high &&
      firstTokenSeconds > FIRST_TOKEN_SECONDS.low &&
      firstTokenSeconds <= FIRST_TOKEN_SECONDS.high;
    if (!isPlausible) {
      // The feed writes 0 where it has not measured.
      if (outputTokensPerSecond !== 0 && firstTokenSeconds !== 0)
        this.implausible.push(
          `${modelId}: ${outputTokensPerSecond} tokens a second, first after ${firstTokenSeconds} s`,
        );
      return;
    }
    const { source } = this;
    const speed = { outputTokensPerSecond, firstTokenSeconds, source, confidence: source.confidence };
    this.speeds.push({ modelId, effort, by: 'independent', ...speed });
  }

  done(): FeedFigures {
    const { results, speeds, implausible, unmatched } = this;
    const sources = [this.source];
    const data = { sources, benchmarks: [...this.benchmarks.values()], results, speeds, tunes: [] };
    return { data: joinEvidence(data), implausible, unmatched };
  }
}

/** Reads either format; `null` where the text is neither. */
export function readFeed(data: unknown, names: FeedNames, today: string): FeedFigures | null {
  const openRouter = OpenRouterSchema.safeParse(data);
  if (openRouter.success) return fromOpenRouter(openRouter.data, names, today);
  const analysis = ArtificialAnalysisSchema.safeParse(data);
  return analysis.success ? fromArtificialAnalysis(analysis.data, names, today) : null;
}

function fromArtificialAnalysis(
  { data }: z.infer<typeof ArtificialAnalysisSchema>,
  { names }: FeedNames,
  today: string,
): FeedFigures {
  const figures = new Figures({
    id: 'artificial-analysis-live',
    publisher: 'Artificial Analysis',
    title: 'Live data',
    address: 'https://artificialanalysis.ai/',
    date: today,
    licence: 'attribution required; for this installation only',
    checkedOn: today,
    confidence: 'A',
  });
  for (const row of data) {
    const named = names.get(row.name);
    if (named === undefined) figures.unmatched += 1;
    for (const modelId of named?.models ?? []) {
      const effort = named?.effort ?? 'not-stated';
      for (const [name, value] of Object.entries(row.evaluations ?? {}))
        if (typeof value === 'number') figures.addResult(modelId, effort, name, value);
      const speed = row.median_output_tokens_per_second;
      const first = row.median_time_to_first_token_seconds;
      if (typeof speed === 'number' && typeof first === 'number')
        figures.addSpeed(modelId, effort, speed, first);
    }
  }
  return figures.done();
}

function fromOpenRouter(
  { data, meta }: z.infer<typeof OpenRouterSchema>,
  { modelIds }: FeedNames,
  today: string,
): FeedFigures {
  const figures = new Figures({
    id: 'openrouter-live',
    publisher: 'OpenRouter',
    title: "Benchmarks, OpenRouter's own runs",
    address: 'https://openrouter.ai/rankings',
    date: meta.as_of.slice(0, 10),
    licence: 'terms of the API key; for this installation only',
    checkedOn: today,
    confidence: 'A',
  });
  for (const row of data) {
    // The other sources that it passes on are indices and ratings, which say nothing of a kind of task.
    if (row.source !== 'openrouter' || row.benchmark_type === undefined || typeof row.accuracy !== 'number')
      continue;
    const modelId = row.model_permaslug.slice(row.model_permaslug.indexOf('/') + 1);
    if (modelIds.has(modelId))
      figures.addResult(
        modelId,
        'default',
        row.benchmark_type,
        row.accuracy,
        row.avg_cost_per_task ?? undefined,
      );
    else figures.unmatched += 1;
  }
  return figures.done();
}
