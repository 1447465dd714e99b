import { describe, expect, test } from 'vitest';
import { ADA, ADA_AND_BOT, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { failureSentence, pauseReasonOf } from '../../src/slack/errors/refusals.js';
import { clickButton, imageFileOf, startWorld, USEFUL_LINE, type World } from './harness.js';

/** Every word of Slack that matters: what the person sees, what is paused, what is tried again. */

function callsOf(world: World, method: string): number {
  return world.slack.calls.filter((call) => call.method === method).length;
}

function refuse(world: World, method: string, error: string, times = 1): void {
  world.slack.faults.add({ method, times, respond: { body: { ok: false, error } } });
}

/** What Ada alone has been told last. */
function told(world: World): string {
  return world.slack.ephemerals(ADA).at(-1)?.text ?? '';
}

interface Row {
  readonly error: string;
  readonly sees: RegExp;
  readonly pauses?: string;
}

const REFUSED_POSTS: readonly Row[] = [
  { error: 'is_archived', sees: /archived.*Pick another channel/, pauses: 'archived' },
  { error: 'restricted_action', sees: /restricted.*Ask an admin/, pauses: 'posting-restricted' },
  { error: 'restricted_action_read_only_channel', sees: /restricted/, pauses: 'posting-restricted' },
  { error: 'restricted_action_thread_only_channel', sees: /restricted/, pauses: 'posting-restricted' },
  { error: 'restricted_action_non_threadable_channel', sees: /restricted/, pauses: 'posting-restricted' },
  { error: 'restricted_action_thread_locked', sees: /restricted/, pauses: 'posting-restricted' },
  { error: 'ekm_access_denied', sees: /admins have blocked me/, pauses: 'app-blocked' },
  { error: 'app_access_restricted', sees: /admins have blocked me/, pauses: 'app-blocked' },
  { error: 'team_access_not_granted', sees: /admins have blocked me/, pauses: 'app-blocked' },
  { error: 'missing_scope', sees: /has not given me the right to post.*must reinstall/ },
  { error: 'account_inactive', sees: /must reinstall/ },
  { error: 'token_revoked', sees: /must reinstall/ },
  { error: 'token_expired', sees: /must reinstall/ },
  { error: 'invalid_auth', sees: /must reinstall/ },
  { error: 'not_authed', sees: /must reinstall/ },
  { error: 'message_limit_exceeded', sees: /over Slack's message limit/ },
  { error: 'org_login_required', sees: /Try again tomorrow/ },
  { error: 'something_new', sees: /something.*new/ },
];

describe('a result that Slack refuses', () => {
  test.each(REFUSED_POSTS)(
    'with $error is posted nowhere, not tried again, and the person gets the numbers with the reason',
    async ({ error, sees, pauses }) => {
      const world = await startWorld();
      refuse(world, 'chat.postMessage', error, 5);
      await world.type(USEFUL_LINE);
      expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
      expect(callsOf(world, 'chat.postMessage')).toBe(1);
      expect(told(world)).toMatch(sees);
      expect(told(world)).toContain('Nothing was posted');
      expect(told(world)).toMatch(/saves \$/);
      const reference = /reference ([0-9a-f]{8})/.exec(told(world))?.[1] ?? 'no reference';
      expect(world.log.filter((line) => line.includes(reference)).join()).toContain(error);
      expect(pauseReasonOf({ kind: 'refused', code: error, details: [] })).toBe(pauses);
    },
  );

  test.each([
    { error: 'not_in_channel', pauses: 'not-in-channel' },
    { error: 'channel_not_found', pauses: 'channel-gone' },
  ])('with $error goes out through the response URL, with the invitation', async ({ error, pauses }) => {
    const world = await startWorld();
    refuse(world, 'chat.postMessage', error);
    await world.type(USEFUL_LINE);
    expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
    expect(JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks)).toContain('/invite @ftcost');
    expect(pauseReasonOf({ kind: 'refused', code: error, details: [] })).toBe(pauses);
  });

  test.each(['msg_blocks_too_long', 'invalid_blocks', 'invalid_blocks_format', 'no_text', 'msg_too_long'])(
    'for its shape (%s) is sent once more as text',
    async (error) => {
      const world = await startWorld();
      refuse(world, 'chat.postMessage', error, 2);
      await world.type(USEFUL_LINE);
      const [message] = world.slack.messages(ML_PLATFORM);
      expect(message?.text).toMatch(/saves \$/);
      expect(callsOf(world, 'chat.postMessage')).toBe(3);
    },
  );

  test.each(['ratelimited', 'rate_limited'])('with %s is tried again after a wait', async (error) => {
    const world = await startWorld();
    refuse(world, 'chat.postMessage', error);
    await world.type(USEFUL_LINE);
    expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
    expect(callsOf(world, 'chat.postMessage')).toBe(2);
  });

  test.each(['fatal_error', 'internal_error', 'service_unavailable'])(
    'or perhaps not (%s) is not sent twice, and the person is asked to look',
    async (error) => {
      const world = await startWorld();
      refuse(world, 'chat.postMessage', error);
      await world.type(USEFUL_LINE);
      expect(callsOf(world, 'chat.postMessage')).toBe(1);
      expect(told(world)).toMatch(/did not confirm.*reference [0-9a-f]{8}/);
    },
  );

  test('in a direct message that is switched off arrives where it was asked for', async () => {
    const world = await startWorld();
    refuse(world, 'chat.postMessage', 'messages_tab_disabled');
    await world.type(`${USEFUL_LINE} private`);
    expect(world.slack.messages(ADA_AND_BOT)).toEqual([]);
    expect(told(world)).toMatch(/messages tab.*saves \$/s);
  });
});

describe('a chart that Slack refuses', () => {
  test.each([
    ['file_uploads_disabled', /does not accept uploads/],
    ['file_type_not_allowed', /does not accept uploads/],
    ['file_upload_size_restricted', /does not accept uploads/],
    ['storage_limit_reached', /storage of this workspace is full/],
    ['missing_scope', /right files:write/],
  ])('with %s leaves the numbers and says why', async (error, sees) => {
    const world = await startWorld();
    refuse(world, 'files.getUploadURLExternal', error);
    await world.type(USEFUL_LINE);
    const [message] = world.slack.messages(ML_PLATFORM);
    expect(imageFileOf(message)).toBeUndefined();
    expect(message?.text).toMatch(sees);
    expect(message?.text).toMatch(/saves \$/);
  });
});

describe('a window that Slack refuses', () => {
  test.each([
    ['expired_trigger_id', /took too long.*try again/],
    ['exchanged_trigger_id', /took too long.*try again/],
    ['view_too_large', /window that I made.*operator/],
    ['push_limit_reached', /window that I made.*operator/],
    ['duplicate_external_id', /window that I made.*operator/],
  ])('to open with %s is not tried again, and the person is told', async (error, sees) => {
    const world = await startWorld();
    refuse(world, 'views.open', error, 3);
    await world.type('/ftcost');
    expect(callsOf(world, 'views.open')).toBe(1);
    expect(told(world)).toMatch(sees);
    expect(told(world)).toMatch(/reference [0-9a-f]{8}/);
  });

  test.each(['hash_conflict', 'not_found'])('to update with %s is left alone in silence', async (error) => {
    const world = await startWorld();
    await world.type('/ftcost');
    const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
    refuse(world, 'views.update', error);
    await world.slack.sendAction({
      userId: ADA,
      container: { kind: 'view', viewId },
      blockId: 'privacy.0',
      action: { action_id: 'more_detail' },
    });
    await world.settled();
    expect(callsOf(world, 'views.update')).toBe(1);
    expect(world.slack.ephemerals(ADA)).toEqual([]);
  });
});

describe('a private answer', () => {
  test('to somebody who has left the conversation goes by direct message', async () => {
    const world = await startWorld();
    await world.type(USEFUL_LINE);
    world.slack.faults.add({ method: 'response_url', respond: { status: 404, body: 'expired_url' } });
    world.slack.faults.add({ method: 'response_url', respond: { status: 404, body: 'expired_url' } });
    refuse(world, 'chat.postEphemeral', 'user_not_in_channel');
    await clickButton(world, world.slack.messages(ML_PLATFORM)[0], 'save_estimate', ADA);
    expect(world.slack.messages(ADA_AND_BOT).at(-1)?.text).toContain('Saved as');
  });
});

test('every sentence says what happened and what to do, in plain words', () => {
  const codes = [
    ...REFUSED_POSTS.map(({ error }) => error),
    ...['not_in_channel', 'channel_not_found', 'invalid_blocks', 'expired_trigger_id', 'not_enabled'],
    ...['messages_tab_disabled', 'view_too_large', 'file_uploads_disabled', 'message_not_found'],
  ];
  for (const code of codes) {
    const sentence = failureSentence({ kind: 'refused', code, details: [] });
    expect(sentence.split('. ').length).toBeGreaterThan(1);
    if (code !== 'something_new') expect(sentence).not.toContain('_');
  }
});
