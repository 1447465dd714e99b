import { DrizzleQueryError } from 'drizzle-orm/errors';

/** An error as the log tells it. */
export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  /** Where it arose; absent where it would repeat a message that is not to be told. */
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/**
 * An error without what people typed. An error of the database quotes the values of its query, and so does its cause:
 * of these only the query, and the database's own code, are told.
 */
export function describeError(error: unknown): DescribedError | string {
  if (error instanceof Error) return describe(error);
  return typeof error;
}

function describe(error: Error): DescribedError {
  if (error instanceof DrizzleQueryError) {
    const cause = error.cause === undefined ? {} : { cause: withoutWords(error.cause) };
    return { name: error.name, message: `Failed query: ${error.query}`, ...framesOf(error), ...cause };
  }
  return {
    name: error.name,
    ...codeOf(error),
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause instanceof Error && { cause: describe(error.cause) }),
  };
}

function withoutWords(error: Error): DescribedError {
  return { name: error.name, ...codeOf(error), message: 'refused by the database' };
}

function codeOf(error: Error): Pick<DescribedError, 'code'> {
  return 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
}

/** The stack without the message at its head. */
function framesOf({ stack }: Error): Pick<DescribedError, 'stack'> {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.length === 0 ? {} : { stack: frames.join('\n') };
}
