import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';

/** Name under which a failure is found in the log: eight hexadecimal digits. */
export type Reference = string;

/** A new name for a failure. */
export function newReference(): Reference {
  return randomBytes(4).toString('hex');
}

/** Writes a failure to the log, and returns the reference that ties what the person is told to that line. */
export function reportFailure(
  logger: Pick<Logger, 'warn'>,
  details: Readonly<Record<string, unknown>>,
  what: string,
): Reference {
  const reference = newReference();
  logger.warn({ ...details, reference }, what);
  return reference;
}

/** How a reference is said: the operator finds the failure by it. */
export function referenceWords(reference: Reference): string {
  return `For the operator of this app: reference ${reference}.`;
}
