import { ErrorCode } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ADA, ML_PLATFORM, type SlackServer } from '../../src/playground/slack-server/index.js';
import { call, clientOf, PNG, startApp, startSlack } from './workspace-fixture.js';

function post(slack: SlackServer, text = 'x') {
  return clientOf(slack).chat.postMessage({ channel: ML_PLATFORM, text });
}

describe('A planned fault', () => {
  it('strikes as often as planned, and then no more', async () => {
    const slack = await startSlack();
    slack.faults.add({
      method: 'chat.postMessage',
      times: 2,
      respond: { status: 429, headers: { 'retry-after': '7' } },
    });
    await expect(post(slack)).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post(slack)).rejects.toMatchObject({ retryAfter: 7 });
    await post(slack);
    expect(slack.messages(ML_PLATFORM)).toHaveLength(1);
    expect(slack.calls.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  it('can strike before or after the work was done', async () => {
    const slack = await startSlack();
    slack.faults.add({ method: 'chat.postMessage', respond: { status: 500 } });
    await expect(post(slack)).rejects.toMatchObject({ statusCode: 500 });
    expect(slack.messages(ML_PLATFORM)).toHaveLength(0);
    slack.faults.add({ method: 'chat.postMessage', respond: { status: 500, afterEffect: true } });
    await expect(post(slack)).rejects.toMatchObject({ statusCode: 500 });
    expect(slack.messages(ML_PLATFORM)).toHaveLength(1);
  });

  it('can cut the connection, with the work done or not', async () => {
    const slack = await startSlack();
    slack.faults.add({ method: 'chat.postMessage', respond: { destroySocket: true, afterEffect: true } });
    await expect(post(slack)).rejects.toMatchObject({ code: ErrorCode.RequestError });
    expect(slack.messages(ML_PLATFORM)).toHaveLength(1);
    expect(slack.calls[0]).not.toHaveProperty('status');
  });

  it('can be an error of Slack, a slow answer, or one for certain arguments', async () => {
    const slack = await startSlack();
    const disabled = { ok: false, error: 'file_uploads_disabled' };
    slack.faults.add({ method: 'files.getUploadURLExternal', respond: { body: disabled } });
    expect(await call(slack, 'files.getUploadURLExternal', { filename: 'a', length: 1 })).toEqual(disabled);
    expect(slack.calls[0]?.error).toBe('file_uploads_disabled');
    slack.faults.add({ method: 'chat.postMessage', respond: { delayMs: 80 } });
    const startedAt = performance.now();
    await post(slack);
    expect(performance.now() - startedAt).toBeGreaterThan(75);
    slack.faults.add({
      method: 'chat.postMessage',
      when: ({ text }) => text === 'second',
      respond: { body: { ok: false, error: 'internal_error' } },
    });
    await post(slack, 'first');
    await expect(post(slack, 'second')).rejects.toMatchObject({ data: { error: 'internal_error' } });
  });

  it('reaches uploads and response URLs too', async () => {
    const slack = await startSlack();
    await startApp(slack);
    slack.faults.add({ method: 'files.upload', respond: { status: 500 } });
    await expect(clientOf(slack).filesUploadV2({ file: PNG, filename: 'a.png' })).rejects.toThrow();
    slack.faults.add({ method: 'response_url', respond: { status: 503 } });
    const { responseUrl } = await slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line: '/ftcost' });
    expect((await fetch(responseUrl, { method: 'POST', body: '{"text":"x"}' })).status).toBe(503);
    slack.faults.add({ method: 'chat.postMessage', respond: { status: 500 } });
    slack.faults.clear();
    await post(slack);
  });
});
