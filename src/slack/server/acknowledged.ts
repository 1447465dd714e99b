import type { AckFn } from '@slack/bolt';
import { AnsweredError } from '../errors/answered-error.js';
import { newReference, type Reference } from '../kit/reference.js';

/**
 * Runs a listener that acknowledges by itself, and acknowledges for it when it fails before it could: Slack then
 * shows the given answer at once, and not its own `operation_timeout` after three seconds. The error goes on.
 *
 * @param onFailure the answer, under the reference by which the failure is found in the log
 * @throws AnsweredError when the answer of `onFailure` was given
 */
export async function acknowledged<Answer>(
  ack: AckFn<Answer>,
  work: (ack: AckFn<Answer>) => Promise<void>,
  onFailure?: (reference: Reference) => NoInfer<Answer>,
): Promise<void> {
  let isAcknowledged = false;
  try {
    await work((answer) => {
      isAcknowledged = true;
      return ack(answer);
    });
  } catch (error) {
    if (isAcknowledged) throw error;
    if (onFailure === undefined) {
      await ack();
      throw error;
    }
    const reference = newReference();
    await ack(onFailure(reference));
    throw new AnsweredError(reference, error);
  }
}
