import { isLosslessNumber, parse } from 'lossless-json';
import { z } from 'zod';
import { isCalendarDay } from '../calendar-day.js';
import { FeedError } from './feed-error.js';
import { namesLatest, withoutDate } from './key-names.js';
import { type RegistryRow, ROW_MODES, type RowMode } from './registry-row.js';
import { rowPrices } from './row-prices.js';

/**
 * Most entries of a file that are read. The real one had 2,776 in June 2026, half as many again as half a year
 * before.
 */
const MAX_ENTRIES = 10_000;

/** Most refusals that are named; more are only counted. */
const MAX_NAMED = 100;

/** Longest key taken: the longest real one has about 100 letters. */
const MAX_KEY_LENGTH = 200;

/** Modes that the registry prices in units which no plan is billed in. */
const OTHER_MODES: ReadonlySet<string> = new Set([
  'audio_speech',
  'audio_transcription',
  'image_edit',
  'image_generation',
  'moderation',
  'ocr',
  'realtime',
  'search',
  'vector_store',
  'video_generation',
]);

/** Control characters and halves of characters: no name has them, and a database takes them badly. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const ALL_UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;

const ShapeSchema = z.object({
  litellm_provider: z
    .string()
    .min(1)
    .max(100)
    .refine((name) => !UNPRINTABLE.test(name)),
  mode: z.string(),
});

/** A part of the file that was not taken. */
export interface Refusal {
  readonly key: string;
  /** The price field, where only that was refused and the row was taken. */
  readonly field?: string;
  /** Why, in words. */
  readonly reason: string;
}

/** The registry, read. */
export interface ParsedRegistry {
  readonly rows: readonly RegistryRow[];
  /** The first hundred parts that were refused. */
  readonly refused: readonly Refusal[];
  /** How many were refused in all. */
  readonly refusedCount: number;
  /** Rows of modes that are not priced by token or query. */
  readonly ignoredCount: number;
  /** What some copies say of their own age. */
  readonly lastUpdated?: string;
}

/**
 * Reads the registry's text: one JSON object, a row a key. Tolerant of what the real file holds besides models,
 * strict in what counts as one: an object that names its seller and a mode that we know.
 *
 * @throws FeedError `truncated`, `not-json`, `not-an-object`, `too-large` by its entries, or `empty` when no row can be taken.
 */
export function parseRegistry(text: string): ParsedRegistry {
  const duplicates = new Set<string>();
  const file = parseJson(text, duplicates);
  const count = Object.keys(file).length;
  if (count > MAX_ENTRIES) {
    throw new FeedError('too-large', `The price feed has ${count} entries, more than ${MAX_ENTRIES}.`);
  }
  const refusals: Refusal[] = [];
  const rows: RegistryRow[] = [];
  let ignoredCount = 0;
  for (const [key, value] of Object.entries(file)) {
    const read = readRow(key, value, duplicates);
    if (read === 'ignored') ignoredCount += 1;
    else if ('reason' in read) refusals.push(read);
    else {
      rows.push(read.row);
      refusals.push(...read.refusals);
    }
  }
  if (rows.length === 0) throw new FeedError('empty', 'The price feed holds no model.');
  const lastUpdated: unknown = Object.hasOwn(file, 'last_updated')
    ? Reflect.get(file, 'last_updated')
    : undefined;
  return {
    rows: withUndatedAliases(rows),
    refused: refusals.slice(0, MAX_NAMED),
    refusedCount: refusals.length,
    ignoredCount,
    ...(typeof lastUpdated === 'string' && !Number.isNaN(Date.parse(lastUpdated)) && { lastUpdated }),
  };
}

function parseJson(text: string, duplicates: Set<string>): object {
  const trimmed = text.trim();
  if (trimmed === '') throw new FeedError('empty', 'The price feed is empty.');
  let file: unknown;
  try {
    file = parse(trimmed, undefined, {
      onDuplicateKey: ({ key, newValue }) => {
        duplicates.add(key);
        return newValue;
      },
    });
  } catch (error) {
    if (trimmed.startsWith('{') && !trimmed.endsWith('}')) {
      throw new FeedError('truncated', 'The price feed breaks off before its end.', { cause: error });
    }
    throw new FeedError('not-json', 'The price feed is not valid JSON.', { cause: error });
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file) || isLosslessNumber(file)) {
    throw new FeedError('not-an-object', 'The price feed is not a JSON object of models.');
  }
  return file;
}

interface TakenRow {
  readonly row: RegistryRow;
  readonly refusals: readonly Refusal[];
}

function readRow(
  key: string,
  value: unknown,
  duplicates: ReadonlySet<string>,
): TakenRow | Refusal | 'ignored' {
  if (key === 'last_updated') return 'ignored';
  if (key.trim() === '' || key.length > MAX_KEY_LENGTH || UNPRINTABLE.test(key)) {
    const shown = key.slice(0, MAX_KEY_LENGTH).replace(ALL_UNPRINTABLE, '?');
    return {
      key: shown,
      reason: 'The key is empty, longer than 200 letters, or has letters that cannot be shown.',
    };
  }
  if (duplicates.has(key)) return { key, reason: 'The key stands twice, with different content.' };
  const shape = ShapeSchema.safeParse(value);
  if (!shape.success || typeof value !== 'object' || value === null) {
    return { key, reason: 'It is not a model: an object with a provider and a mode.' };
  }
  const { litellm_provider: provider, mode } = shape.data;
  if (OTHER_MODES.has(mode)) return 'ignored';
  if (!isRowMode(mode)) return { key, reason: `The mode "${mode.slice(0, 40)}" is not known.` };
  const { prices, refusedFields } = rowPrices(value, mode);
  const refusals = refusedFields.map((field) => ({ key, field, reason: 'The price is not a number.' }));
  return { row: { key, provider, mode, prices, ...aliasOf(key), ...hintsOf(value) }, refusals };
}

function isRowMode(mode: string): mode is RowMode {
  return ROW_MODES.some((known) => known === mode);
}

function aliasOf(key: string): Pick<RegistryRow, 'alias'> {
  return namesLatest(key) ? { alias: 'latest' } : {};
}

function hintsOf(row: object): Pick<RegistryRow, 'deprecatedOnHint' | 'maxInputTokensHint'> {
  const day: unknown = Reflect.get(row, 'deprecation_date');
  const limit: unknown = Reflect.get(row, 'max_input_tokens');
  const tokens = isLosslessNumber(limit) ? Number(limit.value) : Number.NaN;
  return {
    ...(typeof day === 'string' && isCalendarDay(day) && { deprecatedOnHint: day }),
    ...(Number.isSafeInteger(tokens) && tokens > 0 && { maxInputTokensHint: tokens }),
  };
}

/** Marks the rows whose name, with a date behind it, is also sold by the same provider. */
function withUndatedAliases(rows: readonly RegistryRow[]): readonly RegistryRow[] {
  const dated = new Set<string>();
  for (const { key, provider } of rows) {
    const bare = withoutDate(key);
    if (bare !== undefined) dated.add(`${provider} ${bare}`);
  }
  return rows.map((row) =>
    row.alias === undefined && dated.has(`${row.provider} ${row.key}`) ? { ...row, alias: 'undated' } : row,
  );
}
