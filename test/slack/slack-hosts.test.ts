import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { ForeignHostError, toSlackOnly } from '../../src/slack/kit/slack-hosts.js';

/** A network that takes everything, and what it was given. */
function listening(slackApiUrl?: string) {
  const sent: { url: string; redirect: string | undefined }[] = [];
  const counted: string[] = [];
  const lines: string[] = [];
  const outside = toSlackOnly(
    {
      async fetch(url, { redirect }) {
        sent.push({ url, redirect });
        return { ok: true, status: 200, text: async () => '' };
      },
      sleep: async () => {},
      now: () => 0,
      slackFailed: (code) => counted.push(code),
    },
    { slackApiUrl, logger: pino({}, { write: (line: string) => lines.push(line) }) },
  );
  const post = (url: string) =>
    outside.fetch(url, { method: 'POST', body: '', signal: AbortSignal.timeout(1_000) });
  return { post, sent, counted, lines };
}

describe('what may be sent where', () => {
  test.each([
    'https://hooks.slack.com/commands/T0/1/key',
    'https://hooks.slack-gov.com/actions/T0/1/key',
    'https://files.slack.com/upload/v1/key',
    'https://files.slack-gov.com/upload/v1/key',
    'https://slack.com/api/x',
    'https://HOOKS.Slack.com:443/commands/T0/1/key',
  ])('%s is of Slack, and no redirect is followed', async (url) => {
    const { post, sent, counted } = listening();
    await post(url);
    expect(sent).toEqual([{ url, redirect: 'error' }]);
    expect(counted).toEqual([]);
  });

  test.each([
    'http://hooks.slack.com/commands/secret',
    'https://hooks.slack.com:8443/secret',
    'https://slack.com.example.org/secret',
    'https://notslack.com/secret',
    'https://hooks.slack.com@example.org/secret',
    'https://example.org/hooks.slack.com/secret',
    'https://example.org/?.slack.com',
    'http://169.254.169.254/secret',
    'http://127.0.0.1:3001/secret',
    'file:///secret/.slack.com',
  ])('%s is not: nothing is sent, it is counted, and its path is not logged', async (url) => {
    const { post, sent, counted, lines } = listening('http://127.0.0.1:3000/api/');
    await expect(post(url)).rejects.toThrow(ForeignHostError);
    expect(sent).toEqual([]);
    expect(counted).toEqual(['foreign_host']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('secret');
  });

  test('the server that the Web API is configured to be on counts as Slack, by that scheme and port', async () => {
    const { post, sent } = listening('http://127.0.0.1:3000/api/');
    await post('http://127.0.0.1:3000/upload/v1/key');
    expect(sent).toHaveLength(1);
    await expect(post('https://127.0.0.1:3000/upload/v1/key')).rejects.toThrow(ForeignHostError);
  });
});
