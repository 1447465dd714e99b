import { LIMITS } from '../../engine/index.js';
import type { FlatValue } from './flat-workload.js';

/** One field of a workload, as people meet it, and short makers for the common kinds. */

/** How the text of a field is read. */
type FieldKind =
  | 'count'
  | 'share'
  | 'figure'
  | 'figures'
  | 'points'
  | 'usd'
  | 'price'
  | 'usdPerHour'
  | 'days'
  | 'months'
  | 'milliseconds'
  | 'text'
  | 'choice'
  | 'models'
  | 'providers'
  | 'flag'
  | 'model'
  | 'volume';

/** What one field's text means: values by path, or one plain sentence on what is wrong. */
export type Reading =
  | { readonly ok: true; readonly values: Readonly<Record<string, FlatValue>> }
  | { readonly ok: false; readonly problem: string };

/** One field of a workload, as people meet it. */
export interface Field {
  /** Path in the workload: `tokens.user`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Keys of `key=value` in the command, the preferred one first. */
  readonly keys: readonly string[];
  /** What it is, to go in a sentence. */
  readonly label: string;
  /** A piece of the command that works. */
  readonly example: string;
  readonly min?: number;
  readonly max?: number;
  /** True when `min` itself is not allowed. */
  readonly aboveMin?: boolean;
  readonly integer?: boolean;
  /** For `choice`: what is typed -> value. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Tokens per query. */
export function tokensField(path: string, keys: readonly string[], label: string, example: string): Field {
  return { path, kind: 'count', keys, label, example, min: 0, max: LIMITS.tokensPerQuery };
}

/** A share, 0 to 1. */
export function shareField(path: string, keys: readonly string[], label: string, example: string): Field {
  return { path, kind: 'share', keys, label, example, min: 0, max: 1 };
}

/** A share of right answers, or right answers of all that were judged. */
export function figureField(path: string, keys: readonly string[], label: string, example: string): Field {
  return { path, kind: 'figure', keys, label, example };
}

/** An amount of USD. */
export function usdField(path: string, keys: readonly string[], label: string, example: string): Field {
  return { path, kind: 'usd', keys, label, example, min: 0, max: LIMITS.usd };
}

/** What a million tokens cost, in USD. */
export function usdPerMTokField(
  path: string,
  keys: readonly string[],
  label: string,
  example: string,
): Field {
  return { path, kind: 'usd', keys, label, example, min: 0, max: LIMITS.usdPerMTok };
}

/** Something that holds or does not. */
export function flagField(path: string, keys: readonly string[], label: string): Field {
  return { path, kind: 'flag', keys, label, example: keys[0] ?? '' };
}

/** A whole number from 1 to `max`. */
export function countField(
  path: string,
  keys: readonly string[],
  label: string,
  example: string,
  max: number,
): Field {
  return { path, kind: 'count', keys, label, example, min: 1, max, integer: true };
}
