import { expect, test } from 'vitest';
import { createChartRenderer } from '../../src/charts/renderer.js';
import { advise } from '../../src/engine/index.js';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { blocksOf, chooseMore, clickButton, imageFileOf, startWorld, USEFUL_LINE } from './harness.js';

test('a line of text is answered with one public message that holds the numbers and the chart', async () => {
  const world = await startWorld();
  const outcome = await world.type(USEFUL_LINE);
  expect(outcome.ok).toBe(true);

  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(1);
  const [message] = messages;
  expect(message?.text).toMatch(/saves \$[\d.]+k? a month/);
  expect(blocksOf(message).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['header', 'section', 'image', 'rich_text', 'actions']),
  );
  expect(world.slack.file(imageFileOf(message) ?? '')).toMatchObject({ isDeleted: false });

  const [private_] = world.slack.ephemerals(ADA);
  expect(private_?.text).toContain('Working it out: gpt-4o, 500k queries a day');
  expect(world.slack.calls.map(({ method }) => method)).toEqual(
    expect.arrayContaining([
      'files.getUploadURLExternal',
      'files.upload',
      'files.completeUploadExternal',
      'files.info',
    ]),
  );
  expect(world.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
});

test('the real renderer draws the chart', async () => {
  const renderer = createChartRenderer({ threads: 1, workMs: 15_000 });
  try {
    const world = await startWorld({ renderer });
    await world.type(USEFUL_LINE);
    const [message] = world.slack.messages(ML_PLATFORM);
    const file = world.slack.file(imageFileOf(message) ?? '');
    expect(file?.bytes?.subarray(1, 4).toString()).toBe('PNG');
    expect(file?.bytes?.length).toBeGreaterThan(10_000);
  } finally {
    await renderer.close();
  }
});

test('nothing is called before the command is acknowledged, and the form opens within the life of its trigger', async () => {
  const world = await startWorld();
  const outcome = await world.type('/ftcost');
  expect(outcome.ok).toBe(true);
  expect(outcome.deliveries[0]?.tookMs).toBeLessThan(1_000);
  expect(world.slack.openViews(ADA)).toHaveLength(1);
  expect(world.slack.calls.map(({ method }) => method)).toEqual(['views.open']);
});

test('the acknowledgement waits neither for Slack nor for the advice', async () => {
  const slowMs = 2_500;
  let letAdvise = () => {};
  const mayAdvise = new Promise<void>((resolve) => {
    letAdvise = resolve;
  });
  const world = await startWorld({
    pace: 1,
    advisor: {
      async advise({ workload, book, asOf }) {
        await mayAdvise;
        return advise(workload, book, { asOf });
      },
    },
  });
  for (const method of ['views.open', 'files.getUploadURLExternal', 'chat.postMessage']) {
    world.slack.faults.add({ method, respond: { delayMs: slowMs } });
  }
  const by = { userId: ADA, channelId: ML_PLATFORM };
  const form = await world.slack.sendCommand({ ...by, line: '/ftcost' });
  const line = await world.slack.sendCommand({ ...by, line: USEFUL_LINE });
  for (const { deliveries } of [form, line]) expect(deliveries[0]?.tookMs).toBeLessThan(slowMs);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  letAdvise();
  await world.settled();
  expect(world.slack.openViews(ADA)).toHaveLength(1);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('a preset is answered at once, and words after it change it', async () => {
  const world = await startWorld();
  await world.type('/ftcost preset ticket-triage');
  await world.type('/ftcost preset ticket-triage 77/day');
  const [first, second] = world.slack.messages(ML_PLATFORM);
  expect(first?.text).toContain('classification');
  expect(second?.text).toContain('77 queries a day');
});

test('help, presets, and an unknown preset are private', async () => {
  const world = await startWorld();
  for (const line of ['/ftcost help', '/ftcost presets', '/ftcost preset', '/ftcost preset ticket-triag']) {
    expect((await world.type(line)).ok).toBe(true);
  }
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  const [help, presets, again, unknown] = world.slack.ephemerals(ADA);
  expect(help?.text).toContain('/ftcost presets');
  expect(JSON.stringify(help?.blocks)).toContain(
    'Slack does not offer commands in threads: there, mention me',
  );
  expect(presets?.text).toContain('ticket-triage');
  expect(again?.text).toBe(presets?.text);
  expect(unknown?.text).toContain('Did you mean ticket-triage?');
});

test('private sends the result as a direct message and says so where it was asked for', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} private`);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  const [direct] = world.slack.messages(ADA_AND_BOT);
  expect(imageFileOf(direct)).toBeDefined();
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('direct message');
});

test('Adjust opens the form with the workload of the result, for anybody', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} upkeep=0.5`);
  const [message] = world.slack.messages(ML_PLATFORM);
  await clickButton(world, message, 'adjust', GRACE);
  const [view] = world.slack.openViews(GRACE);
  const submitted = await world.slack.submitView({ userId: GRACE, viewId: view?.id ?? '' });
  expect(submitted.ok).toBe(true);
  await world.settled();
  const [first, second] = world.slack.messages(ML_PLATFORM);
  expect(second?.text).toBe(first?.text);
});

test('Working shows the ledgers, of another plan too, and pages', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  const [message] = world.slack.messages(ML_PLATFORM);
  await chooseMore(world, message, 'working', ADA);
  const [view] = world.slack.openViews(ADA);
  expect(JSON.stringify(view)).toContain('Sources of the prices');
  const chosen = await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId: view?.id ?? '' },
    blockId: 'plan',
    action: { action_id: 'working_plan', selected_option: { value: 'keep' } },
  });
  expect(chosen.ok).toBe(true);
  await world.settled();
  const [changed] = world.slack.openViews(ADA);
  expect(JSON.stringify(changed?.blocks.slice(1))).toContain('Keep GPT-4o as it is');
});

test('a text with problems offers a form that is filled with what was understood', async () => {
  const world = await startWorld();
  const outcome = await world.type('/ftcost gpt4o-mni 500k/day 2000+200in 100out');
  expect(outcome.ok).toBe(true);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  const [answer] = world.slack.ephemerals(ADA);
  expect(answer?.text).toMatch(/gpt4o-mni.*no such model.*Did you mean gpt-4o-mini/);
  await clickButton(world, answer, 'open_form', ADA);
  const view = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks);
  for (const value of ['"500k a day"', '"2k fixed + 200 in, 100 out"']) expect(view).toContain(value);
});
