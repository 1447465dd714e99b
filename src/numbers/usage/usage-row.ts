import { isObject, jsonOf } from '../lines.js';
import { type Fields, optionalNumber } from '../records.js';

/** One line of a usage export, whatever it came from: tokens are split, so that no token is in two of the counts. */
export interface UsageRow {
  /** The model as the export writes it; '' where it names none. */
  readonly model: string;
  /** The day it was used, `YYYY-MM-DD`; '' where it is not said. */
  readonly day: string;
  /** Absent where the export does not count requests. */
  readonly requests?: number;
  /** Prompt tokens that were neither read from a cache nor written to one. */
  readonly uncachedTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  /** Tokens of answers, hidden reasoning that the export is known to count among them included. */
  readonly outputTokens: number;
  /** Hidden reasoning among `outputTokens`, where it is told. */
  readonly reasoningTokens?: number;
  /** Hidden reasoning of which the export does not say whether it is among `outputTokens`. */
  readonly unclearReasoningTokens?: number;
  readonly isBatch?: boolean;
  /** What it cost by the export; absent where it does not say. */
  readonly spendUsd?: number;
}

/** A kind of export. */
export interface UsageFormat {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Whether a record with these fields is of this kind. */
  matches(fields: Fields): boolean;
  /** The usage in a record; none where it is of something else, such as a search. */
  rows(fields: Fields): readonly UsageRow[];
  /** What it cannot know, as a sentence for the person. */
  readonly lacks?: string;
}

/** All tokens of nothing, to be filled in. */
export const NO_TOKENS = {
  uncachedTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
} as const;

/** Prompt tokens where those of the cache are counted among them; never less than none. */
export function uncached(all: number, ...among: readonly number[]): number {
  return Math.max(0, all - among.reduce((sum, one) => sum + one, 0));
}

/** The day of a time: ISO text, seconds, milliseconds or nanoseconds since 1970. '' where it is no time. */
export function dayOf(value: unknown): string {
  if (typeof value === 'string') {
    const iso = /^(\d{4}-\d{2}-\d{2})/.exec(value.slice(0, 40).trim())?.[1];
    if (iso !== undefined) return iso;
    const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value.slice(0, 40).trim());
    if (us !== null) return `${us[3]}-${(us[1] ?? '').padStart(2, '0')}-${(us[2] ?? '').padStart(2, '0')}`;
    const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(value.slice(0, 40).trim());
    if (compact !== null) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  }
  const number = optionalNumber(value);
  if (number === undefined || number < 1e8) return '';
  const ms = number > 1e17 ? number / 1e6 : number > 1e11 ? number : number * 1_000;
  return ms < 8e15 ? new Date(ms).toISOString().slice(0, 10) : '';
}

/** The object in a field, be it an object or its JSON. */
export function objectIn(fields: Fields, name: string): Fields {
  const value = fields.get(name);
  if (isObject(value)) return new Map(Object.entries(value));
  const parsed = typeof value === 'string' && value.trimStart().startsWith('{') ? jsonOf(value) : undefined;
  return isObject(parsed) ? new Map(Object.entries(parsed)) : new Map();
}

/** A spend that is said; absent stays absent. */
export function spend(value: unknown): { readonly spendUsd?: number } {
  const usd = optionalNumber(value);
  return usd === undefined ? {} : { spendUsd: usd };
}
