import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { failureSentence } from '../../src/slack/errors/refusals.js';
import { callSlack } from '../../src/slack/kit/call-slack.js';
import type { Outside, SlackApi } from '../../src/slack/kit/slack-api.js';
import { failureOf } from '../../src/slack/kit/slack-error.js';
import { createMemoryClaims } from '../../src/slack/posting/claims.js';
import { deliver } from '../../src/slack/posting/deliver.js';

/** A Slack that gives these answers, one after the other; an error is thrown. */
function scripted(
  ...answers: readonly unknown[]
): SlackApi & { readonly calls: { method: string; args: object }[] } {
  const left = [...answers];
  const calls: { method: string; args: object }[] = [];
  return {
    calls,
    async call(method, args) {
      calls.push({ method, args });
      const answer = left.shift() ?? { ok: true, ts: '1.0' };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

function stopwatch(): Outside & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    fetch,
    async sleep(ms) {
      waits.push(ms);
    },
    now: () => 0,
  };
}

function refusal(error: string, more: object = {}) {
  return new WebAPIPlatformError({ ok: false, error, ...more });
}

const BAD_PICTURE = refusal('invalid_blocks', {
  errors: ['invalid slack file [json-pointer:/blocks/3/slack_file]'],
});
const PATIENCE = { tries: 4, mostSeconds: 30 };
const VERSIONS = {
  withPicture: { text: 'numbers', blocks: [{ type: 'divider' as const }] },
  withoutPicture: { text: 'numbers', blocks: [{ type: 'divider' as const }] },
};

describe('what a failure means', () => {
  test.each([
    [new WebAPIRateLimitedError(7), { kind: 'throttled', seconds: 7 }],
    [new Error('Retry header did not contain a valid timeout (url: x)'), { kind: 'throttled' }],
    [refusal('ratelimited'), { kind: 'throttled' }],
    [refusal('rate_limited', { response_metadata: { retryAfter: 3 } }), { kind: 'throttled', seconds: 3 }],
    [refusal('fatal_error'), { kind: 'unknown' }],
    [refusal('internal_error'), { kind: 'unknown' }],
    [refusal('service_unavailable'), { kind: 'unknown' }],
    [new WebAPIHTTPError(502, 'Bad Gateway', {}), { kind: 'unknown' }],
    [new WebAPIHTTPError(404, 'Not Found', {}), { kind: 'refused', code: 'http_404' }],
    [new WebAPIRequestError(new Error('socket hang up')), { kind: 'unknown' }],
    [
      refusal('missing_scope', { needed: 'files:write' }),
      { kind: 'refused', code: 'missing_scope', needed: 'files:write' },
    ],
  ])('%s', (error, expected) => {
    expect(failureOf(error)).toMatchObject(expected);
  });

  test('an error that is not of Slack is not swallowed', () => {
    expect(() => failureOf(new TypeError('a bug'))).toThrow('a bug');
  });
});

describe('a call that Slack throttles', () => {
  test('waits as long as Slack says, and tries again', async () => {
    const outside = stopwatch();
    const api = scripted(new WebAPIRateLimitedError(5), new WebAPIRateLimitedError(1));
    expect(await callSlack(api, outside, 'x', {}, PATIENCE)).toMatchObject({ ok: true });
    expect(outside.waits).toEqual([5_000, 1_000]);
  });

  test('gives up when it would take too long, or too often', async () => {
    const long = scripted(new WebAPIRateLimitedError(31));
    expect(await callSlack(long, stopwatch(), 'x', {}, PATIENCE)).toMatchObject({ failure: { seconds: 31 } });
    const often = scripted(...Array.from({ length: 9 }, () => new WebAPIRateLimitedError(1)));
    expect(await callSlack(often, stopwatch(), 'x', {}, PATIENCE)).toMatchObject({ ok: false });
    expect(often.calls).toHaveLength(4);
  });
});

describe('a message', () => {
  test('whose picture is not ready is tried twice more after a second, then posted without', async () => {
    const outside = stopwatch();
    const api = scripted(BAD_PICTURE, BAD_PICTURE, BAD_PICTURE);
    expect(await deliver(api, outside, 'C1', VERSIONS, PATIENCE)).toEqual({
      kind: 'posted',
      ts: '1.0',
      withPicture: false,
    });
    expect(outside.waits).toEqual([1_000, 1_000]);
    expect(api.calls).toHaveLength(4);
  });

  test('whose picture gets ready keeps it', async () => {
    const api = scripted(BAD_PICTURE);
    expect(await deliver(api, stopwatch(), 'C1', VERSIONS, PATIENCE)).toMatchObject({ withPicture: true });
  });

  test.each([
    refusal('fatal_error'),
    new WebAPIHTTPError(500, 'x', {}),
    new WebAPIRequestError(new Error('timeout')),
  ])('is never sent again after an unknown outcome: %s', async (error) => {
    for (const before of [[], [BAD_PICTURE]]) {
      const api = scripted(...before, error);
      expect(await deliver(api, stopwatch(), 'C1', VERSIONS, PATIENCE)).toMatchObject({
        failure: { kind: 'unknown' },
      });
      expect(api.calls).toHaveLength(before.length + 1);
    }
  });

  test.each(['msg_blocks_too_long', 'invalid_blocks', 'only_one_table_allowed'])(
    'that Slack refuses for its shape (%s) is sent as text',
    async (code) => {
      const api = scripted(refusal(code), refusal(code));
      expect(await deliver(api, stopwatch(), 'C1', VERSIONS, PATIENCE)).toMatchObject({ kind: 'posted' });
      expect(api.calls[2]?.args).not.toHaveProperty('blocks');
    },
  );

  test('that Slack refuses for its place is not sent again', async () => {
    const api = scripted(refusal('is_archived'));
    expect(await deliver(api, stopwatch(), 'C1', VERSIONS, PATIENCE)).toMatchObject({
      failure: { code: 'is_archived' },
    });
    expect(api.calls).toHaveLength(1);
  });
});

describe('the words for a refusal', () => {
  test.each([
    ['is_archived', /archived/],
    ['channel_not_found', /\/invite @ftcost/],
    ['restricted_action', /restricted/],
    ['restricted_action_read_only_channel', /restricted/],
    ['ekm_access_denied', /admins have blocked/],
    ['account_inactive', /reinstall/],
    ['message_limit_exceeded', /message limit/],
    ['org_login_required', /tomorrow/],
    ['messages_tab_disabled', /direct messages/],
    ['a_new_one', /a_new_one/],
  ])('%s', (code, expected) => {
    expect(failureSentence({ kind: 'refused', code, details: [] })).toMatch(expected);
  });
});

test('a claim is given once', async () => {
  const claims = createMemoryClaims();
  expect([claims.claim('T1', 'a'), claims.claim('T1', 'a'), claims.claim('T1', 'b')]).toEqual([
    true,
    false,
    true,
  ]);
  expect(claims.claim('T2', 'a')).toEqual(true);
});
