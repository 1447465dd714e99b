import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ADA, GRACE, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import { blocksOf, chooseMore, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

/** *Open live*: the link, what it opens, what it posts back, and how it ends. */

const DAY_MS = 24 * 60 * 60_000;
const NOW_MS = Date.parse('2026-11-22T12:00:00Z');
const NO_LINK = { status: 404, body: { problem: 'no-link' } };

function messages(world: World) {
  return world.slack.messages(ML_PLATFORM);
}

/** Makes a link as Ada on the first result of #ml-platform. */
async function makeLink(world: World): Promise<string> {
  await world.type(USEFUL_LINE);
  await chooseMore(world, messages(world)[0], 'live', ADA);
  const secret = /#([\w-]{43})"/.exec(JSON.stringify(messages(world).at(-1)?.blocks))?.[1];
  if (secret === undefined) throw new Error('No link was given.');
  return secret;
}

async function ask(world: World, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${world.appUrl}/live/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
}

async function statusAndBody(world: World, path: string, body: unknown) {
  const { status, body: said } = await ask(world, path, body);
  return { status, body: said };
}

async function teamOf(world: World): Promise<string> {
  return (await world.app.init())?.teamId ?? '';
}

it('gives the link in the thread of the result, once for a choice that is delivered three times', async () => {
  const world = await startWorld({ isLive: true });
  await world.type(USEFUL_LINE);
  await chooseMore(world, messages(world)[0], 'live', ADA, { copies: 3 });
  const [result, reply, ...more] = messages(world);
  expect(more).toEqual([]);
  expect(reply?.threadTs).toBe(result?.ts);
  expect(reply?.text).toContain('It ends on 22 Dec 2026');
});

it('opens the workload and nothing of the people, the conversation or their notes', async () => {
  const world = await startWorld({ isLive: true });
  const teamId = await teamOf(world);
  const by = { userId: ADA, name: 'Ada Lovelace' };
  await world.workspaces.settings.change(teamId, by, new Date(NOW_MS), (now) => ({
    ...now,
    engineerMonthlyUsd: 20_000,
    negotiated: [
      { product: 'gpt-4o', discount: 0.2, note: 'SECRET-CONTRACT' },
      { product: 'own/night-owl', price: { inputUsdPerMTok: 1, outputUsdPerMTok: 2 }, note: 'SECRET-DEAL' },
    ],
  }));
  const secret = await makeLink(world);
  const [sheet, books] = await Promise.all(['open', 'books'].map((path) => ask(world, path, { secret })));
  expect(sheet?.status).toBe(200);
  expect(sheet?.body).toMatchObject({
    workload: { current: { model: 'gpt-4o' }, volume: { queriesPerDay: 500_000 } },
    settings: { engineerMonthlyUsd: 20_000 },
    endsOn: '2026-12-22',
    listPrice: { inputUsdPerMTok: 2, outputUsdPerMTok: 8 },
  });
  const shown = JSON.stringify([sheet?.body, books?.body]);
  for (const hidden of [ADA, 'Lovelace', ML_PLATFORM, teamId, 'ml-platform', 'SECRET', 'xoxb']) {
    expect(shown).not.toContain(hidden);
  }
  expect(world.log.join('')).not.toContain(secret);
});

it('serves a page that nobody frames, indexes or learns the address of, with no script in it', async () => {
  const world = await startWorld({ isLive: true });
  const page = await fetch(`${world.appUrl}/live`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
  );
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=| style=/);
  for (const [, file = ''] of html.matchAll(/(?:src|href)="(live\/[^"]+)"/g)) {
    const answer = await fetch(`${world.appUrl}/${file}`);
    expect(answer.status, file).toBe(200);
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(`${world.appUrl}/${file}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  }
});

it('says the same of a link that was withdrawn, has ended, is switched off or never was', async () => {
  const world = await startWorld({ isLive: true });
  const secret = await makeLink(world);
  const forged = `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const path of ['open', 'books', 'post']) {
    const said = path === 'post' ? { changes: {} } : {};
    expect(await statusAndBody(world, path, { secret: forged, ...said })).toEqual(NO_LINK);
  }
  expect((await ask(world, 'open', { secret })).status).toBe(200);

  const teamId = await teamOf(world);
  const by = { userId: ADA, name: 'Ada' };
  const { settings } = world.workspaces;
  await settings.change(teamId, by, new Date(NOW_MS), (now) => ({ ...now, liveSheets: 'off' }));
  expect(await statusAndBody(world, 'open', { secret })).toEqual(NO_LINK);
  await chooseMore(world, messages(world)[0], 'live', ADA);
  expect(messages(world)).toHaveLength(2);
  await settings.change(teamId, by, new Date(NOW_MS), ({ liveSheets: _, ...now }) => now);
  expect((await ask(world, 'open', { secret })).status).toBe(200);

  await world.restart(new Date(NOW_MS + 30 * DAY_MS - 1));
  expect((await ask(world, 'open', { secret })).status).toBe(200);
  await world.restart(new Date(NOW_MS + 30 * DAY_MS));
  expect(await statusAndBody(world, 'open', { secret })).toEqual(NO_LINK);
});

it('opens nothing once the workspace has removed the app', async () => {
  const world = await startWorld({ isLive: true });
  const secret = await makeLink(world);
  const teamId = await teamOf(world);
  const removal = {
    type: 'event_callback',
    team_id: teamId,
    api_app_id: 'A0FTCOSTAP',
    event: { type: 'app_uninstalled' },
    event_id: 'Ev0REMOVED',
    event_time: NOW_MS / 1_000 + 5,
    authorizations: [],
  };
  await world.slack.sendEvent({ type: 'app_uninstalled' }, { rawBody: JSON.stringify(removal) });
  await world.settled();
  await expect.poll(() => statusAndBody(world, 'open', { secret })).toEqual(NO_LINK);
  // A start with a token that works brings the app back, and the link with it; the tests that follow share the store.
  await world.app.init();
  expect((await ask(world, 'open', { secret })).status).toBe(200);
});

it('is withdrawn by who made it, and by nobody else', async () => {
  const world = await startWorld({ isLive: true });
  const secret = await makeLink(world);
  const reply = messages(world).at(-1);
  await clickButton(world, reply, 'withdraw_link', GRACE);
  expect((await ask(world, 'open', { secret })).status).toBe(200);
  await clickButton(world, reply, 'withdraw_link', ADA);
  expect(await statusAndBody(world, 'open', { secret })).toEqual(NO_LINK);
  expect(messages(world).at(-1)?.text).toContain('The link is withdrawn');
  const { actions } = {
    actions: (await world.workspaces.audit(await teamOf(world), 5)).map(({ action }) => action),
  };
  expect(actions.slice(0, 2)).toEqual(['link.withdrawn', 'link.made']);
});

it('posts a changed workload back as a result in the thread, once however often it is sent', async () => {
  const world = await startWorld({ isLive: true });
  const secret = await makeLink(world);
  const changes = { 'volume.queriesPerDay': 1_000_000, 'quality.lossPerErrorUsd': 0.5 };
  const answers = await Promise.all([1, 2, 3].map(() => statusAndBody(world, 'post', { secret, changes })));
  expect(answers.map(({ body }) => body.kind).toSorted()).toEqual(['already', 'already', 'posted']);
  const [result, , posted, ...more] = messages(world);
  expect(more).toEqual([]);
  expect(posted?.threadTs).toBe(result?.ts);
  const said = JSON.stringify(posted?.blocks);
  expect(said).toContain('From the live sheet: queries a day 1M; loss per wrong answer $0.5.');
  expect(said).toContain('1M queries a day');
  expect(blocksOf(posted).some((block) => JSON.stringify(block).includes('"save_estimate"'))).toBe(true);
});

it('takes no text, no seller that nobody knows and no value that makes no sense', async () => {
  const world = await startWorld({ isLive: true });
  const secret = await makeLink(world);
  const wrong: readonly [changes: unknown, status: number][] = [
    [{ name: 'Look at <https://evil.example>' }, 400],
    [{ 'current.model': 'gpt-4o-mini' }, 400],
    [{ 'current.effort': 'a text' }, 400],
    [{ 'constraints.providers': ['evil.example'] }, 422],
    [{ 'volume.queriesPerDay': -1 }, 422],
    [{ 'volume.oneOffQueries': 5 }, 422],
    [{ 'volume.queriesPerDay': 'many' }, 400],
    [{ 'tokens.user': true }, 422],
    [{ __proto__: null, constructor: 1 }, 400],
  ];
  for (const [changes, status] of wrong) {
    expect((await ask(world, 'post', { secret, changes })).status, JSON.stringify(changes)).toBe(status);
  }
  expect((await ask(world, 'post', 'no json')).status).toBe(400);
  expect(
    (await ask(world, 'post', JSON.stringify({ secret, changes: {} }), { 'content-type': 'text/plain' }))
      .status,
  ).toBe(400);
  expect(messages(world)).toHaveLength(2);
});

it('answers whatever is sent without a failure, and opens nothing by it', async () => {
  const world = await startWorld({ isLive: true });
  await makeLink(world);
  const secretLike = fc.oneof(fc.string({ maxLength: 120 }), fc.stringMatching(/^[\w-]{43}$/), fc.anything());
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('open', 'books', 'post'),
      fc.oneof(
        fc.record({ secret: secretLike, changes: fc.dictionary(fc.string(), fc.jsonValue()) }),
        fc.record({ secret: secretLike }),
        fc.jsonValue(),
      ),
      async (path, body) => {
        const { status } = await ask(world, path, JSON.stringify(body) ?? '');
        expect([400, 404, 429]).toContain(status);
      },
    ),
    { numRuns: 40 },
  );
});

it('is not offered, and serves nothing, where browsers do not reach the app', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  expect(JSON.stringify(messages(world)[0]?.blocks)).not.toContain('Open live');
  expect((await fetch(`${world.appUrl}/live`)).status).toBe(404);
  expect(z.number().parse(messages(world).length)).toBe(1);
});
