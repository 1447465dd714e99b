import type { Layer } from '../entry/layered-app.js';

/**
 * Acknowledges what no listener has: a type that none of them listens to, or one that failed before it could, whose
 * person has been told. Slack would say after three seconds that nobody answered.
 */
export const acknowledgeRest: Layer = async (event, run) => {
  let isAcknowledged = false;
  await run({
    ...event,
    ack(answer) {
      isAcknowledged = true;
      return event.ack(answer);
    },
  });
  if (!isAcknowledged) await event.ack();
};
