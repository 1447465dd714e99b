import type { PoolErrorCode } from '../workers/pool.js';

/** A question got no advice: too many were waiting, its worker was stuck, or it failed. Later ones may succeed. */
export class AdvisorError extends Error {
  override readonly name = 'AdvisorError';
  readonly code: PoolErrorCode;

  constructor(code: PoolErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
