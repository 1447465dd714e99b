/** Why a feed was refused as a whole. The names are stored and counted: do not rename one. */
export const FEED_ERROR_CODES = [
  'bad-address',
  'unreachable',
  'timed-out',
  'too-large',
  'http-status',
  'too-many-redirects',
  'unsafe-redirect',
  'truncated',
  'not-json',
  'not-an-object',
  'empty',
  'halved',
  'upheaval',
  'stale',
] as const;
export type FeedErrorCode = (typeof FEED_ERROR_CODES)[number];

/**
 * The price feed cannot be used; nothing of it was taken. The message is one sentence for the operator and
 * holds no credentials.
 */
export class FeedError extends Error {
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FeedError';
    this.code = code;
  }
}
