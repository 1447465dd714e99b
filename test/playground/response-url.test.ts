import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_GRACE,
  ML_PLATFORM,
  SECRET_LAB,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import { call, FakeClock, type Json, plain, section, startApp, startSlack } from './workspace-fixture.js';

async function commandUrl(slack: SlackServer, channelId = ML_PLATFORM): Promise<string> {
  await startApp(slack);
  const { responseUrl } = await slack.sendCommand({ userId: ADA, channelId, line: '/ftcost' });
  return responseUrl;
}

async function post(url: string, body: Json): Promise<readonly [number, string]> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return [response.status, await response.text()];
}

describe('A response URL', () => {
  it('works five times', async () => {
    const slack = await startSlack();
    const url = await commandUrl(slack);
    for (const text of ['1', '2', '3', '4', '5']) expect(await post(url, { text })).toEqual([200, 'ok']);
    expect(await post(url, { text: '6' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
    expect(slack.ephemerals(ADA).map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
    expect(slack.calls.filter(({ method }) => method === 'response_url')).toHaveLength(6);
  });

  it('works for thirty minutes', async () => {
    const clock = new FakeClock();
    const slack = await startSlack({ clock: () => clock.nowMs });
    const url = await commandUrl(slack);
    clock.advance(30 * 60_000);
    expect(await post(url, { text: 'x' })).toEqual([200, 'ok']);
    clock.advance(1);
    expect(await post(url, { text: 'x' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
  });

  it('answers bad blocks with 404 and no pointer', async () => {
    const slack = await startSlack();
    const url = await commandUrl(slack);
    expect(await post(url, { blocks: [section('')] })).toEqual([
      404,
      '{"ok":false,"error":"invalid_blocks"}',
    ]);
  });

  it.each([SECRET_LAB, ADA_AND_GRACE])('works in %s, where the bot is not', async (channelId) => {
    const slack = await startSlack();
    const url = await commandUrl(slack, channelId);
    await post(url, { text: 'For all', response_type: 'in_channel' });
    await post(url, { text: 'For Ada' });
    expect(slack.messages(channelId)).toMatchObject([{ text: 'For all' }]);
    expect(slack.ephemerals(ADA)).toMatchObject([{ text: 'For Ada', channelId }]);
  });

  it('of a message replaces or deletes it, an ephemeral one too', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const button = { type: 'button', action_id: 'go', text: plain('Go') };
    const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }];
    await call(slack, 'chat.postEphemeral', { channel: ML_PLATFORM, user: ADA, text: 'Old', blocks });
    const ts = slack.ephemerals(ADA)[0]?.ts ?? '';
    const container = { kind: 'message' as const, channelId: ML_PLATFORM, ts };
    await slack.sendAction({ userId: ADA, container, blockId: 'b', action: { action_id: 'go' } });
    const url = String(app[0]?.payload.response_url);
    await post(url, { replace_original: true, text: 'New' });
    expect(slack.ephemerals(ADA)).toMatchObject([{ ts, text: 'New', blocks: [], edited: true }]);
    await post(url, { replace_original: false, text: 'Beside it' });
    await post(url, { delete_original: true });
    expect(slack.ephemerals(ADA)).toMatchObject([{ text: 'Beside it' }]);
  });

  it('takes no uploaded picture and no empty message', async () => {
    const slack = await startSlack();
    const url = await commandUrl(slack);
    const image = { type: 'image', slack_file: { id: 'F0000000000' }, alt_text: 'x' };
    expect((await post(url, { blocks: [image] }))[0]).toBe(404);
    expect(await post(url, {})).toEqual([404, '{"ok":false,"error":"no_text"}']);
  });
});
