import { expect, test } from 'vitest';
import { parseCsv } from '../../src/playground/page/files/csv.js';
import { ADA, ADA_AND_BOT, FINANCE, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { chooseMore, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

function filesIn(world: World, channelId: string) {
  return world.slack
    .messages(channelId)
    .flatMap(({ fileIds, threadTs, text }) => (fileIds ?? []).map((id) => ({ id, threadTs, text })))
    .map((one) => ({ ...one, file: world.slack.file(one.id) }));
}

function named(world: World, channelId: string): (string | undefined)[] {
  return filesIn(world, channelId).map(({ file }) => file?.name);
}

const NAMES = [
  'ftcost-gpt-4o-2026-11-22-plans.csv',
  'ftcost-gpt-4o-2026-11-22-ledgers.csv',
  'ftcost-gpt-4o-2026-11-22-months.csv',
  'ftcost-gpt-4o-2026-11-22-advice.json',
];

test('Export shares plans, ledgers, months and JSON in the thread of the result, for another person too', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  const [result] = world.slack.messages(ML_PLATFORM);
  await chooseMore(world, result, 'export', GRACE);
  expect(named(world, ML_PLATFORM)).toEqual(NAMES);
  const [first, second] = filesIn(world, ML_PLATFORM);
  expect(first?.threadTs).toBe(result?.ts);
  expect(first?.text).toContain('ledgers of all plans');
  const rows = parseCsv(second?.file?.bytes.toString('utf8') ?? '');
  expect(rows[0]?.slice(0, 4)).toEqual(['plan', 'standing', 'part', 'line']);
  expect(rows.length).toBeGreaterThan(30);
});

test('where the bot is not a member the files come by direct message, and the person learns why', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: FINANCE });
  await chooseMore(world, world.slack.messages(FINANCE)[0], 'export', ADA);
  expect(named(world, FINANCE)).toEqual([]);
  expect(named(world, ADA_AND_BOT)).toEqual(NAMES);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('/invite');
});

test('an export that is delivered twice is shared once', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  const [result] = world.slack.messages(ML_PLATFORM);
  if (!result) throw new Error('There is no result.');
  await chooseMore(world, result, 'export', ADA, { copies: 3 });
  expect(named(world, ML_PLATFORM)).toEqual(NAMES);
});

test('an unknown outcome is not tried again, and the person is asked to look', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  world.slack.faults.add({
    method: 'files.completeUploadExternal',
    respond: { body: { ok: false, error: 'internal_error' }, afterEffect: true },
  });
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'export', ADA);
  expect(named(world, ML_PLATFORM)).toEqual(NAMES);
  expect(named(world, ADA_AND_BOT)).toEqual([]);
  const told = world.slack.ephemerals(ADA).at(-1)?.text ?? '';
  expect(told).toContain('did not confirm');
  expect(world.log.join('')).toContain(/reference ([0-9a-f]{8})/.exec(told)?.[1] ?? 'no reference');
});

test.each([
  ['files.getUploadURLExternal', 'file_uploads_disabled', /does not accept uploads/],
  ['files.getUploadURLExternal', 'storage_limit_reached', /storage of this workspace is full/],
  ['files.completeUploadExternal', 'missing_scope', /right files:write/],
])('%s refused with %s is explained, and nothing is left behind', async (method, error, expected) => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  world.slack.faults.add({ method, respond: { body: { ok: false, error } } });
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'export', ADA);
  expect(named(world, ML_PLATFORM)).toEqual([]);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toMatch(expected);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('The result stays as it is');
});

test('a saved estimate is exported by direct message', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  await clickButton(world, world.slack.messages(ML_PLATFORM)[0], 'save_estimate', ADA);
  await world.type('/ftcost saved');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'estimate_export', ADA);
  expect(named(world, ADA_AND_BOT)).toEqual(NAMES);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('direct message');
});

test('a name that is a formula reaches no spreadsheet as one', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} name="=HYPERLINK(1)"`);
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'export', ADA);
  const tables = filesIn(world, ML_PLATFORM).filter(({ file }) => file?.name.endsWith('.csv'));
  expect(tables).toHaveLength(3);
  for (const { file } of tables) {
    for (const row of parseCsv(file?.bytes.toString('utf8') ?? '')) {
      for (const one of row) expect(Number.isNaN(Number(one)) ? one : '').not.toMatch(/^[=+\-@]/);
    }
  }
});
