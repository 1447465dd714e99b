import type { Reference } from '../kit/reference.js';

/** A failure about which the person has been told already, under this reference. The cause is what happened. */
export class AnsweredError extends Error {
  override readonly name = 'AnsweredError';
  readonly code = 'answered';

  constructor(
    readonly reference: Reference,
    cause: unknown,
  ) {
    super('A listener failed, and the person has been told.', { cause });
  }
}
