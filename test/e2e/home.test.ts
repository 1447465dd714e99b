import { expect, test } from 'vitest';
import { z } from 'zod';
import { ADA, ADA_AND_BOT, GRACE, ML_PLATFORM, TEAM } from '../../src/playground/slack-server/index.js';
import { AS_IN_MANIFEST, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';
import { cutOn20th, watchTriage } from './price-cut.js';

/** Waits are as long as they are: one of them is a time limit on a look at the person's profile. */
function start(options: Parameters<typeof startWorld>[0] = {}) {
  return startWorld({ pace: 1, ...options, server: { ...AS_IN_MANIFEST, ...options.server } });
}

const Menu = z.looseObject({
  type: z.literal('overflow'),
  options: z.array(z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string() })),
});

async function open(world: World, userId = ADA) {
  await world.slack.openHome({ userId, tab: 'home' });
  await world.settled();
}

/** All that a person's Home tab says. */
function says(world: World, userId = ADA): string {
  return JSON.stringify(world.slack.home(userId) ?? 'nothing');
}

const View = z.object({
  id: z.string(),
  blocks: z.array(
    z.looseObject({
      block_id: z.string(),
      elements: z.array(z.looseObject({ action_id: z.string().optional() })).optional(),
    }),
  ),
});

/** Presses the first button of that name in a person's Home tab. */
async function press(world: World, actionId: string, userId = ADA, chosen = {}) {
  const view = View.parse(world.slack.homeView(userId));
  const block = view.blocks.find(({ elements }) => elements?.some((one) => one.action_id === actionId));
  if (block === undefined) throw new Error(`There is no button ${actionId} in the Home tab.`);
  const outcome = await world.slack.sendAction({
    userId,
    container: { kind: 'view', viewId: view.id },
    blockId: block.block_id,
    action: { action_id: actionId, ...chosen },
  });
  expect(outcome.ok).toBe(true);
  await world.settled();
}

/** Chooses from the menu of the first estimate in a person's Home tab, as its options say. */
async function choose(world: World, label: string, userId = ADA) {
  const view = View.parse(world.slack.homeView(userId));
  const [menu] = view.blocks.flatMap(({ elements = [] }) =>
    elements.flatMap((one) => Menu.safeParse(one).data ?? []),
  );
  const option = menu?.options.find(({ text }) => text.text === label);
  if (option === undefined) throw new Error(`There is no choice ${label} in the Home tab.`);
  await press(world, 'estimate_menu', userId, { selected_option: option });
}

async function submit(world: World, userId: string, stateValues = {}) {
  const viewId = world.slack.openViews(userId)[0]?.id ?? '';
  await world.slack.submitView({ userId, viewId, stateValues });
  await world.settled();
}

function typedName(value: string) {
  return { new_name: { new_name: { type: 'plain_text_input', value } } };
}

async function save(world: World, line = USEFUL_LINE) {
  await world.type(line);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'save_estimate', ADA);
}

async function subscribe(world: World, userId = ADA) {
  await world.slack.sendCommand({ userId, channelId: ML_PLATFORM, line: '/ftcost digest' });
  await world.settled();
  await world.slack.submitView({ userId, viewId: world.slack.openViews(userId)[0]?.id ?? '' });
  await world.settled();
}

test('an empty Home tab says what to do, and its button opens the form', async () => {
  const world = await start();
  await open(world, GRACE);
  const home = says(world, GRACE);
  expect(home).toContain('Nothing is saved yet. Press Save and watch under a result');
  expect(home).toContain('No channel of this workspace is subscribed. Type /ftcost digest');
  // The price of GPT-5.6 Sol moved on 22 November, and nobody here watches it.
  expect(home).toContain('No price that watched estimates use');
  expect(home).toContain('Prices moved on 1 other model, neither in use here nor near it');
  await press(world, 'open_form', GRACE);
  expect(world.slack.openViews(GRACE)[0]?.callback_id).toBe('workload_form');
});

test('it shows saved estimates with verdict, saving, payback, and that nothing moved in a week', async () => {
  const world = await start();
  await save(world);
  await open(world, GRACE);
  expect(says(world, GRACE)).toMatch(
    /GPT-4o, 500k\/day, classification.*Saves \$[\d.,]+k? a month, pays back .*Decided 22 Nov 2026\. Watched\./,
  );
  expect(says(world, GRACE)).toContain('No change in the last week.');
  expect(says(world, GRACE)).not.toContain('Working out what moved');
});

test('an estimate whose decision is another than a week ago comes first, with what moved and why', async () => {
  const world = await start({ bookAt: cutOn20th });
  await watchTriage(world, 'Ticket triage');
  await save(world);
  await open(world, GRACE);
  const home = says(world, GRACE);
  expect(home).toMatch(
    /Ticket triage.*Changed in the last week: .*Now: switch to GPT-6 Luna\. Before: switch to /,
  );
  expect(home).toMatch(/Why: GPT-6 Luna input \$[\d.]+ → \$[\d.]+ \(-90%\)/);
  expect(home.indexOf('Ticket triage')).toBeLessThan(home.indexOf('GPT-4o, 500k/day'));
  expect(home).toMatch(/OpenAI, GPT-6 Luna: /);
});

test('saving, renaming, watching and deleting anywhere bring the Home tab up to date', async () => {
  const world = await start();
  await open(world);
  await save(world);
  expect(says(world)).toContain('Saved estimates: 1');
  await world.type('/ftcost saved');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'estimate_rename', ADA);
  await world.slack.submitView({
    userId: ADA,
    viewId: world.slack.openViews(ADA)[0]?.id ?? '',
    stateValues: { new_name: { new_name: { type: 'plain_text_input', value: 'Triage <!channel>' } } },
  });
  await world.settled();
  expect(says(world)).toContain('"Triage <!channel>"');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'estimate_unwatch', ADA);
  expect(says(world)).toContain('Not watched.');
  await clickButton(world, world.slack.ephemerals(ADA).at(-1), 'estimate_delete', ADA);
  expect(says(world)).toContain('Nothing is saved yet');
});

test('its buttons open and adjust an estimate, its menu stops watching it, and the tab says what happened', async () => {
  const world = await start();
  await save(world);
  await open(world);
  await press(world, 'estimate_show');
  expect(world.slack.messages(ADA_AND_BOT).at(-1)?.text).toMatch(/saves \$/);
  expect(says(world)).toContain('is in your messages with me.');
  await press(world, 'estimate_adjust');
  expect(JSON.stringify(world.slack.openViews(ADA)[0]?.blocks)).toContain('Replace “GPT-4o');
  await choose(world, 'Stop watching');
  expect(says(world)).toContain('is not watched any more. It stays in the list.');
  const [estimate] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
  expect(estimate?.watched).toBe(false);
  await world.workspaces.estimates.remove(TEAM.id, estimate?.id ?? '', { userId: 'U1' }, new Date());
  await choose(world, 'Watch');
  expect(says(world)).toContain('This estimate is gone: somebody has deleted it.');
  expect(says(world)).toContain('Nothing is saved yet');
});

test('subscriptions show their next run with its zone, and can be paused, resumed and edited by those who may', async () => {
  const world = await start();
  await subscribe(world, GRACE);
  await open(world, GRACE);
  expect(says(world, GRACE)).toMatch(/next on \w+, \d+ \w+, \d\d:00 \(America\/New_York\)\./);
  await press(world, 'digest_pause', GRACE);
  expect(says(world, GRACE)).toContain('paused: somebody asked for it.');
  await press(world, 'digest_resume', GRACE);
  expect(says(world, GRACE)).toContain('gets its next digest on');
  await press(world, 'digest_edit', GRACE);
  expect(world.slack.openViews(GRACE)[0]?.callback_id).toBe('digest_form');
  await open(world, 'U0LINUSPAU');
  expect(says(world, 'U0LINUSPAU')).toContain('next on');
  expect(says(world, 'U0LINUSPAU')).not.toContain('digest_pause');
});

test('a command that pauses a digest brings the Home tab up to date', async () => {
  const world = await start();
  await subscribe(world);
  await world.type('/ftcost digest pause');
  expect(says(world)).toContain('paused: somebody asked for it.');
});

test('settings are there for admins, and show who changed them', async () => {
  const world = await start();
  await open(world, GRACE);
  expect(says(world, GRACE)).not.toContain('open_settings');
  await open(world);
  expect(says(world)).toContain('Nothing is set');
  await press(world, 'open_settings');
  await world.slack.submitView({
    userId: ADA,
    viewId: world.slack.openViews(ADA)[0]?.id ?? '',
    stateValues: { 'engineer.0': { engineer: { type: 'plain_text_input', value: '22k' } } },
  });
  await world.settled();
  expect(says(world)).toMatch(/Every advice starts from: engineer \$22k a month\. Changed by ada/);
  expect(says(world)).toContain('The settings are saved. They hold for every advice from now on');
  expect(world.slack.messages(ADA_AND_BOT)).toEqual([]);
});

test('a tab that was published again meanwhile is read again, and shown as it is now', async () => {
  const world = await start();
  await save(world);
  await open(world);
  world.slack.faults.add({
    method: 'views.publish',
    times: 1,
    respond: { body: { ok: false, error: 'hash_conflict' } },
  });
  await choose(world, 'Stop watching');
  expect(says(world)).toContain('Not watched.');
});

test('where the Home tab is switched off everything else works, and the operator is told which setting', async () => {
  const world = await start({ server: { homeTab: false } });
  await save(world);
  expect(world.slack.ephemerals(ADA).at(-1)?.text).toMatch(/^Saved as/);
  expect(world.slack.home(ADA)).toBeUndefined();
  expect(world.log.join()).toContain('set home_tab_enabled in the manifest');
});

test('an organisation-wide installation, whose events name no team, shows what the organisation keeps', async () => {
  const world = await start();
  await save(world);
  const [mine] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
  if (mine === undefined) throw new Error('Nothing was saved.');
  await world.workspaces.estimates.save('E0RG', { ...mine, name: "The organisation's" }, new Date(0));
  const event = { type: 'app_home_opened', user: GRACE, channel: 'D1', tab: 'home', event_ts: '1.1' };
  const envelope = {
    type: 'event_callback',
    token: 'x',
    team_id: null,
    enterprise_id: 'E0RG',
    api_app_id: 'A0FTCOSTAP',
    event,
    event_id: 'Ev0ORG',
    event_time: 1,
    authorizations: [
      { enterprise_id: 'E0RG', team_id: null, user_id: 'U1', is_bot: true, is_enterprise_install: true },
    ],
  };
  await world.slack.sendEvent(event, { rawBody: JSON.stringify(envelope) });
  await world.settled();
  expect(says(world, GRACE)).toContain("The organisation's");
  expect(says(world, GRACE)).not.toContain('GPT-4o, 500k');
});

const YEAR_LATER = new Date('2027-11-22T12:00:00Z');

test('its menu renames, exports and deletes for another person than the author, after a restart and a year later', async () => {
  const world = await start();
  await save(world);
  await open(world, GRACE);
  await world.restart(YEAR_LATER);
  await choose(world, 'Rename', GRACE);
  await submit(world, GRACE, typedName('Triage'));
  expect(says(world, GRACE)).toContain('It is called “Triage” now.');
  await choose(world, 'Export', GRACE);
  const direct = world.slack.directMessage(GRACE) ?? '';
  const [comment, files, ...more] = world.slack.messages(direct);
  expect(comment?.text).toMatch(
    /^Export of Triage .* Prices of 22 Nov 2027\. To ask it again: \/ftcost \S+ name="Triage" .* in=\S+ out=/,
  );
  expect(files?.fileIds?.length).toBeGreaterThan(1);
  expect(more).toEqual([]);
  expect(says(world, GRACE)).toContain('The files of “Triage” are in your messages with me.');
  await choose(world, 'Delete', GRACE);
  expect(JSON.stringify(world.slack.openViews(GRACE)[0])).toContain(
    'Triage is deleted for everybody in this workspace.',
  );
  expect((await world.workspaces.estimates.list(TEAM.id)).estimates).toHaveLength(1);
  await submit(world, GRACE);
  expect((await world.workspaces.estimates.list(TEAM.id)).estimates).toEqual([]);
  expect(says(world, GRACE)).toContain('“Triage” is deleted.');
  expect(says(world, GRACE)).toContain('Nothing is saved yet');
  expect(world.slack.messages(direct)).toHaveLength(2);
}, 30_000);

test.each(['Open', 'Adjust', 'Export', 'Rename', 'Stop watching', 'Delete'])(
  '%s says politely that the estimate is gone, and shows the tab as it is now',
  async (label) => {
    const world = await start();
    await save(world);
    await open(world, GRACE);
    const [estimate] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
    await world.workspaces.estimates.remove(TEAM.id, estimate?.id ?? '', { userId: 'U1' }, new Date());
    if (label === 'Open') await press(world, 'estimate_show', GRACE);
    else if (label === 'Adjust') await press(world, 'estimate_adjust', GRACE);
    else await choose(world, label, GRACE);
    expect(says(world, GRACE)).toContain('This estimate is gone: somebody has deleted it.');
    expect(says(world, GRACE)).toContain('Nothing is saved yet');
    // A window that opened before the store was asked says it, too.
    const windows = world.slack.openViews(GRACE).map((view) => JSON.stringify(view));
    const isAsking = label === 'Rename' || label === 'Delete';
    expect(windows).toEqual(isAsking ? [expect.stringContaining('This estimate is gone')] : []);
  },
);

test.each(['Rename', 'Delete'])(
  '%s says so, too, when the estimate is deleted while its form is open',
  async (label) => {
    const world = await start();
    await save(world);
    await open(world, GRACE);
    await choose(world, label, GRACE);
    const [estimate] = (await world.workspaces.estimates.list(TEAM.id)).estimates;
    await world.workspaces.estimates.remove(TEAM.id, estimate?.id ?? '', { userId: 'U1' }, new Date());
    await submit(world, GRACE, label === 'Rename' ? typedName('Triage') : {});
    expect(says(world, GRACE)).toContain('This estimate is gone: somebody has deleted it.');
    expect(says(world, GRACE)).toContain('Nothing is saved yet');
  },
);
