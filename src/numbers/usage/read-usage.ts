import { FileError } from '../file-error.js';
import type { OnBytes, Source } from '../lines.js';
import { type Fields, openRecords } from '../records.js';
import { CLOUD_FORMATS } from './cloud-formats.js';
import { GATEWAY_FORMATS } from './gateway-formats.js';
import { isEmptyOpenAiExport, PROVIDER_FORMATS } from './provider-formats.js';
import type { UsageFormat, UsageRow } from './usage-row.js';

/** Adds up usage exports: what is kept is sums by model and day. */

const FORMATS: readonly UsageFormat[] = [...CLOUD_FORMATS, ...PROVIDER_FORMATS, ...GATEWAY_FORMATS];

/** Names of all formats, for whoever gave something else. */
const FORMAT_NAMES = [...new Set(FORMATS.map(({ name }) => name))].join(', ');

/** What one model was used for on one day. */
export interface DayUse {
  readonly day: string;
  /** 0 where the export does not count them. */
  readonly requests: number;
  /** All of them; the next four split them. */
  readonly tokens: number;
  readonly uncachedTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  /** `null` where no row says what it cost. */
  readonly spendUsd: number | null;
}

/** A day of which nothing is known yet. */
const NO_USE = {
  ...{ requests: 0, tokens: 0, uncachedTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, outputTokens: 0 },
  spendUsd: null,
};

/** Two parts of what one model was used for on one day. */
export function addedUse(one: Omit<DayUse, 'day'>, other: Omit<DayUse, 'day'>): Omit<DayUse, 'day'> {
  return {
    requests: one.requests + other.requests,
    tokens: one.tokens + other.tokens,
    uncachedTokens: one.uncachedTokens + other.uncachedTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    spendUsd:
      one.spendUsd === null && other.spendUsd === null ? null : (one.spendUsd ?? 0) + (other.spendUsd ?? 0),
  };
}

/** The sums of one model. Its prompt tokens are split: none is in two of the counts. */
export interface ModelSums {
  /** As the export writes it; '' where it names none. */
  readonly model: string;
  /** `null` where the export does not count requests. */
  readonly requests: number | null;
  readonly uncachedTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly unclearReasoningTokens: number;
  /** The same counts of what went through the batch interface. */
  readonly batch: {
    readonly uncachedTokens: number;
    readonly cachedTokens: number;
    readonly outputTokens: number;
  };
  /** `null` where no row says what it cost. */
  readonly spendUsd: number | null;
  readonly days: readonly DayUse[];
}

/** Everything that is kept of usage exports. */
export interface UsageFacts {
  /** Ids of the formats, each once. */
  readonly sources: readonly string[];
  readonly sourceNames: readonly string[];
  /** First and last day; '' where no row has one. */
  readonly from: string;
  readonly to: string;
  readonly models: readonly ModelSums[];
  readonly rows: number;
  /** Rows that are of something else than a model's tokens. */
  readonly passedOver: number;
  /** What the files cannot know. */
  readonly lacks: readonly string[];
}

/** Different models that are told apart; the names of an export are content of somebody else. */
const MAX_MODELS = 500;
const MAX_DAYS = 800;
/** Records without any usage that a file may begin with, as a trace does with its other spans. */
const MAX_UNKNOWN = 500;

/**
 * Reads usage exports and adds them up; a file of costs and one of tokens go together.
 *
 * @throws FileError when one of them is of no known kind, or holds no usage
 */
export async function readUsage(sources: readonly Source[], onBytes: OnBytes): Promise<UsageFacts> {
  const sums = new Map<string, Sums>();
  const formats = new Set<UsageFormat>();
  let rows = 0;
  let passedOver = 0;
  for (const source of sources) {
    const { header, records, kind } = await openRecords(source, onBytes);
    let format: UsageFormat | undefined =
      kind === 'csv' ? formatOf(new Map(header.map((name) => [name, '']))) : undefined;
    if (kind === 'csv' && format === undefined) throw unknownFormat(source.name, header);
    let inFile = 0;
    for await (const { fields } of records) {
      format ??= formatOf(fields);
      if (format === undefined) {
        passedOver += 1;
        if (passedOver > MAX_UNKNOWN) throw unknownFormat(source.name, []);
        continue;
      }
      const read = format.rows(fields);
      if (read.length === 0) passedOver += 1;
      for (const row of read) add(sums, row);
      rows += read.length;
      inFile += read.length;
    }
    if (format === undefined)
      throw kind === 'csv' ? unknownFormat(source.name, header) : unknownFormat(source.name, []);
    if (inFile === 0) throw noUsage(source.name, isEmptyOpenAiExport(header) ? 'OpenAI export' : format.name);
    formats.add(format);
  }
  const models = [...sums].map(([model, one]) => one.sums(model)).sort((a, b) => sizeOf(b) - sizeOf(a));
  const days = models.flatMap((model) => model.days.map(({ day }) => day)).sort();
  const hasTokens = models.some((model) => tokensOf(model) > 0);
  const lacks = [...formats].flatMap(({ lacks: one }) => one ?? []);
  return {
    sources: [...new Set([...formats].map(({ id }) => id))],
    sourceNames: [...new Set([...formats].map(({ name }) => name))],
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    models,
    rows,
    passedOver,
    lacks: [...new Set(lacks)].filter((one) => !(hasTokens && one.startsWith('A report of costs'))),
  };
}

/** Whether a record, or the header of a table, is one of the usage exports that are known. */
export function isUsage(fields: Fields): boolean {
  return formatOf(fields) !== undefined || isEmptyOpenAiExport([...fields.keys()]);
}

function formatOf(fields: Fields): UsageFormat | undefined {
  return FORMATS.find((format) => format.matches(fields));
}

function unknownFormat(name: string, header: readonly string[]): FileError {
  const found =
    header.length === 0
      ? ''
      : ` Its columns are ${header.slice(0, 6).map(plainName).join(', ')}${header.length > 6 ? ' ...' : ''}.`;
  return new FileError(
    'unknown-shape',
    `${name} is none of the usage exports that are known.${found} Known are: ${FORMAT_NAMES}. Give the file as it was exported, with its header.`,
  );
}

function noUsage(name: string, what: string): FileError {
  return new FileError(
    'no-rows',
    `${name} is an ${what.replace(/^an? /, '')} without any usage in it. Export a window in which there was some.`.replace(
      / an ([^AEIOU])/,
      ' a $1',
    ),
  );
}

/** A name from outside as one short line without signs that steer a terminal. */
export function plainName(name: string): string {
  const line = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** All tokens of a model. */
export function tokensOf(
  model: Pick<ModelSums, 'uncachedTokens' | 'cachedTokens' | 'cacheWriteTokens' | 'outputTokens'>,
): number {
  return model.uncachedTokens + model.cachedTokens + model.cacheWriteTokens + model.outputTokens;
}

function sizeOf(model: ModelSums): number {
  return model.spendUsd ?? tokensOf(model) / 1e9;
}

function add(all: Map<string, Sums>, row: UsageRow): void {
  const name = all.has(row.model) || all.size < MAX_MODELS ? row.model : 'others';
  const sums = all.get(name) ?? new Sums();
  sums.add(row);
  all.set(name, sums);
}

/** The sums of one model while rows go by. */
class Sums {
  #requests: number | null = null;
  #spendUsd: number | null = null;
  readonly #tokens = { uncachedTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
  readonly #batch = { uncachedTokens: 0, cachedTokens: 0, outputTokens: 0 };
  #reasoning = 0;
  #unclear = 0;
  readonly #days = new Map<string, Omit<DayUse, 'day'>>();

  add(row: UsageRow): void {
    if (row.requests !== undefined) this.#requests = (this.#requests ?? 0) + row.requests;
    if (row.spendUsd !== undefined) this.#spendUsd = (this.#spendUsd ?? 0) + row.spendUsd;
    this.#tokens.uncachedTokens += row.uncachedTokens;
    this.#tokens.cachedTokens += row.cachedTokens;
    this.#tokens.cacheWriteTokens += row.cacheWriteTokens;
    this.#tokens.outputTokens += row.outputTokens;
    this.#reasoning += row.reasoningTokens ?? 0;
    this.#unclear += row.unclearReasoningTokens ?? 0;
    if (row.isBatch === true) {
      this.#batch.uncachedTokens += row.uncachedTokens;
      this.#batch.cachedTokens += row.cachedTokens;
      this.#batch.outputTokens += row.outputTokens;
    }
    if (row.day === '') return;
    if (!this.#days.has(row.day) && this.#days.size >= MAX_DAYS) return;
    const { uncachedTokens, cachedTokens, cacheWriteTokens, outputTokens } = row;
    const use = {
      ...{ uncachedTokens, cachedTokens, cacheWriteTokens, outputTokens, tokens: tokensOf(row) },
      ...{ requests: row.requests ?? 0, spendUsd: row.spendUsd ?? null },
    };
    this.#days.set(row.day, addedUse(this.#days.get(row.day) ?? NO_USE, use));
  }

  sums(model: string): ModelSums {
    return {
      model,
      requests: this.#requests,
      ...this.#tokens,
      reasoningTokens: this.#reasoning,
      unclearReasoningTokens: this.#unclear,
      batch: { ...this.#batch },
      spendUsd: this.#spendUsd,
      days: [...this.#days].map(([day, use]) => ({ day, ...use })).sort((a, b) => a.day.localeCompare(b.day)),
    };
  }
}
