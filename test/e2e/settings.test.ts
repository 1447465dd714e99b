import { expect, test, vi } from 'vitest';
import { ADA, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { NO_SETTINGS } from '../../src/workspace/settings.js';
import { blocksOf, chooseMore, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';
import { closedGate, until } from './waiting.js';

const SCOPES = ['commands', 'chat:write', 'files:write', 'files:read', 'users:read'];

/** A world in which Ada is an admin and nobody else is. Waits are as long as they are: one of them is a time limit. */
async function startWithAdmin(scopes = SCOPES): Promise<World> {
  const world = await startWorld({ server: { scopes }, pace: 1 });
  if (!scopes.includes('users:read')) return world;
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
  await world.slack.sendCommand({ userId, channelId: ML_PLATFORM, line: '/ftcost settings' });
  await world.settled();
  return world.slack.openViews(userId)[0];
}

function text(value: string) {
  return { type: 'plain_text_input', value };
}

function chosen(...values: string[]) {
  return { type: 'multi_static_select', selected_options: values.map((value) => ({ value })) };
}

async function submit(world: World, stateValues: object, userId = ADA) {
  const viewId = world.slack.openViews(userId)[0]?.id ?? '';
  const outcome = await world.slack.submitView({ userId, viewId, stateValues: { ...stateValues } });
  await world.settled();
  return outcome;
}

const ENGINEER = { 'engineer.0': { engineer: text('22k') } };
const EVERYBODY = {
  editors: { editors: { type: 'static_select', selected_option: { value: 'everyone' } } },
};

/** All that the working of the last result says. */
async function workingOf(world: World): Promise<string> {
  await chooseMore(world, world.slack.messages(ML_PLATFORM).at(-1), 'working', GRACE);
  return JSON.stringify(world.slack.openViews(GRACE)[0]?.blocks);
}

test('an admin sets what every advice of the workspace starts from, and the advice says so', async () => {
  const world = await startWithAdmin();
  await open(world);
  const outcome = await submit(world, {
    ...ENGINEER,
    'horizon.0': { horizon: text('24') },
    'providers.0': { providers: chosen('openai', 'anthropic') },
    'accounts.0': { accounts: chosen('openai') },
    negotiated: { negotiated: text('GPT-4o 15% Contract 114\n\nanthropic 10 %') },
  });
  expect(outcome).toMatchObject({ ok: true });
  expect(world.slack.openViews(ADA)).toEqual([]);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toMatch(/^The settings are saved\./);
  expect(await world.workspaces.settings.current(TEAM.id)).toMatchObject({
    version: 1,
    changedBy: ADA,
    changedByName: 'ada',
    settings: {
      engineerMonthlyUsd: 22_000,
      horizonMonths: 24,
      providers: ['openai', 'anthropic'],
      existingFineTuningAccounts: ['openai'],
      negotiated: [
        { product: 'gpt-4o', discount: 0.15, note: 'Contract 114' },
        { product: 'platform:anthropic', discount: 0.1 },
      ],
      editors: 'admins',
    },
  });
  await world.type(USEFUL_LINE);
  const working = await workingOf(world);
  const origin = "from this workspace's settings, changed by ada on 22 Nov 2026";
  for (const fact of [
    `An engineer costs $22k a month: ${origin}`,
    `Costs are counted over 24 months of 30 days: ${origin}`,
    'Only these providers may be used, openai, anthropic',
    'Negotiated prices: 15% off the list price of gpt-4o (Contract 114)',
  ])
    expect(working).toContain(fact);
});

test('the form shows what is set, and an unchanged one makes no new version', async () => {
  const world = await startWithAdmin();
  await open(world);
  await submit(world, { ...ENGINEER, negotiated: { negotiated: text('gpt-4o 15% Contract 114') } });
  const view = JSON.stringify((await open(world))?.blocks);
  for (const part of ['"22k"', 'gpt-4o 15% Contract 114', 'Version 1, changed by ada on 22 Nov 2026.'])
    expect(view).toContain(part);
  await submit(world, {});
  expect((await world.workspaces.settings.current(TEAM.id))?.version).toBe(1);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toBe('Nothing was changed in the settings.');
});

test('what is emptied is no longer set', async () => {
  const world = await startWithAdmin();
  await open(world);
  await submit(world, {
    ...ENGINEER,
    'providers.0': { providers: chosen('openai') },
    negotiated: { negotiated: text('gpt-4o 15%') },
  });
  await open(world);
  await submit(world, {
    'engineer.0': { engineer: text('') },
    'providers.0': { providers: chosen() },
    negotiated: { negotiated: text('') },
  });
  expect((await world.workspaces.settings.current(TEAM.id))?.settings).toEqual(NO_SETTINGS);
});

test('mistakes stand beside their fields, and nothing is changed', async () => {
  const world = await startWithAdmin();
  await open(world);
  const wrong = {
    'engineer.0': { engineer: text('a lot') },
    'horizon.0': { horizon: text('600') },
    negotiated: { negotiated: text('gtp-4o 15%\nopenai 100%\nopenai') },
  };
  const { fieldErrors = {} } = await submit(world, wrong);
  expect(Object.keys(fieldErrors).sort()).toEqual(['engineer.0', 'horizon.0', 'negotiated']);
  expect(fieldErrors.negotiated).toMatch(
    /^Line 1: .*Did you mean gpt-4o\?.* Line 2: .*less than 100%.* Line 3: /,
  );
  expect(await world.workspaces.settings.current(TEAM.id)).toBeUndefined();
});

test('who is no admin may read the settings and not change them', async () => {
  const world = await startWithAdmin();
  await open(world);
  await submit(world, ENGINEER);
  const view = await open(world, GRACE);
  const shown = JSON.stringify(view?.blocks);
  expect(shown).toContain('Only admins and owners of this workspace may change its settings.');
  expect(shown).toContain('An engineer a month, USD: 22k');
  expect(view?.blocks.some((block) => JSON.stringify(block).includes('"input"'))).toBe(false);
});

test('everybody may change them once an admin says so, and no longer when an admin takes it back meanwhile', async () => {
  const world = await startWithAdmin();
  await open(world);
  await submit(world, EVERYBODY);
  await open(world, GRACE);
  expect((await submit(world, ENGINEER, GRACE)).ok).toBe(true);
  expect((await world.workspaces.settings.current(TEAM.id))?.changedByName).toBe('grace');
  await open(world, GRACE);
  await world.workspaces.settings.change(TEAM.id, { userId: ADA, name: 'ada' }, new Date(0), (now) => ({
    ...now,
    editors: 'admins',
  }));
  const refused = await submit(world, { 'engineer.0': { engineer: text('1') } }, GRACE);
  expect(refused.fieldErrors?.['engineer.0']).toMatch(/^Only admins/);
  expect((await world.workspaces.settings.current(TEAM.id))?.settings.engineerMonthlyUsd).toBe(22_000);
});

test('without the right to see who is an admin nobody may change them, and what to do is said', async () => {
  const world = await startWithAdmin(SCOPES.filter((scope) => scope !== 'users:read'));
  const view = await open(world);
  expect(JSON.stringify(view?.blocks)).toMatch(
    /without the right users:read\. An admin must reinstall the app/,
  );
});

test('when Slack does not say who is an admin, the form is to be opened again', async () => {
  const world = await startWorld({ server: { scopes: SCOPES } });
  world.slack.faults.add({ method: 'users.info', respond: { delayMs: 1_000 } });
  const view = await open(world);
  expect(JSON.stringify(view?.blocks)).toContain('Please try again in a moment.');
});

/** What the window shows, and every method that was called. */
function shown(world: World): string {
  return JSON.stringify(world.slack.openViews(ADA)[0]?.blocks ?? []);
}

test('the window opens before the store is asked, and shows the settings when it has answered', async () => {
  const world = await startWithAdmin();
  const { settings } = world.workspaces;
  const current = settings.current.bind(settings);
  const { gate, open: answer } = closedGate();
  const shownWhenAsked: string[] = [];
  vi.spyOn(settings, 'current').mockImplementation(async (id) => {
    shownWhenAsked.push(shown(world));
    await gate;
    return current(id);
  });
  const opening = open(world);
  await until(() => shownWhenAsked.length > 0);
  expect(shownWhenAsked).toEqual([expect.stringContaining('One moment')]);
  answer();
  await opening;
  expect(shown(world)).toContain('"engineer.0"');
  expect((await submit(world, ENGINEER)).ok).toBe(true);
});

test('the window opens before Slack is asked who is an admin', async () => {
  const world = await startWithAdmin();
  await open(world);
  const methods = world.slack.calls.map(({ method }) => method);
  expect(methods).toEqual(['views.open', 'users.info', 'views.update']);
});

test('a store that does not answer is said in the window, with a reference that the log has', async () => {
  const world = await startWithAdmin();
  vi.spyOn(world.workspaces.settings, 'current').mockRejectedValue(new Error('The store is away.'));
  await open(world);
  const [, reference = 'none'] = /reference (\w+)\./.exec(shown(world)) ?? [];
  expect(world.log.join('')).toContain(reference);
  expect(shown(world)).not.toContain('One moment');
});

test('settings of another workspace hold for nobody here', async () => {
  const world = await startWithAdmin();
  await world.workspaces.settings.change('T0THER', { userId: 'U1', name: 'mallory' }, new Date(0), (now) => ({
    ...now,
    engineerMonthlyUsd: 99_000,
    negotiated: [{ product: 'gpt-4o', discount: 0.9 }],
  }));
  await world.type(USEFUL_LINE);
  const working = await workingOf(world);
  expect(working).not.toContain('mallory');
  expect(working).toContain('An engineer costs $15k a month');
  expect(JSON.stringify(await open(world))).toContain('Nobody has set anything yet.');
});

test('an old result, a what-if and a saved estimate go by the settings of today', async () => {
  const world = await startWithAdmin();
  await world.type(USEFUL_LINE);
  const result = world.slack.messages(ML_PLATFORM)[0];
  await open(world);
  await submit(world, { negotiated: { negotiated: text('openai 50%') } });
  expect(await workingOf(world)).toContain('Negotiated prices: 50% off');
  await clickButton(world, result, 'save_estimate', ADA);
  const listed = await world.workspaces.estimates.list(TEAM.id);
  const [saved] = listed.estimates;
  await world.type(USEFUL_LINE);
  const now = world.slack.messages(ML_PLATFORM).at(-1);
  expect(now?.text).toContain(saved?.decision.headline.split('. ')[0]);
  expect(now?.text).not.toBe(result?.text);
});

test('what cannot be kept leaves the form open, with all that was typed', async () => {
  const world = await startWithAdmin();
  await open(world);
  await world.store.sql.executeSql('ALTER TABLE workspace_settings RENAME TO out_of_reach');
  try {
    const { fieldErrors } = await submit(world, ENGINEER);
    expect(fieldErrors?.['engineer.0']).toMatch(/Nothing you typed is lost/);
  } finally {
    await world.store.sql.executeSql('ALTER TABLE out_of_reach RENAME TO workspace_settings');
  }
  expect(world.slack.openViews(ADA)).toHaveLength(1);
  expect((await submit(world, {})).ok).toBe(true);
  expect((await world.workspaces.settings.current(TEAM.id))?.settings.engineerMonthlyUsd).toBe(22_000);
});

test('a what-if doubles the cost of people that the workspace has set', async () => {
  const world = await startWithAdmin();
  await world.type(USEFUL_LINE);
  const [result] = world.slack.messages(ML_PLATFORM);
  const ask = async () => {
    const blockId = blocksOf(result).find(({ type }) => type === 'actions')?.block_id ?? '';
    await world.slack.sendAction({
      userId: ADA,
      container: { kind: 'message', channelId: ML_PLATFORM, ts: result?.ts ?? '' },
      blockId,
      action: { action_id: 'what_if', selected_option: { value: 'people-twice' } },
    });
    await world.settled();
  };
  await ask();
  expect(world.slack.messages(ML_PLATFORM)[1]?.text).toMatch(/^People cost twice as much: /);
  await open(world);
  await submit(world, { 'engineer.0': { engineer: text('0') } });
  await ask();
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toMatch(/^This question does not apply to this result/);
});

test('prices and comparisons go by negotiated prices, too, for this workspace only', async () => {
  const world = await startWithAdmin();
  await world.workspaces.settings.change('T0THER', { userId: 'U1', name: 'x' }, new Date(0), (now) => ({
    ...now,
    negotiated: [{ product: 'gpt-4o', discount: 0.9 }],
  }));
  const line = '/ftcost compare gpt-4o gpt-4o-mini 10k/day 2000in 100out';
  await world.type(line);
  await open(world);
  await submit(world, { negotiated: { negotiated: text('gpt-4o 20%') } });
  await world.type(line);
  await world.type('/ftcost prices gpt-4o');
  const sheet = JSON.stringify(world.slack.ephemerals(ADA).at(-1)?.blocks);
  for (const part of ['"$2"', 'overridden', 'Input: Negotiated: 20% off the list price of $2.50.'])
    expect(sheet).toContain(part);
  const [before, after] = world.slack.messages(ML_PLATFORM);
  // 10,000 calls a day, 30 days, 2,000 tokens in at $2.50 and 100 out at $10: $1,800; less 20% $1,440.
  expect(before?.text).toContain('$1,800');
  expect(after?.text).toContain('$1,440');
});
