import type { AckFn } from '@slack/bolt';

/**
 * Runs a listener that acknowledges by itself, and acknowledges for it when it fails before it could: Slack then
 * shows the given answer at once, and not its own `operation_timeout` after three seconds. The error goes on.
 */
export async function acknowledged<Answer>(
  ack: AckFn<Answer>,
  work: (ack: AckFn<Answer>) => Promise<void>,
  onFailure?: NoInfer<Answer>,
): Promise<void> {
  let isAcknowledged = false;
  try {
    await work((answer) => {
      isAcknowledged = true;
      return ack(answer);
    });
  } catch (error) {
    if (!isAcknowledged) await ack(onFailure);
    throw error;
  }
}
