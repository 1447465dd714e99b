import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { ADA, FINANCE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { imageFileOf, SILENT_MEASURES, startWorld, USEFUL_LINE } from './harness.js';

/** A server that is not Slack's, and the requests that reach it. */
async function startForeigner() {
  const requests: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    response.end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `http://127.0.0.1:${address.port}/path-that-is-a-key`, requests };
}

/** A world that counts the failures of Slack. */
async function countingWorld() {
  const failures: string[] = [];
  const measures = { ...SILENT_MEASURES, slackFailed: (code: string) => failures.push(code) };
  return { world: await startWorld({ measures }), failures };
}

test('a picture is not sent to a foreign upload address; the numbers arrive and say why it is missing', async () => {
  const foreigner = await startForeigner();
  const { world, failures } = await countingWorld();
  world.slack.faults.add({
    method: 'files.getUploadURLExternal',
    respond: { status: 200, body: { ok: true, upload_url: foreigner.url, file_id: 'F0FOREIGN' } },
  });
  await world.type(USEFUL_LINE);
  const [answer] = world.slack.messages(ML_PLATFORM);
  expect(answer?.text).toMatch(/saves \$/);
  expect(imageFileOf(answer)).toBeUndefined();
  expect(JSON.stringify(answer?.blocks)).toContain("not one of Slack's");
  expect(foreigner.requests).toEqual([]);
  expect(failures).toEqual(['foreign_host']);
  expect(world.log.join('\n')).not.toContain('path-that-is-a-key');
});

test('nothing is sent to a foreign response URL; the person is told by the Web API', async () => {
  const foreigner = await startForeigner();
  const { world, failures } = await countingWorld();
  const rawBody = new URLSearchParams({
    command: '/ftcost',
    text: USEFUL_LINE.replace('/ftcost ', ''),
    team_id: TEAM.id,
    user_id: ADA,
    channel_id: FINANCE,
    trigger_id: 'foreign',
    response_url: foreigner.url,
  }).toString();
  await world.slack.sendCommand({
    userId: ADA,
    channelId: FINANCE,
    line: USEFUL_LINE,
    overrides: { rawBody },
  });
  await world.settled();
  expect(foreigner.requests).toEqual([]);
  expect(failures).toContain('foreign_host');
  // The bot is not in the channel, so that only the person can be reached.
  expect(world.slack.messages(FINANCE)).toEqual([]);
  const told = world.slack.messages(world.slack.directMessage(ADA) ?? '').at(-1);
  expect(told?.text).toMatch(/saves \$/);
  expect(world.log.join('\n')).not.toContain('path-that-is-a-key');
});

test('a redirect is not followed to where the answer does not belong', async () => {
  const foreigner = await startForeigner();
  const { world } = await countingWorld();
  world.slack.faults.add({
    method: 'files.upload',
    respond: { status: 307, headers: { location: foreigner.url }, body: '' },
  });
  await world.type(USEFUL_LINE);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
  expect(foreigner.requests).toEqual([]);
});
