import { DrizzleQueryError } from 'drizzle-orm/errors';

/** Why the store cannot be opened. `in-use`: another process has the embedded database open; `unavailable`: it cannot be locked. */
export type StoreErrorCode = 'in-use' | 'unavailable' | 'unreachable' | 'migration';

/** The store could not be opened. The message says what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

/** Whether an error means that the store did not do what was asked of it. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof StoreError || error instanceof DrizzleQueryError;
}
