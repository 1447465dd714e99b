import { DrizzleQueryError } from 'drizzle-orm/errors';

/**
 * Why the store cannot be opened.
 *
 * - `in-use`: another process has the embedded database open.
 * - `unavailable`: its folder cannot be made, locked, read or written.
 * - `damaged`: what lies there is not a whole database, or does not start.
 * - `unreachable`: PostgreSQL does not answer.
 * - `newer`, `foreign`: the tables are those of a newer program, or of a changed copy.
 * - `migration`: the tables cannot be brought up to date.
 */
export type StoreErrorCode =
  | 'in-use'
  | 'unavailable'
  | 'damaged'
  | 'unreachable'
  | 'newer'
  | 'foreign'
  | 'migration';

/** The store could not be opened. The message says what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }

  /** The message, and on a second line what the database or the system said, where it did. */
  get explanation(): string {
    let { cause } = this;
    while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
    return cause instanceof Error && cause.message ? `${this.message}\n  (${cause.message})` : this.message;
  }
}

/** Whether an error means that the store did not do what was asked of it. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof StoreError || error instanceof DrizzleQueryError;
}

/** What the database itself answered that it did not do what was asked: its five-character SQLSTATE. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
}
