import { expect, test } from 'vitest';
import { z } from 'zod';
import { AdvisorError } from '../../src/advisor/advisor-error.js';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { BOT_TOKEN, clickButton, startWorld, USEFUL_LINE } from './harness.js';

const Line = z.looseObject({ requestId: z.string(), workspaceId: z.string(), msg: z.string() });

test('the log of the whole main job names request and workspace on every line, and nothing that was typed', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} private`);
  await world.type('/ftcost zebra 500k/day 2000in');
  await world.type('/ftcost compare gpt-4o zebra 5k/day');
  await world.type('/ftcost saved zebra');
  await world.type('/ftcost prices zebra');
  world.slack.faults.add({ method: 'files.upload', respond: { status: 500, body: 'oops' } });
  world.slack.faults.add({
    method: 'chat.postMessage',
    respond: { body: { ok: false, error: 'is_archived' } },
  });
  await world.type(USEFUL_LINE);
  await world.type(USEFUL_LINE);
  const [message] = world.slack.messages(ML_PLATFORM);
  await clickButton(world, message, 'save_estimate', ADA);
  await clickButton(world, message, 'save_estimate', ADA, { value: '{"zebra":1}' });

  const text = world.log.join('');
  for (const typed of ['zebra', '500k', '2000+200', '500000', '5000x500', BOT_TOKEN, '/response/'])
    expect(text).not.toContain(typed);
  const lines = world.log.map((line) => Line.parse(JSON.parse(line)));
  expect(lines.length).toBeGreaterThanOrEqual(5);
  expect(new Set(lines.map(({ workspaceId }) => workspaceId))).toEqual(new Set([world.slack.team.id]));
  expect(new Set(lines.map(({ requestId }) => requestId)).size).toBeGreaterThan(3);
});

test('the reference that a person is told leads to the line of the failure, and from there to the request', async () => {
  const world = await startWorld({
    advisor: { advise: () => Promise.reject(new AdvisorError('worker-failed', 'The worker failed')) },
  });
  await world.type(USEFUL_LINE);
  const told = JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks);
  const failed = world.log
    .map((line) => Line.extend({ reference: z.string().optional() }).parse(JSON.parse(line)))
    .find(({ msg }) => msg === 'A listener failed');
  expect(failed?.reference).toBeDefined();
  expect(told).toContain(failed?.reference);
});
