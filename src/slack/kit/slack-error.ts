import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { z } from 'zod';
import { GarbledAnswerError } from './slack-api.js';

/** What a failed call to Slack means for what happens next. */
export type SlackFailure =
  /** Too fast: nothing was done. `seconds` is Slack's own wish, absent when it gave none. */
  | { readonly kind: 'throttled'; readonly seconds?: number }
  /** Slack said no: nothing was done. */
  | {
      readonly kind: 'refused';
      /** Slack's own word: `not_in_channel`. */
      readonly code: string;
      /** For `missing_scope`: what is missing. */
      readonly needed?: string;
      /** Reasons with pointers, for `invalid_blocks` and the like. */
      readonly details: readonly string[];
    }
  /** No answer, or one that may have come after the work was done: nobody knows. */
  | { readonly kind: 'unknown'; readonly why: string };

const THROTTLED: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
const MAYBE_DONE: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
]);

const RefusalSchema = z.object({
  // A word of Slack's. The SDK hands over as an error whatever else came: a page of HTML, or nothing.
  error: z.string().regex(/^\w[\w.:-]{0,99}$/),
  needed: z.string().optional(),
  errors: z.array(z.string()).optional(),
  response_metadata: z
    .object({ messages: z.array(z.string()).optional(), retryAfter: z.number().optional() })
    .optional(),
});

/** Reads an error of the SDK; rethrows what did not come from a call to Slack. */
export function failureOf(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'throttled', seconds: error.retryAfter };
  if (error instanceof WebAPIPlatformError) return refusalOf(error.data);
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode >= 500) return { kind: 'unknown', why: `http_${error.statusCode}` };
    return { kind: 'refused', code: `http_${error.statusCode}`, details: [] };
  }
  if (error instanceof WebAPIRequestError) return { kind: 'unknown', why: 'no_answer' };
  if (error instanceof SyntaxError || error instanceof GarbledAnswerError)
    return { kind: 'unknown', why: 'garbled_answer' };
  // The SDK throws a plain Error for a 429 without a Retry-After header.
  if (error instanceof Error && error.message.startsWith('Retry header')) return { kind: 'throttled' };
  throw error;
}

/** A failure in one word: Slack's own where it gave one. */
export function codeOf(failure: SlackFailure): string {
  switch (failure.kind) {
    case 'throttled':
      return 'ratelimited';
    case 'refused':
      return failure.code;
    case 'unknown':
      return failure.why;
  }
}

function refusalOf(data: unknown): SlackFailure {
  const parsed = RefusalSchema.safeParse(data);
  if (!parsed.success) return { kind: 'unknown', why: 'garbled_answer' };
  const { error, needed, errors = [], response_metadata: metadata } = parsed.data;
  if (THROTTLED.has(error)) {
    return metadata?.retryAfter === undefined
      ? { kind: 'throttled' }
      : { kind: 'throttled', seconds: metadata.retryAfter };
  }
  if (MAYBE_DONE.has(error)) return { kind: 'unknown', why: error };
  const details = [...errors, ...(metadata?.messages ?? [])];
  return { kind: 'refused', code: error, details, ...(needed === undefined ? {} : { needed }) };
}

/** Whether a refusal is about the picture in the message: its file is not ready, gone or not ours. */
export function isAboutPicture(failure: SlackFailure): boolean {
  if (failure.kind !== 'refused') return false;
  if (!['invalid_blocks', 'invalid_blocks_format', 'invalid_arguments'].includes(failure.code)) return false;
  return failure.details.some((detail) => /slack[_ ]file|downloading image/i.test(detail));
}

const OUR_FAULT: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_attachments',
  'only_one_table_allowed',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]);

/** Whether Slack refused the shape of the message: a shorter one without blocks may pass. */
export function isAboutBlocks(failure: SlackFailure): boolean {
  return failure.kind === 'refused' && OUR_FAULT.has(failure.code);
}

/** Whether the bot cannot reach the conversation, though the person can. */
export function isOutOfReach(failure: SlackFailure): boolean {
  return failure.kind === 'refused' && ['not_in_channel', 'channel_not_found'].includes(failure.code);
}
