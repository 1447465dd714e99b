import { describe, expect, it } from 'vitest';
import { ADA, ML_PLATFORM, type SlackServer } from '../../src/playground/slack-server/index.js';
import {
  call,
  FakeClock,
  input,
  type Json,
  modal,
  openModal,
  plain,
  section,
  startApp,
  startSlack,
  triggerId,
} from './workspace-fixture.js';

const VIEW = modal([section('Hello')]);

async function startWithApp(clock = new FakeClock()): Promise<SlackServer> {
  const slack = await startSlack({ clock: () => clock.nowMs });
  await startApp(slack);
  return slack;
}

/** A trigger from a button inside Ada's topmost modal. */
async function triggerInside(slack: SlackServer, viewId: string): Promise<string> {
  const app = await startApp(slack);
  const container = { kind: 'view' as const, viewId };
  await slack.sendAction({ userId: ADA, container, blockId: 'buttons', action: { action_id: 'more' } });
  return String(app[0]?.payload.trigger_id);
}

const button = { type: 'button', action_id: 'more', text: plain('More') };
const WITH_BUTTON = modal([{ type: 'actions', block_id: 'buttons', elements: [button] }]);

describe('A trigger', () => {
  it('opens one modal within three seconds', async () => {
    const clock = new FakeClock();
    const slack = await startWithApp(clock);
    const first = await triggerId(slack);
    clock.advance(3000);
    const answer = await call(slack, 'views.open', { trigger_id: first, view: VIEW });
    expect(answer).toMatchObject({
      ok: true,
      view: { type: 'modal', callback_id: 'form', previous_view_id: null },
    });
    expect(await call(slack, 'views.open', { trigger_id: first, view: VIEW })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = await triggerId(slack);
    clock.advance(3001);
    expect(await call(slack, 'views.open', { trigger_id: late, view: VIEW })).toMatchObject({
      error: 'expired_trigger_id',
    });
    expect(await call(slack, 'views.open', { trigger_id: '1.2.3', view: VIEW })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  it('is not spent by a view that is refused', async () => {
    const slack = await startWithApp();
    const trigger_id = await triggerId(slack);
    const bad = modal([section('x')], { title: plain('x'.repeat(25)) });
    expect(await call(slack, 'views.open', { trigger_id, view: bad })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    expect(await call(slack, 'views.open', { trigger_id, view: VIEW })).toMatchObject({ ok: true });
  });
});

describe('The stack', () => {
  it('holds three modals, each knowing the one below', async () => {
    const slack = await startWithApp();
    const ids = [await openModal(slack, WITH_BUTTON)];
    for (const _ of [2, 3]) {
      const trigger_id = await triggerInside(slack, ids.at(-1) ?? '');
      const answer = await call(slack, 'views.push', { trigger_id, view: WITH_BUTTON });
      expect(answer.view).toMatchObject({ root_view_id: ids[0], previous_view_id: ids.at(-1) });
      ids.push(slack.openViews(ADA).at(-1)?.id ?? '');
    }
    const trigger_id = await triggerInside(slack, ids.at(-1) ?? '');
    expect(await call(slack, 'views.push', { trigger_id, view: VIEW })).toMatchObject({
      error: 'push_limit_reached',
    });
    expect(slack.openViews(ADA).map(({ id }) => id)).toEqual(ids);
  });

  it('cannot be pushed on from outside a modal, and a new command starts a new one', async () => {
    const slack = await startWithApp();
    const first = await openModal(slack, VIEW);
    expect(await call(slack, 'views.push', { trigger_id: await triggerId(slack), view: VIEW })).toMatchObject(
      { error: 'not_found' },
    );
    const second = await openModal(slack, VIEW);
    expect(slack.openViews(ADA).map(({ id }) => id)).toEqual([second]);
    expect(second).not.toBe(first);
  });
});

describe('views.update', () => {
  it('changes the hash, and refuses an old one', async () => {
    const slack = await startWithApp();
    const view_id = await openModal(slack, VIEW);
    const hash = slack.openViews(ADA)[0]?.hash;
    const updated = await call(slack, 'views.update', { view_id, hash, view: modal([section('Two')]) });
    expect(updated).toMatchObject({ ok: true, view: { id: view_id, blocks: [section('Two')] } });
    expect(await call(slack, 'views.update', { view_id, hash, view: VIEW })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await call(slack, 'views.update', { view_id, view: VIEW })).toMatchObject({ ok: true });
    expect(await call(slack, 'views.update', { view_id: 'V0', view: VIEW })).toMatchObject({
      error: 'not_found',
    });
  });

  it('finds a modal by its external id, which no other may have', async () => {
    const slack = await startWithApp();
    const named = { ...WITH_BUTTON, external_id: 'mine' };
    const viewId = await openModal(slack, named);
    const trigger_id = await triggerInside(slack, viewId);
    expect(await call(slack, 'views.push', { trigger_id, view: named })).toMatchObject({
      error: 'duplicate_external_id',
    });
    expect(await call(slack, 'views.update', { external_id: 'mine', view: named })).toMatchObject({
      ok: true,
    });
  });

  it('keeps what was typed while both ids stay, and ignores initial_value then', async () => {
    const slack = await startWithApp();
    const field = (blockId: string, actionId: string, initial: string) =>
      input(
        blockId,
        actionId,
        { type: 'plain_text_input', initial_value: initial },
        { dispatch_action: true },
      );
    const viewId = await openModal(
      slack,
      modal([field('same', 'a', '1'), field('block', 'a', '1'), field('action', 'a', '1')]),
    );
    const typed = { a: { value: 'typed' } };
    await slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'same',
      action: { action_id: 'a', value: 'typed' },
      stateValues: { block: typed, action: typed },
    });
    const view = modal([field('same', 'a', '2'), field('block2', 'a', '2'), field('action', 'a2', '2')]);
    const answer = await call(slack, 'views.update', { view_id: viewId, view });
    const value = (text: string) => ({ type: 'plain_text_input', value: text });
    expect((answer.view as Json).state).toEqual({
      values: { same: { a: value('typed') }, block2: { a: value('2') }, action: { a2: value('2') } },
    });
  });
});

describe('views.publish', () => {
  const home = { type: 'home', blocks: [section('Home')] };

  it('needs the Home tab', async () => {
    const slack = await startSlack();
    expect(await call(slack, 'views.publish', { user_id: ADA, view: home })).toMatchObject({
      error: 'not_enabled',
    });
  });

  it('shows the tab where there is one', async () => {
    const slack = await startSlack({ homeTab: true });
    expect(await call(slack, 'views.publish', { user_id: ADA, view: home })).toMatchObject({ ok: true });
    expect(slack.home(ADA)).toEqual(home);
    expect(slack.messages(ML_PLATFORM)).toEqual([]);
  });
});
