import { expect, test } from 'vitest';
import { ADA, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { startWorld, type World } from './harness.js';

const SCOPES = ['commands', 'chat:write', 'files:write', 'files:read', 'users:read'];

/** A world in which Ada is an admin and Grace is not. Waits are as long as they are: one of them is a time limit. */
async function startWithAdmin(): Promise<World> {
  const world = await startWorld({ server: { scopes: SCOPES }, pace: 1 });
  for (const id of [ADA, GRACE]) {
    world.slack.faults.add({
      method: 'users.info',
      times: Number.POSITIVE_INFINITY,
      when: ({ user }) => user === id,
      respond: { body: { ok: true, user: { id, is_admin: id === ADA, is_owner: false } } },
    });
  }
  return world;
}

async function open(world: World, userId = ADA) {
  await world.slack.sendCommand({ userId, channelId: ML_PLATFORM, line: '/ftcost settings tokens' });
  await world.settled();
  return world.slack.openViews(userId)[0];
}

async function make(world: World, name: string, userId = ADA) {
  const viewId = world.slack.openViews(userId)[0]?.id ?? '';
  const stateValues = { token_name: { token_name: { type: 'plain_text_input', value: name } } };
  const outcome = await world.slack.submitView({ userId, viewId, stateValues });
  await world.settled();
  return outcome;
}

function shownToken(world: World): string {
  const [token = ''] = /ftcost_[\w.-]+/.exec(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)) ?? [];
  return token;
}

const NOW = new Date('2026-11-22T12:00:00Z');

test('an admin makes a token, sees it once, and withdraws it', async () => {
  const world = await startWithAdmin();
  const { tokens } = world.workspaces;
  await open(world);
  await make(world, 'Pull <!here> requests');
  const token = shownToken(world);
  expect(await tokens.holderOf(token, NOW)).toMatchObject({ workspaceId: TEAM.id });
  const [kept] = await tokens.list(TEAM.id);
  expect(kept).toMatchObject({ name: 'Pull <!here> requests', createdBy: ADA, lastUsedOn: '2026-11-22' });

  // Only a hash is kept, and nothing of it is shown again or logged.
  const secret = token.split('.')[2] ?? 'none';
  const { rows } = await world.store.sql.executeSql('SELECT * FROM api_tokens');
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(world.log.join('\n')).not.toContain(secret);
  const again = JSON.stringify((await open(world))?.blocks);
  expect(again).not.toContain(secret);
  expect(again).toContain('"mrkdwn","text":"*Pull &lt;!here&gt; requests*');

  const view = world.slack.openViews(ADA)[0];
  await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId: view?.id ?? '' },
    blockId: `token.${kept?.id}`,
    action: { action_id: `withdraw_token:${kept?.id}`, type: 'button', value: kept?.id },
    stateValues: {},
  });
  await world.settled();
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('The token is withdrawn.');
  expect(await tokens.holderOf(token, NOW)).toBeUndefined();
  const log = await world.workspaces.audit(TEAM.id, 5);
  // Other tests of this store have left entries of their own.
  const ofTokens = log.filter(({ action }) => action.startsWith('token.'));
  expect(ofTokens.map(({ action, actor, subject }) => [action, actor, subject])).toEqual([
    ['token.withdrawn', ADA, 'Pull <!here> requests'],
    ['token.made', ADA, 'Pull <!here> requests'],
  ]);
});

test('who may not change the settings sees no tokens, and makes and withdraws none', async () => {
  const world = await startWithAdmin();
  const { tokens } = world.workspaces;
  await tokens.make(TEAM.id, { userId: ADA }, 'SECRET NAME', NOW);
  const view = await open(world, GRACE);
  expect(JSON.stringify(view?.blocks)).toMatch(/Only admins and owners/);
  expect(JSON.stringify(view?.blocks)).not.toContain('SECRET NAME');

  // Not by a window that was opened when everybody might, either.
  const setEditors = (editors: 'everyone' | 'admins') =>
    world.workspaces.settings.change(TEAM.id, { userId: ADA, name: 'ada' }, NOW, (now) => ({
      ...now,
      editors,
    }));
  await setEditors('everyone');
  const window = await open(world, GRACE);
  expect(JSON.stringify(window?.blocks)).toContain('SECRET NAME');
  await setEditors('admins');
  const [kept] = await tokens.list(TEAM.id);
  const stateValues = { token_name: { token_name: { type: 'plain_text_input', value: 'Mine' } } };
  const made = await world.slack.submitView({ userId: GRACE, viewId: window?.id ?? '', stateValues });
  expect(JSON.stringify(made)).toMatch(/Only admins and owners/);
  await world.slack.sendAction({
    userId: GRACE,
    container: { kind: 'view', viewId: window?.id ?? '' },
    blockId: `token.${kept?.id}`,
    action: { action_id: `withdraw_token:${kept?.id}`, type: 'button', value: kept?.id },
    stateValues: {},
  });
  await world.settled();
  expect((await tokens.list(TEAM.id)).map(({ name }) => name)).toEqual(['SECRET NAME']);
});

test('a workspace has at most twenty tokens', async () => {
  const world = await startWithAdmin();
  const { tokens } = world.workspaces;
  for (let count = 0; count < 19; count += 1) await tokens.make(TEAM.id, { userId: ADA }, `${count}`, NOW);
  await open(world);
  await make(world, 'the twentieth');
  expect(await tokens.holderOf(shownToken(world), NOW)).toBeDefined();
  expect(JSON.stringify((await open(world))?.blocks)).toMatch(/at most 20 tokens/);
  expect(await tokens.make(TEAM.id, { userId: ADA }, 'one too many', NOW)).toBeUndefined();
});
