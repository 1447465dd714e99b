import { expect, it } from 'vitest';
import { parseCsv } from '../../src/playground/page/files/csv.js';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { startWorld } from './harness.js';

const BY = { userId: ADA, name: 'ada', channelId: ML_PLATFORM };
const NOW = new Date('2026-11-22T12:00:00Z');

/** A workspace in which Ada is an admin, Grace is none, and something was set. Waits are as long as they are: one is a time limit. */
async function changedWorld() {
  const world = await startWorld({ pace: 1 });
  const { teamId = '' } = (await world.app.init()) ?? {};
  for (const id of [ADA, GRACE]) {
    world.slack.faults.add({
      method: 'users.info',
      when: (args) => args.user === id,
      respond: { body: { ok: true, user: { id, is_admin: id === ADA, is_owner: false } } },
    });
  }
  await world.workspaces.settings.change(teamId, BY, NOW, (now) => ({ ...now, engineerMonthlyUsd: 21_000 }));
  return world;
}

it('/ftcost audit tells an admin who changed what, and sends every value as a file', async () => {
  const world = await changedWorld();
  await world.type('/ftcost audit');
  const told = JSON.stringify(world.slack.ephemerals(ADA));
  expect(told).toContain('changed the settings (engineerMonthlyUsd)');
  const [id = ''] = world.slack.messages(ADA_AND_BOT).flatMap(({ fileIds = [] }) => fileIds);
  const file = world.slack.file(id);
  expect(file?.name).toBe('ftcost-audit.csv');
  const [heading, newest] = parseCsv(file?.bytes.toString('utf8') ?? '');
  expect(heading?.[0]).toBe('time');
  expect(newest).toEqual([
    '2026-11-22T12:00:00.000Z',
    ADA,
    'settings.changed',
    '',
    '',
    ML_PLATFORM,
    'engineerMonthlyUsd',
    '',
    '21000',
  ]);
});

it('/ftcost audit tells others whom to ask, and nothing else', async () => {
  const world = await changedWorld();
  await world.slack.sendCommand({ userId: GRACE, channelId: ML_PLATFORM, line: '/ftcost audit' });
  await world.settled();
  const told = JSON.stringify(world.slack.ephemerals(GRACE));
  expect(told).toContain('Only admins');
  expect(told).not.toContain('engineerMonthlyUsd');
});
