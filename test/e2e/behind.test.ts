import { expect, test } from 'vitest';
import type { Drawing } from '../../src/charts/memo/memo.js';
import { ADA, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import {
  blocksOf,
  chooseMore,
  clickButton,
  fastRenderer,
  imageFileOf,
  startWorld,
  USEFUL_LINE,
  type World,
} from './harness.js';

/** What is behind a result: Why, and the menu of three dots. */

function replies(world: World) {
  const [result, ...others] = world.slack.messages(ML_PLATFORM);
  return others.filter(({ threadTs }) => threadTs === result?.ts);
}

test('Why shows its pages, and posts one of them in the thread of the result, once', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  await clickButton(world, world.slack.messages(ML_PLATFORM)[0], 'why', GRACE);
  const [view] = world.slack.openViews(GRACE);
  expect(JSON.stringify(view?.blocks)).toContain('Before you act');
  const container = { kind: 'view' as const, viewId: view?.id ?? '' };
  await world.slack.sendAction({
    userId: GRACE,
    container,
    blockId: 'page',
    action: { action_id: 'why_page', selected_option: { value: 'plans' } },
  });
  await world.settled();
  expect(JSON.stringify(world.slack.openViews(GRACE)[0]?.blocks)).toContain('invoiced');
  const press = { userId: GRACE, container, blockId: 'post', action: { action_id: 'why_post' } };
  await world.slack.sendAction({ ...press, overrides: { copies: 3 } });
  await world.settled();
  const [posted, ...more] = replies(world);
  expect(blocksOf(posted).map(({ type }) => type)).toContain('table');
  expect(more).toEqual([]);
});

test('Memo shares one page in the thread, once', async () => {
  const render = async ({ type }: Drawing) =>
    type === 'memo' ? Buffer.from('%PDF-1.4') : fastRenderer.render();
  const world = await startWorld({ renderer: { render } });
  await world.type(USEFUL_LINE);
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'memo', GRACE, { copies: 3 });
  const files = world.slack
    .messages(ML_PLATFORM)
    .flatMap(({ fileIds = [], threadTs }) => fileIds.map((id) => [world.slack.file(id)?.name, threadTs]));
  expect(files).toEqual([['ftcost-gpt-4o-2026-11-22-memo.pdf', world.slack.messages(ML_PLATFORM)[0]?.ts]]);
});

test('Share posts the same result in the conversation that is chosen, once', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  const [result] = world.slack.messages(ML_PLATFORM);
  await chooseMore(world, result, 'share', ADA);
  const [view] = world.slack.openViews(ADA);
  const submitted = await world.slack.submitView({
    userId: ADA,
    viewId: view?.id ?? '',
    stateValues: { where: { where: { type: 'conversations_select', selected_conversation: ML_PLATFORM } } },
  });
  expect(submitted.ok).toBe(true);
  await world.settled();
  const messages = world.slack.messages(ML_PLATFORM);
  expect(messages).toHaveLength(2);
  expect(messages[1]?.text).toBe(result?.text);
  expect(messages[1]?.threadTs).toBeUndefined();
});

test('where the chart shows accuracy, the cost over time comes into the thread', async () => {
  const world = await startWorld();
  await world.type('/ftcost preset help-centre');
  await chooseMore(world, world.slack.messages(ML_PLATFORM)[0], 'money-chart', GRACE);
  expect(imageFileOf(replies(world)[0])).toBeDefined();
});
