import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createChartRenderer } from '../../src/charts/renderer.js';
import {
  ADA,
  ADA_AND_BOT,
  ADA_AND_GRACE,
  FINANCE,
  ML_PLATFORM,
  OLD_PROJECT,
  SECRET_LAB,
} from '../../src/playground/slack-server/index.js';
import { CATALOGUE } from '../catalogue.js';
import { blocksOf, clickButton, imageFileOf, startWorld, USEFUL_LINE, type World } from './harness.js';

/** The files that exist and were not deleted. */
function keptFiles(world: World): readonly string[] {
  const ids = world.slack.calls.flatMap(({ method, arguments: args }) =>
    method === 'files.upload' && typeof args.file === 'string' ? [args.file] : [],
  );
  return ids.filter((id) => world.slack.file(id)?.isDeleted === false);
}

function posts(world: World) {
  return world.slack.calls.filter(({ method }) => method === 'chat.postMessage');
}

test.each([
  ['a public channel', FINANCE],
  ['a private channel', SECRET_LAB],
])(
  'without membership in %s the numbers arrive for all, and the person learns how to get the chart',
  async (_, channelId) => {
    const world = await startWorld();
    await world.type(USEFUL_LINE, { channelId });
    const messages = world.slack.messages(channelId);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toMatch(/saves \$/);
    expect(blocksOf(messages[0]).map(({ type }) => type)).toContain('section');
    expect(imageFileOf(messages[0])).toBeUndefined();
    expect(JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks)).toContain('/invite @ftcost');
    expect(keptFiles(world)).toEqual([]);
  },
);

test('in a direct message between two people the numbers arrive too', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: ADA_AND_GRACE });
  expect(world.slack.messages(ADA_AND_GRACE)).toHaveLength(1);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('private');
});

test('in an archived channel the person gets the numbers alone, with the reason', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: OLD_PROJECT });
  expect(world.slack.messages(OLD_PROJECT)).toEqual([]);
  const last = world.slack.ephemerals(ADA).at(-1);
  expect(last?.text).toContain('archived');
  expect(last?.text).toMatch(/saves \$/);
  expect(keptFiles(world)).toEqual([]);
});

test.each([
  ['missing_scope', { needed: 'files:write' }, /has not given me the right files:write/],
  ['file_uploads_disabled', {}, /does not accept uploads/],
  ['storage_limit_reached', {}, /storage of this workspace is full/],
  ['something_new', {}, /could not be uploaded/],
])('an upload that is refused with %s leaves the numbers, and says why', async (error, more, expected) => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'files.getUploadURLExternal',
    respond: { body: { ok: false, error, ...more } },
  });
  await world.type(USEFUL_LINE);
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  expect(JSON.stringify(messages[0]?.blocks)).toMatch(expected);
  expect(blocksOf(messages[0]).map(({ type }) => type)).toContain('section');
});

test('bytes that get lost, and a completion that fails, are tried once more; twice they leave the numbers', async () => {
  for (const method of ['files.upload', 'files.completeUploadExternal']) {
    for (const failures of [1, 2]) {
      const world = await startWorld();
      for (let times = 0; times < failures; times += 1) {
        world.slack.faults.add({ method, respond: { status: 500, body: 'oops' } });
      }
      await world.type(USEFUL_LINE);
      expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
      const image = imageFileOf(world.slack.messages(ML_PLATFORM)[0]);
      if (failures === 1) expect(image).toBeDefined();
      else expect(image).toBeUndefined();
    }
  }
});

test('a file that is slow is waited for', async () => {
  const world = await startWorld({ server: { fileProcessingMs: 60 } });
  await world.type(USEFUL_LINE);
  expect(imageFileOf(world.slack.messages(ML_PLATFORM)[0])).toBeDefined();
  expect(posts(world)).toHaveLength(1);
});

test('without the right to look at files, the post itself is tried until the picture is ready', async () => {
  const world = await startWorld({
    server: { fileProcessingMs: 150, scopes: ['commands', 'chat:write', 'files:write'] },
    pace: 0.15,
  });
  await world.type(USEFUL_LINE);
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  expect(imageFileOf(messages[0])).toBeDefined();
  expect(posts(world).length).toBeGreaterThan(1);
});

test('a file that never gets ready is left out and deleted, and the numbers are posted once', async () => {
  const world = await startWorld({ server: { fileProcessingMs: Number.POSITIVE_INFINITY } });
  await world.type(USEFUL_LINE);
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  expect(JSON.stringify(messages[0]?.blocks)).toContain('did not finish processing');
  expect(posts(world)).toHaveLength(4);
  expect(keptFiles(world)).toEqual([]);
});

test('a throttled post is repeated after the time that Slack asks for, and a long wait is announced', async () => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'chat.postMessage',
    respond: { status: 429, headers: { 'retry-after': '7' }, body: { ok: false, error: 'ratelimited' } },
  });
  await world.type(USEFUL_LINE);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
  expect(imageFileOf(world.slack.messages(ML_PLATFORM)[0])).toBeDefined();
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('follows in about 7 seconds');
});

test('a throttle of many minutes is not waited out: the person gets the numbers and the time', async () => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'chat.postMessage',
    times: Number.POSITIVE_INFINITY,
    respond: { status: 429, headers: { 'retry-after': '600' }, body: { ok: false, error: 'ratelimited' } },
  });
  await world.type(USEFUL_LINE);
  expect(posts(world)).toHaveLength(1);
  const last = world.slack.ephemerals(ADA).at(-1);
  expect(last?.text).toContain('Try again in 600 seconds');
  expect(last?.text).toMatch(/saves \$/);
});

test.each([
  ['500', { status: 500, body: 'oops' }],
  ['a cut connection', { destroySocket: true }],
  ['fatal_error', { body: { ok: false, error: 'fatal_error' } }],
  ['internal_error', { body: { ok: false, error: 'internal_error' } }],
])(
  'after %s nobody knows whether the message was posted: it is not sent again, and the person is asked to look',
  async (_, respond) => {
    for (const afterEffect of [true, false]) {
      const world = await startWorld();
      world.slack.faults.add({ method: 'chat.postMessage', respond: { ...respond, afterEffect } });
      await world.type(USEFUL_LINE);
      expect(posts(world)).toHaveLength(1);
      const messages = world.slack.messages(ML_PLATFORM);
      expect(messages).toHaveLength(afterEffect ? 1 : 0);
      expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('did not confirm');
      // The picture may be in use: it stays.
      expect(keptFiles(world)).toHaveLength(1);
    }
  },
);

test('blocks that Slack refuses give way to the short text', async () => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'chat.postMessage',
    times: 2,
    respond: {
      body: {
        ok: false,
        error: 'invalid_blocks',
        errors: ['no more than 50 items allowed [json-pointer:/blocks]'],
      },
    },
  });
  await world.type(USEFUL_LINE);
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.text).toMatch(/saves \$/);
});

test('a chart worker that is killed costs the chart, not the numbers, and the next chart is drawn', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-'));
  const workerFile = join(folder, 'dies-once.mjs');
  const built = new URL('../../dist/charts/render-worker.js', import.meta.url).href;
  writeFileSync(
    workerFile,
    `import { existsSync, writeFileSync } from 'node:fs';
     import render from ${JSON.stringify(built)};
     const died = ${JSON.stringify(join(folder, 'died'))};
     export default (chart) => {
       if (existsSync(died)) return render(chart);
       writeFileSync(died, '');
       process.exit(137);
     };`,
  );
  const renderer = createChartRenderer({ threads: 1, workMs: 15_000, workerFile });
  try {
    const world = await startWorld({ renderer });
    await world.type(USEFUL_LINE);
    await world.type(USEFUL_LINE);
    const [first, second] = world.slack.messages(ML_PLATFORM);
    expect(JSON.stringify(first?.blocks)).toContain('chart could not be drawn');
    expect(first?.text).toMatch(/saves \$/);
    expect(imageFileOf(second)).toBeDefined();
  } finally {
    await renderer.close();
  }
});

test('a private result without direct messages is shown where it was asked for, to the person alone', async () => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'chat.postMessage',
    respond: { body: { ok: false, error: 'messages_tab_disabled' } },
  });
  await world.type(`${USEFUL_LINE} private`);
  expect(world.slack.messages(ADA_AND_BOT)).toEqual([]);
  const last = world.slack.ephemerals(ADA).at(-1);
  expect(last?.text).toContain('cannot send you direct messages');
  expect(last?.text).toMatch(/saves \$/);
});

test('a form that opens too late is explained', async () => {
  const world = await startWorld();
  world.slack.faults.add({
    method: 'views.open',
    respond: { body: { ok: false, error: 'expired_trigger_id' } },
  });
  expect((await world.type('/ftcost')).ok).toBe(true);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('Please try again');
});

test('what goes wrong inside is answered with a reference, at once, and logged without text or token', async () => {
  const world = await startWorld({
    priceBook: () => {
      throw new Error('the price book is broken');
    },
  });
  const outcome = await world.type(`${USEFUL_LINE} name="Project Nightingale"`);
  expect(outcome.ok).toBe(true);
  expect(outcome.deliveries[0]?.tookMs).toBeLessThan(1_000);
  const [answer] = world.slack.ephemerals(ADA);
  const reference = /reference ([0-9a-f]{8})/.exec(answer?.text ?? '')?.[1];
  expect(reference).toBeDefined();
  const log = world.log.join('\n');
  expect(log).toContain(reference);
  expect(log).toContain('the price book is broken');
  expect(log).not.toContain('xoxb-');
  expect(log).not.toContain('Nightingale');
});

test('a form that cannot be read through a fault of ours stays open', async () => {
  let isBroken = false;
  const book = CATALOGUE;
  const world = await startWorld({
    priceBook: () => {
      if (isBroken) throw new Error('the price book is broken');
      return book;
    },
  });
  await world.type('/ftcost preset ticket-triage');
  await clickButton(world, world.slack.messages(ML_PLATFORM)[0], 'adjust', ADA);
  isBroken = true;
  const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
  const failed = await world.slack.submitView({ userId: ADA, viewId });
  expect(Object.values(failed.fieldErrors ?? {})).toEqual([
    expect.stringContaining('Nothing you typed is lost'),
  ]);
  isBroken = false;
  expect((await world.slack.submitView({ userId: ADA, viewId })).ok).toBe(true);
});

test('a name and unknown words never reach the log', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} name="Project Nightingale"`);
  await world.type('/ftcost wordnobodyknows 5/s 5in 5out name="Project Nightingale"');
  expect(world.log.length).toBeGreaterThan(0);
  expect(world.log.join('')).not.toMatch(/Nightingale|wordnobodyknows|xoxb-/);
});
