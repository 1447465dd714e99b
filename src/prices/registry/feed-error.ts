/** Why a feed was refused as a whole. The names are stored and counted: do not rename one. */
export type FeedErrorCode =
  | 'bad-address'
  | 'unreachable'
  | 'timed-out'
  | 'too-large'
  | 'http-status'
  | 'too-many-redirects'
  | 'unsafe-redirect'
  | 'truncated'
  | 'not-json'
  | 'not-an-object'
  | 'empty'
  | 'halved'
  | 'upheaval'
  | 'stale';

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
