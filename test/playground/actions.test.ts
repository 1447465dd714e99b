import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  GRACE,
  ML_PLATFORM,
  type SlackServer,
} from '../../src/playground/slack-server/index.js';
import { option } from './block-fixture.js';
import {
  call,
  input,
  type Json,
  modal,
  openModal,
  plain,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const BUTTON = { type: 'button', action_id: 'go', text: plain('Go'), value: 'v1' };
const SELECT = {
  type: 'static_select',
  action_id: 'pick',
  options: [option(1), option(2)],
  initial_option: option(1),
};
const BLOCKS = [{ type: 'actions', block_id: 'b', elements: [BUTTON, SELECT] }];

async function posted(slack: SlackServer, channel = ML_PLATFORM) {
  const { ts } = await call(slack, 'chat.postMessage', { channel, text: 'x', blocks: BLOCKS });
  return { kind: 'message' as const, channelId: channel, ts: String(ts) };
}

describe('A button in a message', () => {
  it('sends the message, its state and a response URL', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const container = await posted(slack);
    expect(
      await slack.sendAction({ userId: GRACE, container, blockId: 'b', action: { action_id: 'go' } }),
    ).toMatchObject({ ok: true });
    expect(app[0]?.payload).toMatchObject({
      type: 'block_actions',
      user: { id: GRACE, username: 'grace' },
      container: { type: 'message', message_ts: container.ts, channel_id: ML_PLATFORM, is_ephemeral: false },
      channel: { id: ML_PLATFORM, name: 'ml-platform' },
      message: { ts: container.ts, text: 'x' },
      state: { values: { b: { pick: { type: 'static_select', selected_option: option(1) } } } },
      actions: [
        {
          type: 'button',
          block_id: 'b',
          action_id: 'go',
          value: 'v1',
          text: plain('Go'),
          action_ts: expect.any(String),
        },
      ],
      trigger_id: expect.any(String),
      response_url: expect.stringContaining(slack.url),
    });
  });

  it('that is ephemeral is not handed back, and nobody else can press it', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    await call(slack, 'chat.postEphemeral', { channel: ADA_AND_BOT, user: ADA, blocks: BLOCKS });
    const container = {
      kind: 'message' as const,
      channelId: ADA_AND_BOT,
      ts: slack.ephemerals(ADA)[0]?.ts ?? '',
    };
    const action = { action_id: 'go' };
    await slack.sendAction({ userId: ADA, container, blockId: 'b', action });
    expect(app[0]?.payload).toMatchObject({
      container: { is_ephemeral: true },
      channel: { name: 'directmessage' },
    });
    expect(app[0]?.payload).not.toHaveProperty('message');
    await expect(slack.sendAction({ userId: GRACE, container, blockId: 'b', action })).rejects.toThrow(
      'no message',
    );
  });

  it('reports a late or failing app', async () => {
    const slack = await startSlack({ ackTimeoutMs: 100 });
    const gesture = {
      userId: ADA,
      container: await posted(slack),
      blockId: 'b',
      action: { action_id: 'go' },
    };
    await startApp(slack, () => ({ delayMs: 300 }));
    expect(await slack.sendAction(gesture)).toMatchObject({ ok: false, error: 'operation_timeout' });
    await startApp(slack, () => ({ status: 404 }));
    expect(await slack.sendAction(gesture)).toMatchObject({ ok: false, error: 'dispatch_failed' });
  });
});

describe('A menu', () => {
  it('sends the whole option that was chosen, also as state', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const action = { action_id: 'pick', selected_option: { value: '2' } };
    await slack.sendAction({ userId: ADA, container: await posted(slack), blockId: 'b', action });
    expect(app[0]?.payload).toMatchObject({
      actions: [{ type: 'static_select', selected_option: option(2) }],
      state: { values: { b: { pick: { selected_option: option(2) } } } },
    });
  });

  it('that overflows sends the option, and only one it has', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const overflow = { type: 'overflow', action_id: 'more', options: [option(1)] };
    const blocks = [{ ...section('x'), block_id: 's', accessory: overflow }];
    const { ts } = await call(slack, 'chat.postMessage', { channel: ML_PLATFORM, blocks });
    const container = { kind: 'message' as const, channelId: ML_PLATFORM, ts: String(ts) };
    const choose = (value: string) =>
      slack.sendAction({
        userId: ADA,
        container,
        blockId: 's',
        action: { action_id: 'more', selected_option: { value } },
      });
    await choose('1');
    expect(app[0]?.payload).toMatchObject({ actions: [{ type: 'overflow', selected_option: option(1) }] });
    await expect(choose('7')).rejects.toThrow('no such option');
  });
});

describe('An element in a modal', () => {
  const dispatching = input('name', 't', { type: 'plain_text_input' }, { dispatch_action: true });

  it('sends the view with its state, no channel and no response URL, and the typing is kept', async () => {
    const slack = await startSlack();
    const app = await startApp(slack);
    const viewId = await openModal(slack, modal([dispatching, { type: 'divider' }]));
    await slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'name',
      action: { action_id: 't', value: 'x' },
    });
    const payload = app.at(-1)?.payload ?? {};
    const values = { name: { t: { type: 'plain_text_input', value: 'x' } } };
    expect(payload).toMatchObject({
      container: { type: 'view', view_id: viewId },
      view: { id: viewId, state: { values } },
    });
    for (const field of ['channel', 'message', 'response_url', 'state'])
      expect(payload).not.toHaveProperty(field);
    expect(slack.openViews(ADA)[0]?.state.values).toEqual(values);
  });

  it('of an input block that does not dispatch sends nothing', async () => {
    const slack = await startSlack();
    await startApp(slack);
    const viewId = await openModal(slack, modal([input('name', 't', { type: 'plain_text_input' })]));
    const container = { kind: 'view' as const, viewId };
    const action = { action_id: 't', value: 'x' };
    await expect(slack.sendAction({ userId: ADA, container, blockId: 'name', action })).rejects.toThrow(
      'does not dispatch',
    );
  });
});

describe('An external menu', () => {
  async function ask(value: string, answer: Json, element: Json = {}) {
    const slack = await startSlack();
    const app = await startApp(slack, ({ form }) => (form.command === undefined ? { body: answer } : {}));
    const viewId = await openModal(
      slack,
      modal([input('model', 'm', { type: 'external_select', ...element })]),
    );
    const outcome = await slack.requestOptions({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'model',
      actionId: 'm',
      value,
    });
    return { outcome, payload: app.at(-1)?.payload ?? {} };
  }

  it('asks the app once three characters are typed', async () => {
    const { outcome, payload } = await ask('gpt', { options: [option('gpt-4o')] });
    expect(outcome).toMatchObject({ ok: true, options: [option('gpt-4o')] });
    expect(payload).toMatchObject({
      type: 'block_suggestion',
      value: 'gpt',
      block_id: 'model',
      action_id: 'm',
    });
    expect(payload).toMatchObject({ container: { type: 'view' }, view: { callback_id: 'form' } });
    expect(payload).not.toHaveProperty('trigger_id');
    const { outcome: early, payload: command } = await ask('gp', { options: [option(1)] });
    expect(early).toEqual({ ok: true, options: [], deliveries: [] });
    expect(command).toEqual({});
  });

  it('takes at most 100 options, or groups of them', async () => {
    const options = (length: number) => Array.from({ length }, (_, index) => option(index));
    const groups = [{ label: plain('G'), options: options(2) }];
    expect((await ask('', { options: options(100) }, { min_query_length: 0 })).outcome.ok).toBe(true);
    expect((await ask('gpt', { options: options(101) })).outcome).toMatchObject({
      ok: false,
      error: 'invalid_options',
    });
    expect((await ask('gpt', { option_groups: groups })).outcome).toMatchObject({
      ok: true,
      option_groups: groups,
    });
  });
});
