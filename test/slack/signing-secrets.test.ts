import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { HttpReceiver } from '../../src/slack/server/receiver.js';

it.each([
  ['new', 200],
  ['old', 200],
  ['another', 401],
  ['', 401],
])(
  'while the signing secret is changed, a request signed with "%s" is answered with %i',
  async (secret, status) => {
    const logger = pino({ level: 'silent' });
    const receiver = new HttpReceiver({
      signingSecrets: ['new', 'old'],
      routes: [],
      clock: () => new Date(),
      logger,
    });
    const server = await receiver.start(0, '127.0.0.1');
    onTestFinished(() => receiver.stop());
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
    const sentAt = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', secret).update(`v0:${sentAt}:${body}`).digest('hex');
    const answer = await fetch(`http://127.0.0.1:${address.port}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        connection: 'close',
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(sentAt),
        'x-slack-signature': `v0=${signature}`,
      },
    });
    expect(answer.status).toBe(status);
    if (status === 200) expect(await answer.json()).toEqual({ challenge: 'c' });
  },
);
