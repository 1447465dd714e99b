import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ADA, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { signatureHeaders } from '../../src/playground/slack-server/to-app/signing.js';
import * as ids from '../../src/slack/kit/action-ids.js';
import { SIGNING_SECRET, SILENT_MEASURES, startWorld, USEFUL_LINE, type World } from './harness.js';

/** Payloads that nobody means well with: always an answer, never a crash, never a mention. */

const RUNS = 40;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** Requests sent at once. */
const SIDE_BY_SIDE = 10;

/** Actions that the app does not have: it says so. */
const UNKNOWN = ['__proto__', 'constructor', 'no_such_thing'];
/** Every action and form of the app, and those. */
const NAMES = [...Object.values(ids).flatMap((id) => [id, `${id}:x`]), ...UNKNOWN];

const rejections: unknown[] = [];
function note(reason: unknown): void {
  rejections.push(reason);
}
beforeEach(() => {
  rejections.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
  expect(rejections).toEqual([]);
});

/** Words that try to be more than words. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<!here>',
        '<@U0GRACEHOP>',
        '&lt;!everyone&gt;',
        '@here',
        '<#C0MLPLATFO>',
        '*x*',
        '`',
        '```',
        '\u202e',
        '\u200b',
        '\u0000',
        '𝒳',
        '👩‍👩‍👧‍👦',
        '"',
        'name="',
        'gpt-4o',
        '500k/day',
        '1e999',
        '-1in',
        '__proto__=1',
        '<https://evil.example|ok>',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(' ')),
);

/** Anything that JSON can say, with keys that are properties of every object. */
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'value', 'type', 'id'), fc.jsonValue()),
);

/** Sends a body with a right signature. @returns the status */
async function send(world: World, body: string, contentType = FORM): Promise<number> {
  return (await exchange(world, body, contentType)).status;
}

async function exchange(
  { appUrl }: World,
  body: string,
  contentType = FORM,
): Promise<{ readonly status: number; readonly said: string }> {
  const answer = await fetch(`${appUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      ...signatureHeaders(SIGNING_SECRET, Math.floor(Date.now() / 1_000), body),
    },
    body,
  });
  return { status: answer.status, said: await answer.text() };
}

/** What is sent, and as which type of content. */
function written({ how, body }: Given): readonly [string, string] {
  if (how === 'json') return [JSON.stringify(body), JSON_TYPE];
  if (how === 'payload') return [interaction(body), FORM];
  const fields = new URLSearchParams();
  for (const [key, value] of Object.entries(body)) {
    fields.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return [fields.toString(), FORM];
}

function interaction(payload: unknown): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** Nobody was mentioned by anything that the app has posted. */
function expectNoMention({ slack }: World): void {
  const all = [
    ...slack.messages(ML_PLATFORM),
    ...slack.ephemerals(ADA),
    ...slack.messages(slack.directMessage(ADA) ?? ''),
  ];
  expect(all.flatMap(({ mentions }) => mentions)).toEqual([]);
}

/** A change of one part of a payload: left out, or something else. */
function damaged(body: object): fc.Arbitrary<object> {
  return fc
    .tuple(fc.constantFrom(...pathsIn(body)), fc.option(anyJson, { nil: undefined }))
    .map(([path, value]) => {
      const copy: Record<string, unknown> = structuredClone({ ...body });
      let parent: unknown = copy;
      for (const key of path.slice(0, -1)) parent = isContainer(parent) ? parent[key] : undefined;
      const last = path.at(-1);
      if (isContainer(parent) && last !== undefined) {
        if (value === undefined) delete parent[last];
        else parent[last] = value;
      }
      return copy;
    });
}

function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (!isContainer(value)) return [];
  return Object.keys(value).flatMap((key) => [[key], ...pathsIn(value[key]).map((rest) => [key, ...rest])]);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Each body is answered within three seconds, never with a failure of ours, and the app is as well as before. */
async function expectAnswered(world: World, bodies: readonly (readonly [string, string])[]): Promise<void> {
  const slowest: number[] = [];
  for (let at = 0; at < bodies.length; at += SIDE_BY_SIDE) {
    const statuses = await Promise.all(
      bodies.slice(at, at + SIDE_BY_SIDE).map(async ([body, type]) => {
        const since = performance.now();
        const status = await send(world, body, type);
        slowest.push(performance.now() - since);
        return status;
      }),
    );
    expect(statuses.filter((status) => ![200, 400, 401, 404, 413].includes(status))).toEqual([]);
    await world.settled();
  }
  expect(Math.max(...slowest)).toBeLessThan(3_000);
  expectNoMention(world);
  await expectAlive(world);
}

/** The app is as well as before. */
async function expectAlive(world: World): Promise<void> {
  const before = world.slack.messages(ML_PLATFORM).length;
  await world.type(USEFUL_LINE);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(before + 1);
}

const who = {
  user: { id: ADA, team_id: TEAM.id },
  team: { id: TEAM.id, domain: TEAM.domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: 'A0FTCOSTAP',
  trigger_id: '1.2.3',
};

const inMessage = {
  channel: { id: ML_PLATFORM, name: 'ml-platform' },
  container: { type: 'message', channel_id: ML_PLATFORM, message_ts: '1700000000.000100' },
  message: { ts: '1700000000.000100', text: 'A result', blocks: [] },
};
const form = {
  id: 'V0FORGED',
  type: 'modal',
  callback_id: ids.RENAME_FORM,
  private_metadata: '{}',
  state: { values: { name: { new_name: { type: 'plain_text_input', value: 'New' } } } },
  blocks: [],
  hash: '1',
};
const button = { type: 'button', action_id: ids.SAVED_LIST, block_id: 'b', value: '0', action_ts: '1' };
const inTeam = {
  type: 'event_callback',
  team_id: TEAM.id,
  api_app_id: 'A0FTCOSTAP',
  event_id: 'Ev1',
  event_time: 1,
};
const authorizations = [
  { team_id: TEAM.id, enterprise_id: null, user_id: 'U0FTCOST', is_enterprise_install: false },
];

/** A body, and how Slack writes one of its kind. */
interface Given {
  readonly how: 'fields' | 'payload' | 'json';
  readonly body: object;
}

/** A request of each kind as Slack sends it. */
const REQUESTS: Readonly<Record<string, Given>> = {
  'a command': {
    how: 'fields',
    body: {
      command: '/ftcost',
      text: 'help',
      team_id: TEAM.id,
      user_id: ADA,
      channel_id: ML_PLATFORM,
      trigger_id: '1.2.3',
      is_enterprise_install: 'false',
    },
  },
  'a press': {
    how: 'payload',
    body: { ...who, ...inMessage, type: 'block_actions', actions: [button] },
  },
  'a form': { how: 'payload', body: { ...who, type: 'view_submission', view: form, response_urls: [] } },
  'a closed form': { how: 'payload', body: { ...who, type: 'view_closed', view: form, is_cleared: false } },
  'a search': {
    how: 'payload',
    body: { ...who, type: 'block_suggestion', action_id: ids.MODEL, block_id: 'b', value: 'gpt', view: form },
  },
  'a shortcut': { how: 'payload', body: { ...who, type: 'shortcut', callback_id: ids.NEW_ESTIMATE } },
  'a shortcut of a message': {
    how: 'payload',
    body: { ...who, ...inMessage, type: 'message_action', callback_id: 'old', response_url: '' },
  },
  'a mention': {
    how: 'json',
    body: {
      ...inTeam,
      authorizations,
      event: { type: 'app_mention', user: ADA, channel: ML_PLATFORM, text: '<@U0FTCOST> help', ts: '1.2' },
    },
  },
  'a direct message': {
    how: 'json',
    body: {
      ...inTeam,
      authorizations,
      event: { type: 'message', channel_type: 'im', user: ADA, channel: 'D0FTCOST', text: 'help', ts: '1.3' },
    },
  },
  'a look at Home': {
    how: 'json',
    body: { ...inTeam, event: { type: 'app_home_opened', user: ADA, channel: 'D0FTCOST', tab: 'home' } },
  },
  'a removal': { how: 'json', body: { ...inTeam, event: { type: 'app_uninstalled' } } },
  'a revocation': {
    how: 'json',
    body: { ...inTeam, event: { type: 'tokens_revoked', tokens: { oauth: [ADA], bot: [] } } },
  },
};

const LogLine = z.looseObject({ level: z.number() });

describe('hostile input', () => {
  test('any text after the command is acknowledged, and mentions nobody', async () => {
    const world = await startWorld();
    const word = fc.constantFrom(
      '',
      'compare ',
      'prices ',
      'saved ',
      'preset ',
      'digest ',
      'private ',
      'help ',
    );
    await fc.assert(
      fc.asyncProperty(word, hostileText, async (first, text) => {
        const outcome = await world.type(`/ftcost ${first}${text}`);
        expect(outcome.deliveries[0]?.status).toBe(200);
      }),
      { numRuns: RUNS },
    );
    expectNoMention(world);
    await expectAlive(world);
  });

  test('hostile names go through every message of a result and of the list, at every length', async () => {
    const world = await startWorld();
    const lengths = fc.constantFrom(1, 74, 75, 76, 150, 255, 1_000);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('𝒳', '<!channel>', '\u202e*', '👩‍👩‍👧‍👦', '&lt;@U0GRACEHOP&gt;'),
        lengths,
        async (unit, length) => {
          const name = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
          const outcome = await world.type(`${USEFUL_LINE} name="${name}"`);
          expect(outcome.deliveries[0]?.status).toBe(200);
        },
      ),
      { numRuns: 15 },
    );
    const failed = world.slack.calls.filter(({ error }) => error !== undefined);
    expect(failed.map(({ method, error }) => `${method}: ${error}`)).toEqual([]);
    expectNoMention(world);
  });

  test('any value of any button is answered', async () => {
    const world = await startWorld();
    const presses = fc.sample(
      fc.tuple(fc.constantFrom(...NAMES), fc.oneof(hostileText, anyJson), anyJson),
      RUNS,
    );
    const statuses = await Promise.all(
      presses.map(([actionId, value, message]) =>
        send(
          world,
          interaction({
            ...who,
            type: 'block_actions',
            channel: { id: ML_PLATFORM, name: 'ml-platform' },
            container: { type: 'message', channel_id: ML_PLATFORM, message_ts: '1700000000.000100' },
            message,
            actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
          }),
        ),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await world.settled();
    expectNoMention(world);
    await expectAlive(world);
  });

  test('any state and memory of any form is answered', async () => {
    const world = await startWorld();
    const forms = [ids.WORKLOAD_FORM, ids.SETTINGS_FORM, ids.DIGEST_FORM, ids.RENAME_FORM];
    const state = fc.dictionary(
      fc.oneof(fc.constantFrom('volume', 'model', 'task', 'channel', 'new_name', '__proto__'), hostileText),
      fc.dictionary(fc.string({ maxLength: 20 }), anyJson, { maxKeys: 3 }),
      { maxKeys: 6 },
    );
    const memory = fc.oneof(
      hostileText,
      anyJson.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), state, memory, async (callbackId, values, metadata) => {
        const status = await send(
          world,
          interaction({
            ...who,
            type: 'view_submission',
            view: {
              id: 'V0FORGED',
              type: 'modal',
              callback_id: callbackId,
              private_metadata: metadata,
              state: { values },
              blocks: [],
              hash: '1',
            },
          }),
        );
        expect(status).toBe(200);
      }),
      { numRuns: RUNS },
    );
    await world.settled();
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    await expectAlive(world);
  });

  test('a button or a form of another version is answered at once, and nothing is done', async () => {
    const world = await startWorld();
    const pressed = {
      ...who,
      type: 'block_actions',
      channel: { id: ML_PLATFORM, name: 'ml-platform' },
      container: { type: 'message', channel_id: ML_PLATFORM, message_ts: '1700000000.000100' },
      actions: [{ type: 'button', action_id: 'of_next_year', block_id: 'b', value: '', action_ts: '1' }],
    };
    expect(await exchange(world, interaction(pressed))).toEqual({ status: 200, said: '' });
    await world.settled();
    expect(world.slack.ephemerals(ADA).map(({ text }) => text)).toEqual([
      expect.stringContaining('of another version of ftcost'),
    ]);
    const view = { id: 'V1', type: 'modal', callback_id: 'form_of_next_year', state: { values: {} } };
    const submitted = await exchange(world, interaction({ ...who, type: 'view_submission', view }));
    expect(submitted.status).toBe(200);
    expect(JSON.parse(submitted.said)).toMatchObject({
      response_action: 'push',
      view: { blocks: [{ text: { text: expect.stringContaining('of another version of ftcost') } }] },
    });
    const old = { ...view, callback_id: ids.WORKLOAD_FORM, private_metadata: '{"f":{},"g":[0,0,1]}' };
    const oldForm = await exchange(world, interaction({ ...who, type: 'view_submission', view: old }));
    expect(JSON.parse(oldForm.said)).toEqual(JSON.parse(submitted.said));
    const searched = {
      ...who,
      type: 'block_suggestion',
      action_id: 'of_next_year',
      block_id: 'b',
      value: '',
    };
    expect(JSON.parse((await exchange(world, interaction(searched))).said)).toEqual({ options: [] });
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  });

  test('any body with a right signature is answered, however deep or odd', async () => {
    const world = await startWorld();
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const bodies = fc.oneof(
      anyJson.map((value) => interaction(value)),
      anyJson.map((value) => interaction({ ...who, type: 'block_actions', actions: value })),
      hostileText.map((text) => `payload=${encodeURIComponent(text)}`),
      hostileText,
      fc.constant(`payload=${deep}`),
      fc.constant(`payload=${encodeURIComponent(`{"type":"block_actions","actions":${deep}}`)}`),
      fc.constant(`text=${'x'.repeat(1_100_000)}`),
    );
    const types = fc.constantFrom(FORM, JSON_TYPE, 'text/plain', `${FORM}; charset=utf-8`);
    await expectAnswered(world, fc.sample(fc.tuple(bodies, types), 120));
  });

  test.each(Object.entries(REQUESTS))(
    '%s: whatever is missing from it, or is something else, it is answered',
    async (_, given) => {
      const world = await startWorld();
      expect(await send(world, ...written(given))).toBe(200);
      const others = damaged(given.body).map((body) => written({ ...given, body }));
      await expectAnswered(world, fc.sample(others, 60));
    },
  );

  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['a list', [{ type: 'block_actions' }]],
    ['a text', 'block_actions'],
    ['an object without a type', { ...who }],
    ['nobody', { type: 'shortcut', callback_id: ids.NEW_ESTIMATE, team: who.team }],
    ['no workspace', { type: 'shortcut', callback_id: ids.NEW_ESTIMATE, user: { id: ADA }, team: null }],
    ['no action', { ...who, type: 'block_actions', container: {}, actions: [] }],
    ['an event of no type', { type: 'event_callback', team_id: TEAM.id, event: {} }],
    ['a challenge that is none', { type: 'url_verification', challenge: { __proto__: 1 } }],
  ])('%s is refused at once, counted, and logged without its words', async (_, payload) => {
    const refused: string[] = [];
    const world = await startWorld({
      measures: { ...SILENT_MEASURES, requestRefused: (reason) => void refused.push(reason) },
    });
    const before = world.log.length;
    expect(await send(world, JSON.stringify(payload), JSON_TYPE)).toBe(400);
    expect(refused).toEqual(['malformed']);
    const lines = world.log.slice(before).map((line) => LogLine.parse(JSON.parse(line)));
    expect(lines).toEqual([
      expect.objectContaining({
        level: 40,
        reason: 'malformed',
        requestId: expect.stringMatching(/^\w{8}$/),
      }),
    ]);
  });

  test('what cannot be read is not quoted in the log', async () => {
    const world = await startWorld();
    expect(await send(world, '{"text":"secret words', JSON_TYPE)).toBe(400);
    expect(await send(world, `payload=${encodeURIComponent('secret words')}`)).toBe(400);
    expect(world.log.join()).not.toContain('secret');
  });

  test('a type that Slack may bring one day is refused at once; one that needs no answer is taken', async () => {
    const world = await startWorld();
    const ask = (payload: object) => send(world, JSON.stringify(payload), JSON_TYPE);
    expect(await ask({ ...who, type: 'workflow_step_edit' })).toBe(404);
    expect(await ask({ type: 'app_rate_limited', team_id: TEAM.id, minute_rate_limited: 1 })).toBe(200);
    expect(await ask({ type: 'url_verification', challenge: 'c' })).toBe(200);
    const event = { type: 'function_executed', function_execution_id: 'Fx1' };
    expect(
      await ask({ type: 'event_callback', team_id: TEAM.id, event_id: 'Ev1', event_time: 1, event }),
    ).toBe(200);
  });

  test('a request that is replayed within its five minutes posts nothing twice', async () => {
    const world = await startWorld();
    const body = new URLSearchParams({
      command: '/ftcost',
      text: USEFUL_LINE.replace('/ftcost ', ''),
      team_id: TEAM.id,
      user_id: ADA,
      channel_id: ML_PLATFORM,
      trigger_id: 'replayed',
      response_url: `${world.slack.url}/response/none`,
    }).toString();
    for (let copy = 0; copy < 3; copy += 1) expect(await send(world, body)).toBe(200);
    await world.settled();
    expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
  });
});
