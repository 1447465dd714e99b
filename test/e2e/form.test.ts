import { expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, FINANCE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { blocksOf, clickButton, imageFileOf, startWorld, type World } from './harness.js';

const MODEL = {
  type: 'external_select',
  selected_option: { text: { type: 'plain_text', text: 'GPT-4o' }, value: 'gpt-4o' },
};

function text(value: string) {
  return { type: 'plain_text_input', value };
}

/** A form that says enough. */
const FILLED = {
  'model.0': { model: MODEL },
  'volume.0': { volume: text('500k') },
  'tokens.0': { tokens: text('2k + 200 in, 100 out') },
};

async function openForm(world: World, channelId = ML_PLATFORM): Promise<string> {
  await world.type('/ftcost', { channelId });
  const [view] = world.slack.openViews(ADA);
  if (!view) throw new Error('The form did not open.');
  return view.id;
}

async function submit(world: World, viewId: string, stateValues: object, copies = 1) {
  const outcome = await world.slack.submitView({
    userId: ADA,
    viewId,
    stateValues: { ...stateValues },
    overrides: { copies },
  });
  await world.settled();
  return outcome;
}

/** Presses *More detail* over what was filled in. */
async function showDetails(world: World, viewId: string, stateValues: object): Promise<void> {
  const pressed = await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: 'privacy.0',
    action: { action_id: 'more_detail' },
    stateValues: { ...stateValues },
  });
  expect(pressed.ok).toBe(true);
  await world.settled();
}

test('a filled form posts the result in the conversation where it was opened', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const outcome = await submit(world, viewId, FILLED);
  expect(outcome).toMatchObject({ ok: true });
  expect(world.slack.openViews(ADA)).toEqual([]);
  const [message] = world.slack.messages(ML_PLATFORM);
  expect(message?.text).toMatch(/saves \$/);
  expect(imageFileOf(message)).toBeDefined();
});

test('a submission that is delivered three times at once posts once', async () => {
  const world = await startWorld();
  await submit(world, await openForm(world), FILLED, 3);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('errors stand beside their fields, the form stays open, and it can be sent again', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const wrong = {
    ...FILLED,
    'volume.0': { volume: text('plenty') },
    'tokens.0': { tokens: text('3M in, 100 out') },
  };
  const refused = await submit(world, viewId, wrong);
  expect(Object.keys(refused.fieldErrors ?? {}).sort()).toEqual(['tokens.0', 'volume.0']);
  expect(world.slack.openViews(ADA)).toHaveLength(1);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  const accepted = await submit(world, viewId, FILLED);
  expect(accepted.ok).toBe(true);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('a preset fills the form, and what was typed elsewhere stays', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const chosen = await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: 'task.0',
    action: { action_id: 'task', selected_option: { value: 'preset:ticket-triage' } },
    stateValues: { 'volume.0': { volume: text('7') } },
  });
  expect(chosen.ok).toBe(true);
  await world.settled();
  const outcome = await submit(world, viewId, {});
  expect(outcome).toMatchObject({ ok: true });
  expect(world.slack.messages(ML_PLATFORM)[0]?.text).toContain('classification');
});

test('More detail keeps what was typed, asks for the rest, and shows errors beside the new fields', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  await showDetails(world, viewId, { ...FILLED, 'tokens.0': { tokens: text('2oo in, 100 out') } });
  const refused = await submit(world, viewId, { 'target.0': { target: text('very good') } });
  expect(Object.keys(refused.fieldErrors ?? {}).sort()).toEqual(['target.0', 'tokens.0']);
  const accepted = await submit(world, viewId, {
    'tokens.0': { tokens: text('200 in, 100 out') },
    'target.0': { target: text('92%') },
    'conditions.0': {
      conditions: { type: 'checkboxes', selected_options: [{ value: 'constraints.noTrainingOnData' }] },
    },
  });
  expect(accepted.ok).toBe(true);
  const [message] = world.slack.messages(ML_PLATFORM);
  expect(message?.text).toContain('500k queries a day');
  await clickButton(world, message, 'adjust', ADA);
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('More detail (2 given)');
});

test('the model menu searches the whole catalogue', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const ask = (value: string) =>
    world.slack.requestOptions({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'model.0',
      actionId: 'model',
      value,
    });
  for (const value of ['', 'haiku', 'gpt4o-mni']) expect((await ask(value)).ok).toBe(true);
  for (const value of ['nothing at all like this', '<!channel>']) {
    expect((await ask(value)).deliveries[0]?.body).toBe('{"options":[]}');
  }
  expect(JSON.stringify(await ask('haiku'))).toContain('Claude Haiku');
});

test('a channel without the bot gets the numbers through the form, and the person the invitation', async () => {
  const world = await startWorld();
  await submit(world, await openForm(world, FINANCE), FILLED);
  const [message] = world.slack.messages(FINANCE);
  expect(blocksOf(message).map(({ type }) => type)).toContain('section');
  expect(JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks)).toContain('/invite @ftcost');
});

test('Only to me sends a direct message', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  const ticked = {
    'privacy.0': { privacy: { type: 'checkboxes', selected_options: [{ value: 'private' }] } },
  };
  await submit(world, viewId, { ...FILLED, ...ticked });
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  expect(world.slack.messages(ADA_AND_BOT)).toHaveLength(1);
});

test('a name full of mentions fires nothing', async () => {
  const world = await startWorld();
  const viewId = await openForm(world);
  await showDetails(world, viewId, FILLED);
  await submit(world, viewId, { 'name.0': { name: text('<!channel> <@U0GRACEHOP> @here') } });
  expect(world.slack.messages(ML_PLATFORM)[0]?.text).toContain('here');
  expect(world.slack.messages(ML_PLATFORM)[0]?.mentions).toEqual([]);
});
