import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADA, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { signatureHeaders } from '../../src/playground/slack-server/to-app/signing.js';
import * as ids from '../../src/slack/action-ids.js';
import { SIGNING_SECRET, startWorld, USEFUL_LINE, type World } from './harness.js';

/** Payloads that nobody means well with: always an answer, never a crash, never a mention. */

const RUNS = 40;
const FORM = 'application/x-www-form-urlencoded';

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

/** The app is as well as before. */
async function expectAlive(world: World): Promise<void> {
  const before = world.slack.messages(ML_PLATFORM).length;
  await world.type(USEFUL_LINE);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(before + 1);
}

const who = {
  user: { id: ADA, team_id: TEAM.id },
  team: { id: TEAM.id, domain: TEAM.domain },
  api_app_id: 'A0FTCOSTAP',
  trigger_id: '1.2.3',
};

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
    );
    const types = fc.constantFrom(FORM, 'application/json');
    const statuses = await Promise.all(
      fc.sample(fc.tuple(bodies, types), RUNS).map(([body, type]) => send(world, body, type)),
    );
    // Nothing here is a request of Slack: 400 where it cannot be read, 500 where it is no object, 404 when three
    // seconds were over.
    expect(statuses.filter((status) => ![200, 400, 404, 500].includes(status))).toEqual([]);
    await world.settled();
    await expectAlive(world);
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
