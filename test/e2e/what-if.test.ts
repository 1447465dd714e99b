import { expect, test } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  OLD_PROJECT,
} from '../../src/playground/slack-server/index.js';
import { blocksOf, startWorld, USEFUL_LINE, type World } from './harness.js';

/** Chooses from the *What if* menu of the last result in a channel. */
async function askWhatIf(world: World, channelId: string, id: string, userId = ADA, copies = 1) {
  const message = world.slack.messages(channelId)[0];
  const actions = blocksOf(message).find(({ type }) => type === 'actions');
  const outcome = await world.slack.sendAction({
    userId,
    container: { kind: 'message', channelId, ts: message?.ts ?? '' },
    blockId: actions?.block_id ?? '',
    action: { action_id: 'what_if', selected_option: { value: id } },
    overrides: { copies },
  });
  await world.settled();
  return outcome;
}

test('What if answers in the thread of the result, with the difference in one line', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  expect((await askWhatIf(world, ML_PLATFORM, 'volume:0.1')).ok).toBe(true);
  const [result, answer, ...more] = world.slack.messages(ML_PLATFORM);
  expect(more).toEqual([]);
  expect(answer?.threadTs).toBe(result?.ts);
  expect(answer?.text).toMatch(/^Volume × 0\.1: saving \$[\d.,]+k? → \$?[\w.,]+/);
  expect(answer?.text).toMatch(/verdict/);
});

test('anybody who sees the result can ask, again and again', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  for (const id of ['today-half', 'people-twice', 'volume:10'])
    await askWhatIf(world, ML_PLATFORM, id, GRACE);
  const [result, ...answers] = world.slack.messages(ML_PLATFORM);
  expect(answers).toHaveLength(3);
  expect(answers.every(({ threadTs }) => threadTs === result?.ts)).toBe(true);
  expect(answers[0]?.text).toMatch(/costs half: /);
});

test('a choice that is delivered three times is answered once', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  await askWhatIf(world, ML_PLATFORM, 'volume:2', ADA, 3);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(2);
});

test('where the bot is not a member, the one who asked gets the answer alone, and learns why', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: FINANCE });
  await askWhatIf(world, FINANCE, 'volume:0.1', GRACE);
  expect(world.slack.messages(FINANCE)).toHaveLength(1);
  const answer = world.slack.ephemerals(GRACE).at(-1);
  expect(answer?.text).toMatch(/^Volume × 0\.1: saving/);
  expect(answer?.text).toContain('/invite');
});

test('in a direct message with the bot it answers in the thread as well', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} private`);
  await askWhatIf(world, ADA_AND_BOT, 'volume:0.5');
  const [result, answer] = world.slack.messages(ADA_AND_BOT);
  expect(answer?.threadTs).toBe(result?.ts);
});

test('an outcome that nobody knows is not sent twice', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  world.slack.faults.add({ method: 'chat.postMessage', respond: { status: 500, body: 'oops' } });
  await askWhatIf(world, ML_PLATFORM, 'volume:2');
  expect(world.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toContain('did not confirm');
});

test('a private answer, which Slack does not hand back, has no menu', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: OLD_PROJECT });
  const blocks = JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks);
  expect(blocks).toContain('"adjust"');
  expect(blocks).not.toContain('what_if');
});

test('values of your own are asked in a form, several at once, and wrong ones beside their field', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  await askWhatIf(world, ML_PLATFORM, 'own');
  const [view] = world.slack.openViews(ADA);
  expect(JSON.stringify(view?.blocks)).toContain('Now 500k');
  const typed = (path: string, value: string) => ({
    [path]: { [path]: { type: 'plain_text_input', value } },
  });
  const submit = (stateValues: object) =>
    world.slack.submitView({ userId: ADA, viewId: view?.id ?? '', stateValues: { ...stateValues } });
  const refused = await submit(typed('quality.target', '150%'));
  expect(JSON.stringify(refused)).toContain('It must be at most 100%');
  await submit({
    ...typed('volume.queriesPerDay', '1M/day'),
    ...typed('quality.target', '92%'),
    ...typed('words', 'half the price of today'),
  });
  await world.settled();
  const [result, answer, ...more] = world.slack.messages(ML_PLATFORM);
  expect(more).toEqual([]);
  expect(answer?.threadTs).toBe(result?.ts);
  expect(answer?.text).toMatch(/^Volume 1M a day, Accuracy bar 92%, Prices of GPT-4o × 0\.5: saving/);
});
