import { createHmac } from 'node:crypto';

/** The headers that prove a request comes from Slack; `timestamp` is in Unix seconds. */
export function signatureHeaders(
  signingSecret: string,
  timestamp: number,
  body: string,
): Readonly<Record<string, string>> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${digest}` };
}
