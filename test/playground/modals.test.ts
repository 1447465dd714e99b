import { describe, expect, it } from 'vitest';
import { ADA, FINANCE, ML_PLATFORM, type SlackServer } from '../../src/playground/slack-server/index.js';
import { option } from './block-fixture.js';
import {
  type AppAnswer,
  call,
  input,
  type Json,
  modal,
  openModal,
  plain,
  type Received,
  section,
  startApp,
  startSlack,
} from './workspace-fixture.js';

const TROUBLE = 'We had some trouble connecting. Try again?';
const NAME = input('name', 'text', { type: 'plain_text_input' });

/** An open modal and an app that answers its submission. */
async function open(view: Json, answer: () => AppAnswer = () => ({})) {
  const slack = await startSlack({ ackTimeoutMs: 200 });
  const app = await startApp(slack, ({ form }) => (form.command === undefined ? answer() : {}));
  const viewId = await openModal(slack, view);
  return { slack, app, viewId, submit: submitter(slack, viewId) };
}

function submitter(slack: SlackServer, viewId: string) {
  return (
    stateValues: Record<string, Record<string, Json>> = {},
    more: { skipClientChecks?: boolean } = {},
  ) => slack.submitView({ userId: ADA, viewId, stateValues, ...more });
}

function submitted(app: readonly Received[]): Json {
  return app.at(-1)?.payload ?? {};
}

describe('A submission', () => {
  it('carries every stateful element: what was typed, what was initial, and what is empty', async () => {
    const blocks = [
      NAME,
      input('amount', 'n', { type: 'number_input', is_decimal_allowed: false, initial_value: '4' }),
      input('maybe', 'd', { type: 'datepicker' }, { optional: true }),
      input('many', 'm', { type: 'multi_users_select' }, { optional: true }),
      {
        ...section('Pick'),
        block_id: 'pick',
        accessory: { type: 'static_select', action_id: 's', options: [option(1), option(2)] },
      },
      { type: 'actions', block_id: 'acts', elements: [{ type: 'button', action_id: 'b', text: plain('B') }] },
    ];
    const { app, submit } = await open(modal(blocks, { private_metadata: 'secret' }));
    const outcome = await submit({
      name: { text: { value: 'Triage' } },
      pick: { s: { selected_option: { value: '2' } } },
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(submitted(app)).toMatchObject({
      type: 'view_submission',
      user: { id: ADA, name: 'ada' },
      team: { id: expect.any(String), domain: 'acme' },
      trigger_id: expect.any(String),
      view: { callback_id: 'form', private_metadata: 'secret', submit: plain('Go'), close: null },
    });
    expect((submitted(app).view as Json).state).toEqual({
      values: {
        name: { text: { type: 'plain_text_input', value: 'Triage' } },
        amount: { n: { type: 'number_input', value: '4' } },
        maybe: { d: { type: 'datepicker', selected_date: null } },
        many: { m: { type: 'multi_users_select', selected_users: [] } },
        pick: { s: { type: 'static_select', selected_option: option(2) } },
      },
    });
    expect(submitted(app)).not.toHaveProperty('response_urls');
  });

  it('is stopped by the client while a required field is empty or a number is out of bounds', async () => {
    const number = { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '5' };
    const { app, submit, slack } = await open(modal([NAME, input('amount', 'n', number)]));
    const sent = app.length;
    expect(await submit({ amount: { n: { value: '6' } } })).toMatchObject({
      ok: false,
      fieldErrors: {
        name: 'Please complete this required field.',
        amount: expect.stringContaining('at most 5'),
      },
    });
    expect(app).toHaveLength(sent);
    expect(await submit({}, { skipClientChecks: true })).toMatchObject({ ok: true });
    expect(app).toHaveLength(sent + 1);
    expect(slack.openViews(ADA)).toEqual([]);
  });

  it('brings response URLs where a menu asks for them', async () => {
    const menu = {
      type: 'conversations_select',
      response_url_enabled: true,
      default_to_current_conversation: true,
    };
    const { app, submit, slack } = await open(modal([input('where', 'c', menu)]));
    await submit();
    expect(submitted(app).response_urls).toEqual([
      { block_id: 'where', action_id: 'c', channel_id: ML_PLATFORM, response_url: expect.any(String) },
    ]);
    const [{ response_url: url }] = submitted(app).response_urls as [{ response_url: string }];
    const headers = { 'content-type': 'application/json' };
    await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: 'Hi', response_type: 'in_channel' }),
    });
    expect(slack.messages(ML_PLATFORM)).toMatchObject([{ text: 'Hi' }]);
    expect(slack.messages(FINANCE)).toEqual([]);
  });

  it('of something that is not in the modal is a mistake of the test', async () => {
    const { slack, submit, viewId } = await open(modal([NAME]));
    await expect(submit({ nam: { text: { value: 'x' } } })).rejects.toThrow('nam / text');
    await expect(slack.submitView({ userId: ADA, viewId: 'V0' })).rejects.toThrow('not the topmost');
    expect(slack.openViews(ADA)[0]?.id).toBe(viewId);
  });
});

describe('The app answers a submission', () => {
  const typed = { name: { text: { value: 'x' } } };
  const answered = async (body: string | Json) => {
    const started = await open(modal([NAME]), () => ({ body }));
    return { ...started, outcome: await started.submit(typed) };
  };

  it('with nothing, and the modal closes', async () => {
    const { slack, outcome } = await answered('');
    expect(outcome).toMatchObject({ ok: true });
    expect(slack.openViews(ADA)).toEqual([]);
  });

  it('with errors, which stand under input blocks while the modal keeps what was typed', async () => {
    const { slack, outcome } = await answered({ response_action: 'errors', errors: { name: 'Too short' } });
    expect(outcome).toMatchObject({ ok: false, fieldErrors: { name: 'Too short' } });
    expect(slack.openViews(ADA)[0]?.state.values.name?.text?.value).toBe('x');
  });

  it('with another view in its place', async () => {
    const { slack, viewId, outcome } = await answered({
      response_action: 'update',
      view: modal([section('Two')]),
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(slack.openViews(ADA)).toMatchObject([{ id: viewId, blocks: [section('Two')] }]);
  });

  it('with another view on top, and with clear', async () => {
    const pushed = await answered({ response_action: 'push', view: modal([section('Two')]) });
    expect(pushed.slack.openViews(ADA)).toMatchObject([
      { id: pushed.viewId },
      { previous_view_id: pushed.viewId },
    ]);
    const cleared = await answered({ response_action: 'clear' });
    expect(cleared.slack.openViews(ADA)).toEqual([]);
  });

  it.each<[string, string | Json]>([
    ['a bad view', { response_action: 'update', view: modal([]) }],
    ['no view', { response_action: 'push' }],
    ['errors under a block that is no input', { response_action: 'errors', errors: { other: 'x' } }],
    ['an unknown action', { response_action: 'explode' }],
    ['text', 'ok'],
  ])('with %s: the client has trouble and the modal stays', async (_name, body) => {
    const { slack, outcome, viewId } = await answered(body);
    expect(outcome).toMatchObject({ ok: false, error: TROUBLE });
    expect(slack.openViews(ADA)[0]?.id).toBe(viewId);
  });

  it.each<[string, AppAnswer]>([
    ['an error', { status: 500 }],
    ['silence', { delayMs: 400 }],
  ])('with %s: the same', async (_name, answer) => {
    const { submit } = await open(modal([NAME]), () => answer);
    expect(await submit(typed)).toMatchObject({ ok: false, error: TROUBLE });
  });
});

describe('Closing a modal', () => {
  it('tells the app only if it asked for that', async () => {
    const quiet = await open(modal([section('x')]));
    expect(await quiet.slack.closeView({ userId: ADA, viewId: quiet.viewId })).toEqual({ deliveries: [] });
    const loud = await open(modal([section('x')], { notify_on_close: true }));
    await loud.slack.closeView({ userId: ADA, viewId: loud.viewId });
    expect(submitted(loud.app)).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: loud.viewId },
    });
    expect(loud.slack.openViews(ADA)).toEqual([]);
    expect(
      await call(loud.slack, 'views.update', { view_id: loud.viewId, view: modal([section('x')]) }),
    ).toMatchObject({
      error: 'not_found',
    });
  });
});
