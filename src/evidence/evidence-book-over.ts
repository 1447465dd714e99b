import type {
  Benchmark,
  BenchmarkResult,
  EvidenceBook,
  EvidenceSource,
  SpeedResult,
  StatedEffort,
  TuneResult,
} from './evidence-book.js';
import { STATED_EFFORTS } from './evidence-schema.js';

/** What an evidence book is made of: plain data, which can be sent to a worker thread. */
export interface EvidenceData {
  readonly sources: readonly EvidenceSource[];
  readonly benchmarks: readonly Benchmark[];
  readonly results: readonly BenchmarkResult[];
  readonly speeds: readonly SpeedResult[];
  readonly tunes: readonly TuneResult[];
}

/** The last day on which somebody looked at one of the sources. */
export function lastChecked({ sources }: EvidenceData): string {
  return (
    sources
      .map((source) => source.checkedOn)
      .sort()
      .at(-1) ?? ''
  );
}

/** An evidence book over these figures, whose version is known. Runs in a browser as well. */
export function evidenceBookOver(data: EvidenceData, version: string): EvidenceBook {
  const benchmarks = new Map(data.benchmarks.map((benchmark) => [benchmark.id, benchmark]));
  const results = byModel(data.results);
  const speeds = byModel(data.speeds);
  const checkedOn = lastChecked(data);

  function resultsOf(modelId: string): readonly BenchmarkResult[] {
    return results.get(modelId) ?? results.get(weightsOf(modelId)) ?? [];
  }

  function effortsOf(modelId: string): readonly StatedEffort[] {
    const printed = new Set(resultsOf(modelId).map(({ effort }) => effort));
    return STATED_EFFORTS.filter((effort) => printed.has(effort));
  }

  return {
    ...data,
    version,
    checkedOn,
    findBenchmark: (id) => benchmarks.get(id),
    resultsOf: (modelId, effort) => atEffort(resultsOf(modelId), effort),
    effortsOf,
    speedOf: (modelId, effort) => atEffort(speeds.get(modelId) ?? [], effort),
  };
}

/** The open model behind what one of its hosts sells: `gpt-oss-120b` of `groq/gpt-oss-120b`. Its speed is the host's own. */
function weightsOf(modelId: string): string {
  return /^[^/]+\/([^/]+)$/.exec(modelId)?.[1] ?? modelId;
}

function byModel<T extends { readonly modelId: string }>(figures: readonly T[]): Map<string, T[]> {
  const models = new Map<string, T[]>();
  for (const figure of figures) {
    const known = models.get(figure.modelId);
    if (known === undefined) models.set(figure.modelId, [figure]);
    else known.push(figure);
  }
  return models;
}

function atEffort<T extends { readonly effort: StatedEffort }>(
  figures: readonly T[],
  effort: StatedEffort | undefined,
): readonly T[] {
  return effort === undefined ? figures : figures.filter((figure) => figure.effort === effort);
}
