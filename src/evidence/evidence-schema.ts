import { z } from 'zod';

/** What the files of evidence look like. Every field that is not described here is a mistake. */

const id = z.string().min(1).max(80);
const text = z.string().min(1).max(400);
const date = z.iso.date('is not a date of the form 2026-11-30.');

const TASK_KINDS = [
  'classification',
  'extraction',
  'structured-output',
  'generation',
  'knowledge-qa',
  'chat',
  'code',
  'agent',
] as const;
const task = z.enum(TASK_KINDS);

/** Efforts, least first; the last three are for figures only. */
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
/** Every effort that a figure may have, in the order in which they are listed. */
export const STATED_EFFORTS = [...EFFORTS, 'default', 'reasoning', 'not-stated'] as const;
const statedEffort = z.enum(STATED_EFFORTS);
const by = z.enum(['maker', 'rival', 'independent', 'operator']);
const confidence = z.enum(['A', 'B', 'C']);

/** `sources.json` */
export const SourcesSchema = z.strictObject({
  about: text,
  sources: z.array(
    z.strictObject({
      id,
      publisher: text,
      title: text,
      address: z.url('is not an address.'),
      date,
      licence: text,
      readAt: text.optional(),
      checkedOn: date,
      confidence,
    }),
  ),
});

/** `benchmarks.json` */
export const BenchmarksSchema = z.strictObject({
  about: text,
  benchmarks: z.array(
    z.strictObject({
      id,
      name: text,
      unit: z.enum(['percent', 'share', 'elo']),
      better: z.enum(['higher', 'lower']),
      speaksFor: z.array(z.strictObject({ task, closeness: z.enum(['direct', 'near', 'far']) })),
      group: id,
    }),
  ),
});

/** Columns of a table that are not benchmarks. */
export const OTHER_COLUMNS = [
  'setting',
  'costUsdPerTask',
  'latencyMeanSeconds',
  'latencyP95Seconds',
] as const;

/** A board's table: the name as printed there, then one value a column. */
export const TableSchema = z.strictObject({
  about: text,
  source: id,
  by,
  columns: z.array(id).min(1),
  rows: z.array(z.tuple([id]).rest(z.union([z.number(), z.string().min(1), z.null()]))),
});

/** `printed.json`: one result a row. */
export const PrintedSchema = z.strictObject({
  about: text,
  rows: z.array(
    z.strictObject({
      model: id,
      benchmark: id,
      value: z.number(),
      effort: z.enum(EFFORTS).optional(),
      setting: text.optional(),
      costUsdPerTask: z.number().positive().optional(),
      tokensPerTask: z.number().positive().optional(),
      by,
      source: id,
      confidence: confidence.optional(),
    }),
  ),
});

/** `model-map.json`: by table, the rows of a model and the effort of each. */
export const ModelMapSchema = z.strictObject({
  about: text,
  notTheSame: z.array(z.strictObject({ table: text, rows: text, why: text })),
  models: z.record(id, z.record(id, z.record(id, statedEffort))),
});

/** `tunes.json` */
export const TunesSchema = z.strictObject({
  about: text,
  source: id,
  bases: z.array(z.strictObject({ name: id, sizeB: z.number().positive() })),
  prompted: z.array(id),
  tasks: z.array(
    z.strictObject({
      name: id,
      task: task.nullable(),
      metric: id,
      examples: z.number().int().positive(),
      prompted: z.array(z.number().min(0).max(1).nullable()),
      scores: z.array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]).nullable()),
    }),
  ),
});

/** An operator's own file: sources, benchmarks and results that this installation knows beside the shipped ones. */
export const OperatorFileSchema = z.strictObject({
  sources: SourcesSchema.shape.sources.optional(),
  benchmarks: BenchmarksSchema.shape.benchmarks.optional(),
  results: PrintedSchema.shape.rows,
});

export type Table = z.infer<typeof TableSchema>;
export type PrintedRow = z.infer<typeof PrintedSchema>['rows'][number];
export type ModelMap = z.infer<typeof ModelMapSchema>;
export type TunesFile = z.infer<typeof TunesSchema>;
