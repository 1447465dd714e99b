import { expect, test } from 'vitest';
import { z } from 'zod';
import { ADA, ADA_AND_BOT, FINANCE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { chooseMore, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

/** What a screen reader and a notification get of everything that the app says. */

/** Every object in a payload, however deep. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  const record = z.record(z.string(), z.unknown()).safeParse(value);
  if (!record.success) return [];
  return [record.data, ...Object.values(record.data).flatMap(objectsIn)];
}

function ofType(said: readonly Said[], type: string) {
  return said.flatMap(({ blocks }) => objectsIn(blocks)).filter((one) => one.type === type);
}

/** Something that the app said: a message, or a window, which has no text of its own. */
interface Said {
  readonly text?: string;
  readonly blocks: unknown;
}

/** All that was said in a world so far: messages of every kind, then windows. */
function saidIn(world: World): Said[] {
  const messages = [
    ...[ML_PLATFORM, FINANCE, ADA_AND_BOT].flatMap((channelId) => world.slack.messages(channelId)),
    ...world.slack.ephemerals(ADA),
  ].map(({ text, blocks }) => ({ text, blocks: blocks ?? [] }));
  const windows = world.slack.calls.flatMap(({ method, arguments: { view } }) =>
    /^views\.(open|update|publish)$/.test(method)
      ? [{ blocks: typeof view === 'string' ? z.unknown().parse(JSON.parse(view)) : view }]
      : [],
  );
  return [...messages, ...windows];
}

/** A walk through everything that can be typed and pressed. */
async function walk(world: World): Promise<void> {
  await world.type(`${USEFUL_LINE} name="Ticket *triage* & <co>"`);
  const result = world.slack.messages(ML_PLATFORM)[0];
  for (const button of ['why', 'adjust', 'save_estimate']) {
    await clickButton(world, result, button, ADA);
  }
  for (const choice of ['working', 'memo', 'export', 'share']) {
    await chooseMore(world, result, choice, ADA);
  }
  for (const line of [
    'help',
    'presets',
    'prices',
    'prices gpt-4o',
    'prices openai',
    'compare gpt-4o gpt-4o-mini 500k/day 2000+200in 100out',
    'saved',
    'settings',
    'digest',
    'digest list',
    'preset ticket-triage private',
    'gpt-4o 500k/day 2000+200in',
    'wordnobodyknows 5/s',
    '',
  ]) {
    await world.type(`/ftcost ${line}`);
  }
  await world.type(USEFUL_LINE, { channelId: FINANCE });
  const viewId = world.slack.openViews(ADA).at(-1)?.id ?? '';
  await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: 'privacy.0',
    action: { action_id: 'more_detail' },
  });
  await world.settled();
}

/** Without what keeps Slack from reading typed characters as markup, and without links to people and channels. */
function bare(text: string): string {
  return text.replace(/\u2060[*_~`@#:]\u2060/g, '').replace(/<[@#][A-Z0-9]+>/g, '');
}

test('everything that the app says can be heard: texts, pictures, buttons, fields', async () => {
  const world = await startWorld();
  await walk(world);
  const said = saidIn(world);
  expect(said.length).toBeGreaterThan(20);
  for (const { text } of said) {
    if (text === undefined) continue;
    expect(text.trim()).not.toBe('');
    // Neither bold, italic, struck nor code marks, nor names of emoji.
    expect(bare(text)).not.toMatch(/[*`~]|(^|\s)_\w|:[a-z_]+:/);
  }
  const images = ofType(said, 'image');
  expect(images.length).toBeGreaterThan(0);
  for (const { alt_text: alt } of images) expect(alt).toMatch(/\w+ \w+/);
  const buttons = ofType(said, 'button');
  expect(buttons.length).toBeGreaterThan(20);
  for (const { text, accessibility_label: label } of buttons) {
    expect(label ?? z.object({ text: z.string() }).parse(text).text).toMatch(/\w/);
  }
  for (const { label } of ofType(said, 'input')) expect(objectsIn(label)[0]?.text).toMatch(/\w/);
  for (const menu of ['static_select', 'multi_static_select', 'external_select']) {
    for (const one of ofType(said, menu)) expect(one.placeholder ?? one.initial_option).toBeDefined();
  }
});

test('no colour and no emoji carries a meaning of its own', async () => {
  const world = await startWorld();
  await walk(world);
  for (const { text, blocks } of saidIn(world)) {
    const all = `${text ?? ''} ${JSON.stringify(blocks)}`;
    expect(all).not.toMatch(/\p{Extended_Pictographic}(?<![✓✔©®™→↔])/u);
    expect(all).not.toMatch(/"type":"emoji"/);
  }
});

test('every field of the form says what goes in, with a unit or a typical value', async () => {
  const world = await startWorld();
  await walk(world);
  const first = saidIn(world).findLast(({ blocks }) => JSON.stringify(blocks).includes('More detail'));
  for (const { element, hint, block_id: id } of objectsIn(first?.blocks).filter(
    ({ type }) => type === 'input',
  )) {
    const { placeholder } = z.looseObject({ placeholder: z.unknown() }).parse(element);
    expect({ id, said: JSON.stringify([placeholder, hint]) }).toMatchObject({
      said: expect.stringContaining('"text":'),
    });
  }
  const form = saidIn(world).findLast(({ blocks }) => JSON.stringify(blocks).includes('"horizon.0"'));
  const inputs = objectsIn(form?.blocks).filter(({ type }) => type === 'input');
  expect(inputs.length).toBeGreaterThan(30);
  for (const { hint, block_id: id } of inputs) {
    expect({ id, hint: z.object({ text: z.string() }).safeParse(hint).data?.text ?? '' }).toMatchObject({
      hint: expect.stringMatching(/\w/),
    });
  }
});

test('buttons of the same label in one list are told apart by what they belong to', async () => {
  const world = await startWorld();
  await world.type(`${USEFUL_LINE} name="Triage"`);
  await world.type('/ftcost gpt-4o 100k/day 2000+200in 100out name="Replies"');
  for (const result of world.slack.messages(ML_PLATFORM))
    await clickButton(world, result, 'save_estimate', ADA);
  for (const line of ['saved', 'presets']) {
    await world.type(`/ftcost ${line}`);
    const list = world.slack.ephemerals(ADA).at(-1);
    const heard = objectsIn(list?.blocks)
      .filter(({ type }) => type === 'button')
      .map(
        ({ text, accessibility_label: label }) => label ?? z.object({ text: z.string() }).parse(text).text,
      );
    expect(heard.length).toBeGreaterThan(5);
    expect(new Set(heard).size).toBe(heard.length);
  }
});
