import { expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import {
  AS_IN_MANIFEST,
  blocksOf,
  clickButton,
  imageFileOf,
  startWorld,
  USEFUL_LINE,
  type World,
} from './harness.js';

const SENTENCE = 'we have 500k tickets a day on gpt-4o with a 2k prompt, should we fine-tune?';

function start() {
  return startWorld({ server: AS_IN_MANIFEST });
}

function told(world: World, userId = ADA) {
  return world.slack.ephemerals(userId).at(-1);
}

/** Messages of the app for everybody. */
function answersIn(world: World, channelId = ML_PLATFORM) {
  return world.slack.messages(channelId).filter(({ userId }) => userId === world.slack.team.bot.userId);
}

/** The id of the button with this label. */
function buttonId(message: Parameters<typeof blocksOf>[0], label: string): string {
  const [, id] =
    new RegExp(`"action_id":"([^"]*)","text":\\{[^}]*"${label}"`).exec(JSON.stringify(blocksOf(message))) ??
    [];
  return id ?? `no button ${label}`;
}

test('a sentence is asked only for what is missing, and one tap answers it', async () => {
  const world = await start();
  await world.type(`/ftcost ${SENTENCE}`);
  const question = told(world);
  expect(question?.text).toContain('I understood: GPT-4o, 500k queries a day, 2,000 prompt tokens.');
  expect(question?.text).toContain('How many tokens has one answer?');
  expect(question?.text).not.toContain('How many queries');
  expect(answersIn(world)).toEqual([]);
  await clickButton(world, question, buttonId(question, '300 tokens'), ADA);
  const [result, ...more] = answersIn(world);
  expect(more).toEqual([]);
  expect(imageFileOf(result)).toBeDefined();
});

test('a complete sentence in a mention is answered in its thread, and the person reads what was understood', async () => {
  const world = await start();
  const text = 'our gpt-4o does 500k tickets a day @ftcost 2k prompt, about 300 tokens back, worth a tune?';
  const asked = await world.slack.sendMessage({ userId: GRACE, channelId: ML_PLATFORM, text });
  await world.settled();
  const [result] = answersIn(world);
  expect(result?.threadTs).toBe(asked.message.ts);
  expect(told(world, GRACE)?.text).toMatch(
    /I understood: GPT-4o, 500k queries a day, 2,000 prompt tokens, 300 answer tokens/,
  );
});

test('a euro is never a dollar: it is asked back, or converted at the rate of the workspace', async () => {
  const world = await start();
  await world.type('/ftcost a wrong answer costs €2, gpt-4o, 100k a day, 1k prompt, 100 out');
  expect(told(world)?.text).toContain('no rate for EUR is set');
  expect(answersIn(world)).toEqual([]);
});

test('thanks is no question', async () => {
  const world = await start();
  await world.slack.sendMessage({ userId: ADA, channelId: ADA_AND_BOT, text: 'great, thanks!' });
  await world.settled();
  expect(answersIn(world, ADA_AND_BOT).map(({ text }) => text)).toEqual(['You are welcome.']);
});

test('in the thread of a result, a mention asks what would be otherwise, and the answer stands there', async () => {
  const world = await start();
  await world.type(USEFUL_LINE);
  const [result] = answersIn(world);
  const said = { userId: GRACE, channelId: ML_PLATFORM, threadTs: result?.ts };
  await world.slack.sendMessage({ ...said, text: '@ftcost what about half the volume?' });
  await world.settled();
  await world.slack.sendMessage({ ...said, text: '@ftcost and with Haiku?' });
  await world.settled();
  const [, half, haiku, ...more] = answersIn(world);
  expect(more).toEqual([]);
  expect(half?.text).toMatch(/^Volume × 0\.5: /);
  expect(haiku?.text).toMatch(/^with Claude Haiku 5\.5: /i);
  expect([half?.threadTs, haiku?.threadTs]).toEqual([result?.ts, result?.ts]);
});

test('where the app may not read the thread, the words are asked about as anywhere', async () => {
  const world = await start();
  await world.type(USEFUL_LINE);
  world.slack.faults.add({
    method: 'conversations.replies',
    respond: { body: { ok: false, error: 'missing_scope' } },
  });
  const said = { userId: GRACE, channelId: ML_PLATFORM, threadTs: answersIn(world)[0]?.ts };
  await world.slack.sendMessage({ ...said, text: '@ftcost and with Haiku?' });
  await world.settled();
  expect(answersIn(world)).toHaveLength(1);
  expect(told(world, GRACE)?.text).toContain('I need a little more');
});
