import { describe, expect, it } from 'vitest';
import { ADA, APP, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import {
  call,
  eventsIn,
  type Json,
  modal,
  plain,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const BUTTON = {
  type: 'actions',
  block_id: 'b',
  elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: '7' }],
};
const HOME = { type: 'home', blocks: [section('Estimates'), BUTTON] };
const OPTIONS = { homeTab: true, botEvents: ['app_home_opened'] };

async function publish(slack: Awaited<ReturnType<typeof startSlack>>, view: Json = HOME, hash?: unknown) {
  return call(slack, 'views.publish', { user_id: ADA, view, ...(hash === undefined ? {} : { hash }) });
}

describe('views.publish', () => {
  it('keeps the id, changes the hash, and refuses an old one', async () => {
    const slack = await startSlack(OPTIONS);
    const first = (await publish(slack)).view as Json;
    const second = (await publish(slack, HOME, first.hash)).view as Json;
    expect(second.id).toBe(first.id);
    expect(second.hash).not.toBe(first.hash);
    expect(await publish(slack, HOME, first.hash)).toMatchObject({ ok: false, error: 'hash_conflict' });
    expect(await call(slack, 'views.publish', { user_id: 'U0NOBODY00', view: HOME })).toMatchObject({
      error: 'user_not_found',
    });
  });

  it.each([
    ['table', { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }],
    ['markdown', { type: 'markdown', text: 'x' }],
    ['alert', { type: 'alert', text: plain('x') }],
  ])('refuses the block %s, which a Home tab cannot show', async (_, block) => {
    const slack = await startSlack(OPTIONS);
    expect(await publish(slack, { type: 'home', blocks: [block] })).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
    });
    expect(slack.home(ADA)).toBeUndefined();
  });
});

describe('Opening the app', () => {
  it('tells it which tab, where the messages are, and the view that is shown', async () => {
    const slack = await startSlack(OPTIONS);
    const log = await startApp(slack);
    await slack.openHome({ userId: GRACE, tab: 'home' });
    await publish(slack);
    await slack.openHome({ userId: ADA, tab: 'home' });
    await slack.openHome({ userId: ADA, tab: 'messages' });
    const [first, second, third] = eventsIn(log);
    expect(first).toMatchObject({
      type: 'app_home_opened',
      user: GRACE,
      tab: 'home',
      channel: slack.directMessage(GRACE),
    });
    expect(first).not.toHaveProperty('view');
    expect(second).toMatchObject({ user: ADA, view: { type: 'home', id: slack.homeView(ADA)?.id } });
    expect(third).toMatchObject({ tab: 'messages' });
    expect(third).not.toHaveProperty('view');
  });

  it('tells an app nothing that has not subscribed, and cannot be done without the tab', async () => {
    const slack = await startSlack({ homeTab: true });
    const log = await startApp(slack);
    await slack.openHome({ userId: ADA, tab: 'home' });
    expect(log).toEqual([]);
    const without = await startSlack({ homeTab: false });
    await expect(without.openHome({ userId: ADA, tab: 'home' })).rejects.toThrow('no home tab');
  });
});

describe('A button on the Home tab', () => {
  it('sends the view and the person by name, and no channel or response URL', async () => {
    const slack = await startSlack(OPTIONS);
    const log = await startApp(slack);
    await publish(slack);
    const viewId = slack.homeView(ADA)?.id ?? '';
    const action = { action_id: 'go' };
    const outcome = await slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'b',
      action,
    });
    expect(outcome.ok).toBe(true);
    const payload = log.at(-1)?.payload;
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: viewId },
      user: { id: ADA, name: 'ada' },
      view: { id: viewId, type: 'home' },
      actions: [{ action_id: 'go', value: '7' }],
    });
    for (const field of ['channel', 'response_url', 'message']) expect(payload).not.toHaveProperty(field);
  });

  it('lets the app open a modal, once', async () => {
    const slack = await startSlack(OPTIONS);
    const log = await startApp(slack);
    await publish(slack);
    const viewId = slack.homeView(ADA)?.id ?? '';
    const container = { kind: 'view', viewId } as const;
    await slack.sendAction({ userId: ADA, container, blockId: 'b', action: { action_id: 'go' } });
    const trigger_id = log.at(-1)?.payload.trigger_id;
    const view = modal([{ type: 'divider' }]);
    expect(await call(slack, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
    expect(await call(slack, 'views.open', { trigger_id, view })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(slack.openViews(ADA)).toMatchObject([{ type: 'modal', previous_view_id: null }]);
  });

  it('belongs to its person alone', async () => {
    const slack = await startSlack(OPTIONS);
    await startApp(slack);
    await publish(slack);
    const container = { kind: 'view', viewId: slack.homeView(ADA)?.id ?? '' } as const;
    const press = { userId: GRACE, container, blockId: 'b', action: { action_id: 'go' } };
    await expect(slack.sendAction(press)).rejects.toThrow('not the topmost modal');
  });
});

describe('A global shortcut', () => {
  const shortcut = { callbackId: 'new_estimate', name: 'Estimate', description: 'Estimate a workload' };

  it('sends its callback id and a trigger, and nothing of a channel', async () => {
    const slack = await startSlack({ shortcuts: [shortcut] });
    const log = await startApp(slack);
    const outcome = await slack.sendShortcut({ userId: ADA, callbackId: 'new_estimate' });
    const payload = log.at(-1)?.payload;
    expect(payload).toMatchObject({
      type: 'shortcut',
      callback_id: 'new_estimate',
      trigger_id: outcome.triggerId,
      user: { id: ADA, username: 'ada' },
    });
    for (const field of ['channel', 'response_url']) expect(payload).not.toHaveProperty(field);
    const { triggerId: trigger_id } = outcome;
    const view = modal([{ type: 'divider' }]);
    expect(await call(slack, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
    await expect(slack.sendShortcut({ userId: ADA, callbackId: 'other' })).rejects.toThrow('no shortcut');
  });
});

it('With the Messages tab off, the bot can write to nobody', async () => {
  const slack = await startSlack({ messagesTab: 'off' });
  expect(await call(slack, 'chat.postMessage', { channel: ADA, text: 'x' })).toMatchObject({
    error: 'messages_tab_disabled',
  });
  expect(await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, text: 'x' })).toMatchObject({
    ok: true,
    message: { user: APP.botUserId },
  });
});
