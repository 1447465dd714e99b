import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { type Workload, WorkloadSchema } from '../../engine/index.js';

/**
 * A workload as short text, for buttons and forms: they carry everything that they need, so that an old message
 * still works after a restart and for any person.
 */

/** Most characters of a button's value. */
export const MAX_BUTTON_VALUE_LENGTH = 2_000;

/** Longest text that is unpacked: a value made by somebody else cannot fill the memory. */
const MAX_UNPACKED_LENGTH = 64_000;

/** The value of a button whose workload is found in the message around it. */
export const IN_MESSAGE = 'in_message';

const StateSchema = z.strictObject({ w: WorkloadSchema, d: z.iso.date().optional() });

/** What a result remembers: its workload and the day of its prices. */
export interface ResultState {
  readonly workload: Workload;
  readonly asOf?: string;
}

/** The text of anything that is JSON, packed when that is shorter; `undefined` when it does not fit. */
export function packJson(value: unknown, limit: number): string | undefined {
  const json = JSON.stringify(value);
  if (json.length <= Math.min(limit, 400)) return json;
  const packed = `~${deflateRawSync(json).toString('base64url')}`;
  const shorter = packed.length < json.length ? packed : json;
  return shorter.length <= limit ? shorter : undefined;
}

/** The reverse of `packJson`; `undefined` for text that is no such thing. */
export function unpackJson(text: string): unknown {
  try {
    if (!text.startsWith('~')) return JSON.parse(text);
    const json = inflateRawSync(Buffer.from(text.slice(1), 'base64url'), {
      maxOutputLength: MAX_UNPACKED_LENGTH,
    });
    return JSON.parse(json.toString('utf8'));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The value of a button on a result, or `undefined` when the workload is too long for one. */
export function encodeResult(state: ResultState): string | undefined {
  return packJson({ w: state.workload, d: state.asOf }, MAX_BUTTON_VALUE_LENGTH);
}

/** What a button on a result carries; `undefined` when it was made by something else. */
export function decodeResult(value: string): ResultState | undefined {
  const parsed = StateSchema.safeParse(unpackJson(value));
  if (!parsed.success) return undefined;
  const { w, d } = parsed.data;
  return d === undefined ? { workload: w } : { workload: w, asOf: d };
}
