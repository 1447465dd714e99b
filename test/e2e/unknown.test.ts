import { describe, expect, test } from 'vitest';
import { ADA, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { signatureHeaders } from '../../src/playground/slack-server/to-app/signing.js';
import { SIGNING_SECRET, startWorld, type World } from './harness.js';

/** What this version does not know is answered at once. Buttons and forms: see hostile.test.ts. */

const OTHER_VERSION = 'of another version of ftcost';

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Sends the fields of a form with a right signature. */
async function send({ appUrl, settled }: World, fields: Readonly<Record<string, string>>): Promise<Answered> {
  const form = new URLSearchParams(fields).toString();
  const answer = await fetch(`${appUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(SIGNING_SECRET, Math.floor(Date.now() / 1_000), form),
    },
    body: form,
  });
  const body = await answer.text();
  await settled();
  return { status: answer.status, body };
}

/** Sends an interaction of Ada's. */
function interact(world: World, type: string, rest: object): Promise<Answered> {
  const payload = {
    type,
    user: { id: ADA, team_id: TEAM.id },
    team: { id: TEAM.id, domain: TEAM.domain },
    trigger_id: '1.2.3',
    ...rest,
  };
  return send(world, { payload: JSON.stringify(payload) });
}

const view = { id: 'V0OLD', type: 'modal', callback_id: 'form_of_2031', state: { values: {} }, blocks: [] };

function directMessages({ slack }: World): readonly string[] {
  return slack.messages(slack.directMessage(ADA) ?? '').map(({ text }) => text);
}

describe('what this version does not know', () => {
  test('a form that is closed, and a search in it: an empty answer', async () => {
    const world = await startWorld();
    expect(await interact(world, 'view_closed', { view })).toMatchObject({ status: 200, body: '' });
    const search = await interact(world, 'block_suggestion', {
      action_id: 'search_of_2031',
      value: 'g',
      view,
    });
    expect(search.status).toBe(200);
    expect(JSON.parse(search.body)).toEqual({ options: [] });
  });

  test('a command: its person is told what to type', async () => {
    const world = await startWorld();
    const { status, body } = await send(world, {
      command: '/ftcost-of-2031',
      text: 'anything',
      team_id: TEAM.id,
      user_id: ADA,
      channel_id: ML_PLATFORM,
      trigger_id: '1.2.3',
    });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral' });
    expect(body).toContain('/ftcost help');
  });

  test.each([
    ['shortcut', {}],
    ['message_action', { channel: { id: ML_PLATFORM, name: 'ml-platform' }, response_url: '' }],
  ])('a %s: the person alone is told', async (type, rest) => {
    const world = await startWorld();
    const { status } = await interact(world, type, { callback_id: 'shortcut_of_2031', ...rest });
    expect(status).toBe(200);
    const told = [...directMessages(world), ...world.slack.ephemerals(ADA).map(({ text }) => text)];
    expect(told).toEqual([expect.stringContaining(OTHER_VERSION)]);
  });
});
