import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { beforeAll, describe, expect, test } from 'vitest';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { numbers, startWorld, type World } from './harness.js';

const ENDING = {
  type: 'external_select',
  selected_option: { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' },
};

function typed(value: string) {
  return { type: 'plain_text_input', value };
}

async function openForm(world: World): Promise<string> {
  await world.type('/ftcost');
  return world.slack.openViews(ADA)[0]?.id ?? '';
}

/** Ada types into a field; Slack tells the app of it. */
async function change(world: World, viewId: string, field: string, value: string, more: object = {}) {
  const outcome = await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: `${field}.0`,
    action: { action_id: field, value },
    stateValues: { [`${field}.0`]: { [field]: typed(value) }, ...more },
  });
  expect(outcome.ok).toBe(true);
  await world.settled();
}

/** The sentences below the fields, by field. */
function checks(world: World): Record<string, string> {
  const blocks = world.slack.openViews(ADA)[0]?.blocks ?? [];
  return Object.fromEntries(
    JSON.parse(JSON.stringify(blocks))
      .filter(({ block_id: id }: { block_id: string }) => id.startsWith('check.'))
      .map(({ block_id: id, elements }: { block_id: string; elements: { text: string }[] }) => [
        id.slice('check.'.length),
        elements[0]?.text ?? '',
      ]),
  );
}

/** The names of all blocks of the form. */
function blockIds(world: World): readonly string[] {
  const blocks = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks ?? []);
  return [...blocks.matchAll(/"block_id":"([^"]*)"/g)].map(([, id = '']) => id);
}

function updates(world: World): number {
  return world.slack.calls.filter(({ method }) => method === 'views.update').length;
}

test('what does not go together is said below the field, goes away again, and nothing typed is lost', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const rest = {
    'model.0': { model: ENDING },
    'tokens.0': { tokens: typed('200 in, 1oo out') },
    'volume.0': { volume: typed('500k') },
  };
  await change(world, viewId, 'examples', '3', rest);
  expect(checks(world).examples).toContain('will be blocked');
  expect(checks(world).model).toContain('14 Jan 2027');
  await change(world, viewId, 'examples', '3000');
  expect(checks(world).examples).toBeUndefined();
  const refused = await world.slack.submitView({ userId: ADA, viewId, stateValues: {} });
  expect(Object.keys(refused.fieldErrors ?? {})).toEqual(['tokens.0']);
  const sent = await world.slack.submitView({
    userId: ADA,
    viewId,
    stateValues: { 'tokens.0': { tokens: typed('200 in, 100 out') } },
  });
  expect(sent.ok).toBe(true);
  await world.settled();
  expect(world.slack.messages(ML_PLATFORM)[0]?.text).toContain('500k queries a day');
});

test('a change that is no news leaves the form alone', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  await change(world, viewId, 'volume', '5');
  await change(world, viewId, 'volume', '50');
  await change(world, viewId, 'volume', '500');
  expect(checks(world)).toEqual({});
  // One for the 5, which is very few, and one that takes it back.
  expect(updates(world)).toBe(2);
});

test('a change that was sent before the last update arrived is shown all the same', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const press = (value: string) =>
    world.slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'examples.0',
      action: { action_id: 'examples', value },
      stateValues: { 'examples.0': { examples: typed(value) } },
    });
  await Promise.all([press('3'), press('4')]);
  await world.settled();
  expect(checks(world).examples).toContain('will be blocked');
  await change(world, viewId, 'examples', '3000');
  expect(checks(world)).toEqual({});
});

test('More detail that was pressed while a sentence arrived is not lost', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  await Promise.all([
    world.slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'examples.0',
      action: { action_id: 'examples', value: '3' },
      stateValues: { 'examples.0': { examples: typed('3') } },
    }),
    world.slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'privacy.0',
      action: { action_id: 'more_detail' },
    }),
  ]);
  await world.settled();
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('target.0');
});

test('an estimate moves while the form is filled in, and no field is made anew', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const rest = { 'model.0': { model: ENDING }, 'tokens.0': { tokens: typed('1000 in, 100 out') } };
  expect(checks(world).tokens).toBeUndefined();
  await change(world, viewId, 'volume', '10k a day', rest);
  expect(checks(world).tokens).toMatch(
    /^About \$1,050 a month today, at list prices\. The cheapest other model: /,
  );
  const before = blockIds(world);
  await change(world, viewId, 'volume', '20k a day');
  expect(checks(world).tokens).toMatch(/^About \$2,100 a month today/);
  expect(blockIds(world)).toEqual(before);
  const seen = updates(world);
  await change(world, viewId, 'volume', '20k a day ');
  expect(updates(world)).toBe(seen);
});

describe('a text that is pasted into the field for tokens', () => {
  // An encoding is loaded once; on a busy machine that takes a while.
  beforeAll(async () => {
    await numbers.read({ kind: 'tokens', text: 'Hi', model: { id: 'gpt-4o', provider: 'OpenAI' } });
  }, 240_000);

  const PROMPT = `Sort the message of a customer into one of the classes of the zanzibar desk. ${'Be brief. '.repeat(20)}`;

  /** What stands in the field for tokens, and its block. */
  function tokensField(world: World): { readonly blockId: string; readonly text: string } {
    const blocks = JSON.stringify(world.slack.openViews(ADA)[0]?.blocks ?? []);
    const [, blockId = '', text = ''] =
      /"block_id":"(tokens\.\d+)".*?"initial_value":"([^"]*)"/.exec(blocks) ?? [];
    return { blockId, text };
  }

  test('is replaced by its count for the model of the form, and neither kept nor logged', async () => {
    const world = await startWorld();
    const viewId = await openForm(world);
    await change(world, viewId, 'tokens', PROMPT, {
      'model.0': { model: ENDING },
      'volume.0': { volume: typed('5k') },
    });
    const tokens = countTokens(PROMPT);
    expect(tokensField(world)).toEqual({ blockId: 'tokens.1', text: `${tokens} in` });
    expect(checks(world).tokens).toContain(`Counted ${tokens} tokens for GPT-4o; the text was not kept.`);
    expect(checks(world).tokens).toContain('Add how long an answer is');
    expect(JSON.stringify(world.slack.openViews(ADA))).not.toContain('zanzibar');
    expect(JSON.stringify(world.log)).not.toContain('zanzibar');
    const answer = { 'tokens.1': { tokens: typed(`${tokens} in, 20 out`) } };
    expect((await world.slack.submitView({ userId: ADA, viewId, stateValues: answer })).ok).toBe(true);
    await world.settled();
    expect(world.slack.messages(ML_PLATFORM)[0]?.text).toContain('5,000 queries a day');
  });

  test('is read as the chat that it is: its model is chosen, and its longest answer stands for the answer', async () => {
    const world = await startWorld();
    const viewId = await openForm(world);
    const chat = {
      model: 'gpt-4o-mini',
      max_tokens: 70,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Is it late?' },
      ],
    };
    await change(world, viewId, 'tokens', `curl https://api.openai.com -d '${JSON.stringify(chat)}'`);
    // Instructions: 3 + system + Be brief. (3); the rest: 3 + user + Is it late? (4) + 3 to begin the reply.
    expect(tokensField(world).text).toBe('7 fixed + 11 in, 70 out');
    expect(checks(world).tokens).toContain('for GPT-4o mini');
    expect(JSON.stringify(world.slack.openViews(ADA))).toContain('"value":"gpt-4o-mini"');
  });

  test('that is sent before it is counted is counted then, and the form stays', async () => {
    const world = await startWorld();
    const viewId = await openForm(world);
    const state = {
      'model.0': { model: ENDING },
      'volume.0': { volume: typed('5k') },
      'tokens.0': { tokens: typed(PROMPT) },
    };
    const sent = await world.slack.submitView({ userId: ADA, viewId, stateValues: state });
    expect(sent.fieldErrors?.['tokens.0']).toContain('is being counted');
    await world.settled();
    expect(tokensField(world).text).toBe(`${countTokens(PROMPT)} in`);
  });
});
