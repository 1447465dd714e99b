import type { PoolErrorCode } from '../workers/pool.js';

/** A chart could not be rendered. The numbers behind it are unharmed: post them without the picture. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly code: PoolErrorCode;

  constructor(code: PoolErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
