import { expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, blocksOf, clickButton, imageFileOf, startWorld, type World } from './harness.js';

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
