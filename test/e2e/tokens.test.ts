import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { ADA, FINANCE, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, clickButton, numbers, startWorld, type World } from './harness.js';

// An encoding is loaded once; on a busy machine that takes a while.
beforeAll(async () => {
  await numbers.read({ kind: 'tokens', text: 'Hi', model: { id: 'gpt-4o', provider: 'OpenAI' } });
}, 240_000);

async function ask(world: World, line: string): Promise<string> {
  await world.slack.sendCommand({ userId: ADA, channelId: ML_PLATFORM, line });
  await world.settled();
  return world.slack.ephemerals(ADA).at(-1)?.text ?? '';
}

test('the tokens of a text are counted as they were typed, privately, and the button fills the form', async () => {
  const world = await startWorld();
  // Eight spaces are one token more than one space is.
  expect(await ask(world, '/ftcost tokens gpt-4o hello        world')).toContain('3 tokens on GPT-4o');
  expect(await ask(world, '/ftcost tokens gpt-4o hello world')).toContain('2 tokens on GPT-4o');
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'adjust', ADA);
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('2 in, 300 out');
});

test('a chat names its own model, and its longest answer is priced', async () => {
  const world = await startWorld();
  const chat = { model: 'gpt-4o', max_tokens: 50, messages: [{ role: 'user', content: 'Is 1 < 2?' }] };
  const answer = await ask(world, `/ftcost tokens ${JSON.stringify(chat)}`);
  expect(answer).toContain('a chat of 1 message');
  expect(answer).toContain('Answers are counted at their longest, the 50 tokens');
});

test('what is counted is neither kept nor logged', async () => {
  const world = await startWorld();
  const recorded: string[] = [];
  const sending = ask(world, '/ftcost tokens gpt-4o the zanzibar clause');
  for (let look = 0; look < 20; look += 1) {
    recorded.push(
      JSON.stringify(await world.store.database.execute(sql`SELECT asked FROM accepted_requests`)),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await sending;
  expect(recorded.join()).not.toContain('zanzibar');
  expect(JSON.stringify(world.log)).not.toContain('zanzibar');
});

test.each([
  ['/ftcost tokens', /Whose tokens/],
  ['/ftcost tokens gpt4o-mni hello', /Did you mean gpt-4o-mini/],
  ['/ftcost tokens gpt-4o', /Write the text after the model/],
])('%s is answered with what to write', async (line, message) => {
  expect(await ask(await startWorld(), line)).toMatch(message);
});

describe('the shortcut Count tokens on a message', () => {
  /** Grace says something, and Ada chooses the shortcut on it. */
  async function countIn(world: World, text: string, channelId = ML_PLATFORM): Promise<string> {
    const { message } = await world.slack.sendMessage({ userId: GRACE, channelId, text });
    const { ts } = message;
    const chosen = { userId: ADA, callbackId: 'count_tokens', message: { channelId, ts } };
    expect(await world.slack.sendShortcut(chosen)).toMatchObject({ ok: true });
    await world.settled();
    return world.slack.ephemerals(ADA).at(-1)?.text.replaceAll('\u2060', '') ?? '';
  }

  test('tells the tokens of its text as it was typed, to the person alone, also where the app is no member', async () => {
    const world = await startWorld({ server: AS_IN_MANIFEST });
    // Is, a space, 1, < with its space, a space, 2 and ?; Slack's &lt; would be more.
    expect(await countIn(world, 'Is 1 < 2?')).toContain('7 tokens on GPT-4o');
    expect(await countIn(world, 'hello        world', FINANCE)).toContain('3 tokens on GPT-4o');
    expect(world.slack.messages(FINANCE)).toHaveLength(1);
    await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'adjust', ADA);
    expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('3 in, 300 out');
  });

  test('goes by the model and the longest answer of a curl command', async () => {
    const world = await startWorld({ server: AS_IN_MANIFEST });
    const body = {
      model: 'gpt-4o-mini',
      max_tokens: 70,
      messages: [{ role: 'user', content: 'the zanzibar clause' }],
    };
    const curl = `curl https://api.openai.com/v1/chat/completions -d '${JSON.stringify(body)}'`;
    const answer = await countIn(world, curl);
    expect(answer).toContain('on GPT-4o mini');
    expect(answer).toContain('a curl command of 1 message');
    expect(answer).toContain('the 70 tokens of max_tokens');
    expect(JSON.stringify(world.log)).not.toContain('zanzibar');
  });
});
