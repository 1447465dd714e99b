import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { NotInstalledError } from '../../src/slack/errors/not-installed.js';
import type { Outside } from '../../src/slack/kit/slack-api.js';
import { handleListenerError } from '../../src/slack/server/error-handler.js';

/** What a person is told when a request could not be authorised because of an error. */
async function toldAfter(original: Error): Promise<string> {
  const bodies: string[] = [];
  const outside: Outside = {
    fetch: async (_url, { body }) => {
      bodies.push(String(body));
      return { ok: true, status: 200, text: async () => 'ok' };
    },
    sleep: async () => {},
    now: () => 0,
  };
  const error = Object.assign(new Error('not authorised'), {
    code: 'slack_bolt_authorization_error',
    original,
  });
  const body = { command: '/ftcost', response_url: 'https://hooks.slack.test/1' };
  await handleListenerError({ logger: pino({ level: 'silent' }), outside }, { error, body, context: {} });
  return bodies.join('\n');
}

describe('a request that has no token', () => {
  it('is answered with the word to reinstall only where the app is not installed', async () => {
    expect(await toldAfter(new NotInstalledError('T1'))).toMatch(/reinstall/);
    const told = await toldAfter(new Error('the database does not answer'));
    expect(told).not.toMatch(/reinstall|database/);
    expect(told).toMatch(/went wrong on my side/);
  });
});
