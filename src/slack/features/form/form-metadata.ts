import { z } from 'zod';
import { WorkloadSchema } from '../../../engine/index.js';
import { type FlatWorkload, isGiven, MODEL_FIGURES, without } from '../../grammar/flat-workload.js';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import { FORM_FIELDS, type Generations } from './form-fields.js';

/** A saved estimate that a form was opened with. */
export interface AdjustedEstimate {
  readonly id: string;
  readonly name: string;
}

/** What came of a text that was pasted into the field for tokens. The text itself is nowhere kept. */
export interface CountedText {
  /** Tokens that went into the field; absent where it could not be counted. */
  readonly tokens?: number;
  readonly sentence: string;
}

/** What a form remembers beside its fields: everything of the workload that the page does not show. */
export interface FormMemory {
  /** The workload that the form was opened with, or the preset's. */
  readonly base: FlatWorkload;
  readonly generations: Generations;
  /** Where the form was opened, in case the state does not say where to post. */
  readonly channelId?: string;
  /** The thread in that channel in which the form was opened, if it was in one. */
  readonly threadTs?: string;
  /** Whether the fields behind *More detail* are shown. */
  readonly isDetailed?: boolean;
  /** The saved estimate that is adjusted. */
  readonly estimate?: AdjustedEstimate;
  readonly counted?: CountedText;
  /** Paths that were too long to remember; the form says so. */
  readonly dropped?: readonly string[];
}

/** Most characters of `private_metadata`. */
const MAX_METADATA_LENGTH = 3_000;

/** Lists of names can grow; they are let go first when the metadata is full. */
const LONG_PATHS = [
  'candidates',
  MODEL_FIGURES,
  'constraints.providers',
  'constraints.existingFineTuningAccounts',
  'name',
];

const Value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ right: z.number(), items: z.number() }),
  WorkloadSchema.shape.current.shape.price.unwrap(),
]);
const MemorySchema = z.object({
  f: z.record(z.string(), Value),
  g: z.partialRecord(z.enum(FORM_FIELDS), z.number().int().min(0)),
  c: z.string().optional(),
  t: z.string().optional(),
  m: z.boolean().optional(),
  e: z.object({ id: z.string(), name: z.string() }).optional(),
  p: z.object({ tokens: z.number().optional(), sentence: z.string() }).optional(),
});

/** Writes the memory into `private_metadata`, and says which paths did not fit. */
export function writeMemory(memory: FormMemory): {
  readonly metadata: string;
  readonly dropped: readonly string[];
} {
  const rest = {
    g: memory.generations,
    c: memory.channelId,
    t: memory.threadTs,
    m: memory.isDetailed,
    e: memory.estimate,
    p: memory.counted,
  };
  for (let count = 0; count <= LONG_PATHS.length; count += 1) {
    const dropped = LONG_PATHS.slice(0, count).filter((path) => isGiven(memory.base, path));
    const f = without(memory.base, dropped);
    const metadata = packJson({ f, ...rest }, MAX_METADATA_LENGTH);
    if (metadata !== undefined) return { metadata, dropped };
  }
  return { metadata: JSON.stringify({ f: {}, ...rest }), dropped: Object.keys(memory.base) };
}

/** Whether a form is of this version: one that was opened before an upgrade has other fields. */
export function isOfThisVersion(metadata: string): boolean {
  return MemorySchema.safeParse(unpackJson(metadata)).success;
}

/** Reads the memory back; an empty one for metadata that is not ours. */
export function readMemory(metadata: string): FormMemory {
  const parsed = MemorySchema.safeParse(unpackJson(metadata));
  if (!parsed.success) return { base: {}, generations: {} };
  const { f, g, c, t, m, e, p } = parsed.data;
  return {
    base: f,
    generations: g,
    ...(c === undefined ? {} : { channelId: c }),
    ...(t === undefined ? {} : { threadTs: t }),
    ...(m === undefined ? {} : { isDetailed: m }),
    ...(e === undefined ? {} : { estimate: e }),
    ...(p === undefined
      ? {}
      : { counted: { sentence: p.sentence, ...(p.tokens !== undefined && { tokens: p.tokens }) } }),
  };
}
