import type { IncomingHttpHeaders } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

/** A request from further in the future than this is no more Slack's than one that is older, in seconds. */
const CLOCK_SKEW_SECONDS = 5 * 60;

/**
 * Whether a body was signed by Slack, and lately by a clock: with `x-slack-signature` over its raw bytes and its time.
 *
 * @param signingSecrets it is Slack's when it is signed with one of them
 */
export function isSignedBySlack(
  headers: IncomingHttpHeaders,
  body: string,
  signingSecrets: readonly string[],
  now: Date,
): boolean {
  const signature = headers['x-slack-signature'];
  const sentAtSeconds = Number(headers['x-slack-request-timestamp'] ?? Number.NaN);
  const nowMilliseconds = now.getTime();
  if (typeof signature !== 'string' || sentAtSeconds > nowMilliseconds / 1_000 + CLOCK_SKEW_SECONDS) {
    return false;
  }
  return signingSecrets.some((signingSecret) =>
    isValidSlackRequest({
      signingSecret,
      body,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': sentAtSeconds },
      nowMilliseconds,
    }),
  );
}
