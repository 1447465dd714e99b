import type { EvidenceData } from './build-evidence-book.js';
import type {
  Benchmark,
  BenchmarkResult,
  EvidenceSource,
  SpeedResult,
  StatedEffort,
  TuneResult,
} from './evidence-book.js';
import type { EvidenceProblem } from './evidence-error.js';
import {
  type ModelMap,
  OTHER_COLUMNS,
  type PrintedRow,
  type Table,
  type TunesFile,
} from './evidence-schema.js';

/** Files of evidence that are right in themselves. */
export interface EvidenceParts {
  readonly sources: readonly EvidenceSource[];
  readonly benchmarks: readonly Benchmark[];
  readonly printed: { readonly file: string; readonly rows: readonly PrintedRow[] };
  readonly map?: ModelMap;
  readonly tunes?: TunesFile;
  readonly tables: readonly { readonly name: string; readonly table: Table }[];
}

/** Shares nearer to 0 or 1 than this say nothing more: a test has so many items only. */
const NEAREST_SHARE = 0.02;

/**
 * A value on the scale on which differences add up: log-odds of a share of right answers, ratings in logits.
 *
 * @returns `undefined` for a value that the unit does not have.
 */
export function logitOf(
  value: number,
  { unit, better }: Pick<Benchmark, 'unit' | 'better'>,
): number | undefined {
  if (unit === 'elo') return (value * Math.LN10) / 400;
  const share = unit === 'percent' ? value / 100 : value;
  if (share < 0 || share > 1) return undefined;
  const right = better === 'higher' ? share : 1 - share;
  const held = Math.min(1 - NEAREST_SHARE, Math.max(NEAREST_SHARE, right));
  return Math.log(held / (1 - held));
}

/** Makes figures of the rows, and notes what does not fit together. */
export function expandEvidence(parts: EvidenceParts, problems: EvidenceProblem[]): EvidenceData {
  const sources = new Map(parts.sources.map((source) => [source.id, source]));
  const benchmarks = new Map(parts.benchmarks.map((benchmark) => [benchmark.id, benchmark]));
  const results: BenchmarkResult[] = [];
  const speeds: SpeedResult[] = [];
  const ids = new Set<string>();

  function say(file: string, place: string, message: string): void {
    problems.push({ file, place, message });
  }

  function sourceOf(file: string, place: string, id: string): EvidenceSource | undefined {
    const source = sources.get(id);
    if (source === undefined)
      say(file, place, `names the source "${id}", which sources.json does not have. Add it there.`);
    return source;
  }

  /** Adds one result, unless it is the same as one before. */
  function add(file: string, row: PrintedRow & { readonly stated: StatedEffort }): void {
    const place = `${row.model}, ${row.benchmark}`;
    const source = sourceOf(file, place, row.source);
    const benchmark = benchmarks.get(row.benchmark);
    if (benchmark === undefined)
      say(
        file,
        place,
        `names the benchmark "${row.benchmark}", which benchmarks.json does not have. Add it there.`,
      );
    if (source === undefined || benchmark === undefined) return;
    const logit = logitOf(row.value, benchmark);
    if (logit === undefined) {
      say(
        file,
        place,
        `${row.value} is not a value in ${benchmark.unit}. Check the unit in benchmarks.json.`,
      );
      return;
    }
    const pool = [row.source, row.benchmark, row.setting ?? ''].join('|');
    const id = `${pool}|${row.model}@${row.stated}`;
    if (ids.has(id)) {
      say(
        file,
        place,
        `is there twice at the effort "${row.stated}". Keep one, or give them different settings.`,
      );
      return;
    }
    ids.add(id);
    results.push({
      id,
      modelId: row.model,
      effort: row.stated,
      benchmark: row.benchmark,
      value: row.value,
      logit,
      ...(row.setting !== undefined && { setting: row.setting }),
      pool,
      by: row.by,
      ...(row.costUsdPerTask !== undefined && { costUsdPerTask: row.costUsdPerTask }),
      ...(row.tokensPerTask !== undefined && { tokensPerTask: row.tokensPerTask }),
      source,
      confidence: row.confidence ?? source.confidence,
    });
  }

  for (const row of parts.printed.rows)
    add(parts.printed.file, { ...row, stated: row.effort ?? 'not-stated' });
  const owners = ownersByRow(parts.map);
  for (const { name, table } of parts.tables) {
    const file = `${name}.json`;
    const source = sourceOf(file, '', table.source);
    const places = table.columns.map((column, index) => ({ column, index: index + 1 }));
    const isOther = (column: string) => OTHER_COLUMNS.some((other) => other === column);
    const named = owners.get(name) ?? new Map<string, readonly Owner[]>();
    const printed = new Set(table.rows.map(([row]) => row));
    for (const row of named.keys())
      if (!printed.has(row))
        say('model-map.json', `${name}: ${row}`, `is no row of ${file}. Copy the name exactly.`);
    for (const row of table.rows) {
      if (row.length !== table.columns.length + 1)
        say(
          file,
          row[0],
          `has ${row.length - 1} values for ${table.columns.length} columns. Fill gaps with null.`,
        );
      const figure = (column: string) => {
        const value = row[places.find((place) => place.column === column)?.index ?? row.length];
        return typeof value === 'number' ? value : undefined;
      };
      const setting = row[places.find(({ column }) => column === 'setting')?.index ?? row.length];
      for (const { modelId, effort } of named.get(row[0]) ?? []) {
        const costUsdPerTask = figure('costUsdPerTask');
        for (const { column, index } of places) {
          const value = row[index];
          if (isOther(column) || typeof value !== 'number') continue;
          add(file, {
            model: modelId,
            benchmark: column,
            value,
            stated: effort,
            by: table.by,
            source: table.source,
            ...(typeof setting === 'string' && { setting }),
            ...(costUsdPerTask !== undefined && { costUsdPerTask }),
          });
        }
        const mean = figure('latencyMeanSeconds');
        if (mean === undefined || source === undefined) continue;
        const p95 = figure('latencyP95Seconds');
        const callSeconds = { mean, ...(p95 !== undefined && { p95 }) };
        speeds.push({ modelId, effort, callSeconds, by: table.by, source, confidence: source.confidence });
      }
    }
  }
  const tunes = parts.tunes === undefined ? [] : tunesOf(parts.tunes, sources, say);
  return { sources: parts.sources, benchmarks: parts.benchmarks, results, speeds, tunes };
}

/** A catalogue model that a row of a table belongs to. */
interface Owner {
  readonly modelId: string;
  readonly effort: StatedEffort;
}

/** By table and row: several sellers of one open model share its rows. */
function ownersByRow(map: ModelMap | undefined): Map<string, Map<string, readonly Owner[]>> {
  const owners = new Map<string, Map<string, readonly Owner[]>>();
  for (const [modelId, tables] of Object.entries(map?.models ?? {})) {
    for (const [table, rows] of Object.entries(tables)) {
      const known = owners.get(table) ?? new Map<string, readonly Owner[]>();
      for (const [row, effort] of Object.entries(rows))
        known.set(row, [...(known.get(row) ?? []), { modelId, effort }]);
      owners.set(table, known);
    }
  }
  return owners;
}

function tunesOf(
  file: TunesFile,
  sources: ReadonlyMap<string, EvidenceSource>,
  say: (file: string, place: string, message: string) => void,
): readonly TuneResult[] {
  const source = sources.get(file.source);
  if (source === undefined) {
    say(
      'tunes.json',
      '',
      `names the source "${file.source}", which sources.json does not have. Add it there.`,
    );
    return [];
  }
  return file.tasks.flatMap((task) => {
    if (task.scores.length !== file.bases.length || task.prompted.length !== file.prompted.length)
      say('tunes.json', task.name, 'needs one entry in scores a base, and one in prompted a prompted model.');
    const prompted = Object.fromEntries(
      file.prompted.flatMap((model, index) => {
        const score = task.prompted[index];
        return typeof score === 'number' ? [[model, score]] : [];
      }),
    );
    return file.bases.flatMap((base, index): readonly TuneResult[] => {
      const pair = task.scores[index];
      if (pair == null) return [];
      return [
        {
          id: `${task.name}/${base.name}`,
          taskName: task.name,
          task: task.task,
          metric: task.metric,
          base: base.name,
          baseSizeB: base.sizeB,
          examples: task.examples,
          before: pair[0],
          after: pair[1],
          prompted,
          source,
          confidence: source.confidence,
        },
      ];
    });
  });
}
