import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  ADA,
  ADA_AND_BOT,
  ADA_AND_GRACE,
  FINANCE,
  GRACE,
  ML_PLATFORM,
  OLD_PROJECT,
  TEAM,
} from '../../src/playground/slack-server/index.js';
import { PAGE_OF_ESTIMATES } from '../../src/slack/features/estimates/saved-message.js';
import { blocksOf, clickButton, startWorld, USEFUL_LINE, type World } from './harness.js';

/** What a person was told last, privately. */
function told(world: World, userId = ADA) {
  return world.slack.ephemerals(userId).at(-1);
}

/** The result of a line, saved by Ada. */
async function saved(world: World, line = USEFUL_LINE, channelId = ML_PLATFORM) {
  await world.type(line, { channelId });
  const result = world.slack.messages(channelId).at(-1);
  await clickButton(world, result, 'save_estimate', ADA);
  return result;
}

async function estimatesOf(world: World) {
  return (await world.workspaces.estimates.list(TEAM.id)).estimates;
}

test('Save and watch keeps the workload under a name that says what it is, and what was decided', async () => {
  const world = await startWorld();
  await saved(world);
  const [estimate, ...others] = await estimatesOf(world);
  expect(others).toEqual([]);
  expect(estimate).toMatchObject({
    name: 'GPT-4o, 500k/day, classification',
    watched: true,
    createdBy: ADA,
    channelId: ML_PLATFORM,
    workload: { current: { model: 'gpt-4o' }, volume: { queriesPerDay: 500_000 } },
    decision: { asOf: '2026-11-22' },
  });
  const result = world.slack.messages(ML_PLATFORM)[0];
  expect(result?.text).toContain(estimate?.decision.headline.split('. ')[0]);
  expect(told(world)?.text).toMatch(/^Saved as “GPT-4o, 500k\/day, classification”\. It is watched/);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('pressed again, by anybody, or delivered three times, it is saved once and says so', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  const [result] = world.slack.messages(ML_PLATFORM);
  await clickButton(world, result, 'save_estimate', ADA, { copies: 3 });
  expect(world.slack.ephemerals(ADA).filter(({ text }) => text.startsWith('Saved as'))).toHaveLength(1);
  await clickButton(world, result, 'save_estimate', ADA);
  await clickButton(world, result, 'save_estimate', GRACE);
  expect(await estimatesOf(world)).toHaveLength(1);
  for (const person of [ADA, GRACE]) expect(told(world, person)?.text).toMatch(/^This is saved already, as/);
});

test('a name that was given is kept, as plain text', async () => {
  const world = await startWorld();
  await saved(world, `${USEFUL_LINE} name="<!channel> *Triage*"`);
  expect((await estimatesOf(world))[0]?.name).toBe('<!channel> *Triage*');
  await world.type('/ftcost saved');
  const list = told(world);
  expect(list?.mentions).toEqual([]);
  expect(JSON.stringify(list?.blocks)).not.toContain('<!channel>*');
});

test('it works where the bot is not a member, in a direct message with it, and on a private answer', async () => {
  const world = await startWorld();
  await saved(world, USEFUL_LINE, FINANCE);
  await saved(world, `${USEFUL_LINE} growth=3%`, ADA_AND_GRACE);
  await world.type(`${USEFUL_LINE} growth=5% private`);
  await clickButton(world, world.slack.messages(ADA_AND_BOT).at(-1), 'save_estimate', ADA);
  expect((await estimatesOf(world)).map(({ channelId }) => channelId).sort()).toEqual(
    [FINANCE, ADA_AND_GRACE, ADA_AND_BOT].sort(),
  );
});

test('/ftcost saved lists verdict, saving, payback and day, privately, and can be filtered', async () => {
  const world = await startWorld();
  await saved(world);
  await saved(world, '/ftcost claude-haiku-4.5 20k/day 900in 50out task=extraction name="Invoices"');
  await world.type('/ftcost saved', { channelId: FINANCE });
  expect(told(world)?.text).toMatch(
    /^2 saved estimates\. (Invoices: Test GPT-6 Luna|GPT-4o, 500k\/day, classification: Switch to GPT-6 Luna before)/,
  );
  expect(told(world)?.text).toMatch(/Saves \$[\d.,]+k? a month, pays back .*Decided 22 Nov 2026\. Watched\./);
  await world.type('/ftcost saved INVOICES haiku');
  expect(told(world)?.text).toMatch(/^1 saved estimate with “INVOICES haiku”\. Invoices/);
  await world.type('/ftcost saved nothing like it');
  expect(told(world)?.text).toMatch(/^0 saved estimates/);
  await clickButton(world, told(world), 'saved_list', ADA);
  expect(told(world)?.text).toMatch(/^2 saved estimates/);
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(2);
});

test('an empty list says how to fill it', async () => {
  const world = await startWorld();
  await world.type('/ftcost saved');
  expect(JSON.stringify(told(world)?.blocks)).toContain('Save and watch');
});

test('a long list has pages that turn in place', async () => {
  const world = await startWorld();
  const [first] = [await saved(world)];
  const [estimate] = await estimatesOf(world);
  if (first === undefined || estimate === undefined) throw new Error('Nothing was saved.');
  for (let number = 1; number <= PAGE_OF_ESTIMATES * 2; number += 1) {
    const { workload, decision } = estimate;
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const at = new Date(Date.UTC(2026, 0, number));
    const more = { id, name: `Old ${number}`, workload, decision, createdBy: GRACE };
    await world.workspaces.estimates.save(TEAM.id, more, at);
  }
  await world.type('/ftcost saved');
  const list = told(world);
  expect(list?.text).toMatch(/^9 saved estimates, page 1 of 3\. GPT-4o/);
  await clickButton(world, list, 'saved_page:older', ADA);
  await clickButton(world, told(world), 'saved_page:older', ADA);
  expect(told(world)?.ts).toBe(list?.ts);
  expect(told(world)?.text).toMatch(/^9 saved estimates, page 3 of 3\. Old 1:/);
  await clickButton(world, told(world), 'estimate_delete', ADA);
  expect(told(world)?.text).toMatch(/^“Old 1” is deleted\. 8 saved estimates, page 2 of 2\./);
});

test('Post here posts the advice in the conversation, Show me sends it to the one who asked', async () => {
  const world = await startWorld();
  await saved(world);
  await world.type('/ftcost saved', { channelId: FINANCE });
  await clickButton(world, told(world), 'estimate_post', ADA);
  expect(world.slack.messages(FINANCE)[0]?.text).toMatch(/saves \$/);
  await world.type('/ftcost saved', { channelId: FINANCE });
  await clickButton(world, told(world), 'estimate_show', ADA);
  expect(world.slack.messages(ADA_AND_BOT)[0]?.text).toMatch(/saves \$/);
  expect(world.slack.messages(FINANCE)).toHaveLength(1);
});

test('what is opened again and saved again is not saved a second time, renamed or not', async () => {
  const world = await startWorld();
  await saved(world);
  const [estimate] = await estimatesOf(world);
  await world.workspaces.estimates.change(
    TEAM.id,
    estimate?.id ?? '',
    { name: 'Triage' },
    { userId: 'U1' },
    new Date(0),
  );
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'estimate_post', ADA);
  const posted = world.slack.messages(ML_PLATFORM).at(-1);
  expect(posted?.text).toContain('Triage');
  await clickButton(world, posted, 'save_estimate', GRACE);
  expect(told(world, GRACE)?.text).toMatch(/^This is saved already, as “Triage”/);
});

test('another person renames, and the question keeps to the length of a name', async () => {
  const world = await startWorld();
  await saved(world);
  await world.type('/ftcost saved');
  const list = told(world);
  await clickButton(world, list, 'estimate_rename', ADA);
  const [view] = world.slack.openViews(ADA);
  const name = (value: string) => ({ new_name: { new_name: { type: 'plain_text_input', value } } });
  const tooLong = await world.slack.submitView({
    userId: ADA,
    viewId: view?.id ?? '',
    stateValues: name('x'.repeat(76)),
    skipClientChecks: true,
  });
  expect(tooLong.fieldErrors).toHaveProperty('new_name');
  await world.slack.submitView({ userId: ADA, viewId: view?.id ?? '', stateValues: name('Ticket\ntriage ') });
  await world.settled();
  expect(world.slack.openViews(ADA)).toEqual([]);
  expect((await estimatesOf(world))[0]?.name).toBe('Ticket triage');
  expect(told(world)?.ts).toBe(list?.ts);
  expect(told(world)?.text).toMatch(/^It is called “Ticket triage” now\. 1 saved estimate\. Ticket triage:/);
});

test('a rename whose acknowledgement says that nothing was started has renamed nothing', async () => {
  const world = await startWorld();
  await saved(world);
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'estimate_rename', ADA);
  const [view] = world.slack.openViews(ADA);
  const before = await estimatesOf(world);
  await world.store.database.execute(sql`ALTER TABLE accepted_requests RENAME TO accepted_elsewhere`);
  const { deliveries } = await world.slack.submitView({
    userId: ADA,
    viewId: view?.id ?? '',
    stateValues: { new_name: { new_name: { type: 'plain_text_input', value: 'Other' } } },
  });
  await world.settled();
  await world.store.database.execute(sql`ALTER TABLE accepted_elsewhere RENAME TO accepted_requests`);
  expect(deliveries[0]?.body).toContain('nothing was started');
  expect(await estimatesOf(world)).toEqual(before);
});

test('Stop watching and Watch work in the list and under the message about the saving', async () => {
  const world = await startWorld();
  await saved(world);
  await clickButton(world, told(world), 'estimate_unwatch', ADA);
  expect((await estimatesOf(world))[0]?.watched).toBe(false);
  expect(told(world)?.text).toMatch(/is not watched any more/);
  await world.type('/ftcost saved');
  expect(told(world)?.text).toContain('Not watched.');
  await clickButton(world, told(world), 'estimate_watch', ADA);
  expect((await estimatesOf(world))[0]?.watched).toBe(true);
});

/** Every button of the list. */
const BUTTONS = ['post', 'show', 'adjust', 'rename', 'unwatch', 'delete'].map((name) => `estimate_${name}`);

test('every button answers politely when somebody has deleted the estimate meanwhile', async () => {
  const world = await startWorld();
  await saved(world);
  const [estimate] = await estimatesOf(world);
  if (estimate === undefined) throw new Error('Nothing was saved.');
  for (const button of BUTTONS) {
    await world.workspaces.estimates.save(TEAM.id, estimate, new Date(0));
    await world.type('/ftcost saved');
    await world.workspaces.estimates.remove(TEAM.id, estimate.id, { userId: 'U1' }, new Date());
    await clickButton(world, told(world), button, ADA);
    expect(told(world)?.text).toMatch(/^This estimate is gone: somebody has deleted it\. 0 saved estimates/);
  }
  // The question for a name opens before the estimate is looked up.
  const windows = world.slack.openViews(ADA).map(({ blocks }) => JSON.stringify(blocks));
  expect(windows).toEqual([expect.stringContaining('This estimate is gone: somebody has deleted it.')]);
  expect(windows[0]).not.toContain('"input"');
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
  expect(world.slack.messages(ADA_AND_BOT)).toEqual([]);
});

test('for every button an estimate of another workspace is like one that does not exist', async () => {
  const world = await startWorld();
  await saved(world);
  const [mine] = await estimatesOf(world);
  if (mine === undefined) throw new Error('Nothing was saved.');
  const theirs = { ...mine, id: '00000000-0000-4000-8000-000000000001', name: 'Theirs' };
  await world.workspaces.estimates.save('T0THER', theirs, new Date(0));
  for (const button of BUTTONS) {
    await world.type('/ftcost saved');
    expect(told(world)?.text).not.toContain('Theirs');
    await clickButton(world, told(world), button, ADA, { value: `${theirs.id}|0|` });
    expect(told(world)?.text).toMatch(/^This estimate is gone/);
  }
  const untouched = await world.workspaces.estimates.find('T0THER', theirs.id);
  expect(untouched).toMatchObject({ name: 'Theirs', watched: true });
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(1);
});

test('an estimate renamed after it was deleted stays deleted, and the person is told', async () => {
  const world = await startWorld();
  await saved(world);
  await clickButton(world, told(world), 'estimate_rename', ADA);
  const [estimate] = await estimatesOf(world);
  await world.workspaces.estimates.remove(TEAM.id, estimate?.id ?? '', { userId: 'U1' }, new Date());
  const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
  expect((await world.slack.submitView({ userId: ADA, viewId })).ok).toBe(true);
  await world.settled();
  expect(told(world)?.text).toMatch(/^This estimate is gone/);
  expect(await estimatesOf(world)).toEqual([]);
});

test('a list that cannot be read in full says how much is missing, and tells the operator which row', async () => {
  const world = await startWorld();
  await saved(world);
  await world.store.sql.executeSql(`UPDATE estimates SET decision = '{}'`);
  await world.type('/ftcost saved');
  expect(told(world)?.text).toMatch(/^1 more cannot be read any more\./);
  expect(world.log.join('')).toContain('"table":"estimates"');
});

/** Opens the form of the first estimate of the list, and submits it with what is typed. */
async function adjust(world: World, typed: object) {
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'estimate_adjust', ADA);
  const [view] = world.slack.openViews(ADA);
  const outcome = await world.slack.submitView({
    userId: ADA,
    viewId: view?.id ?? '',
    stateValues: { ...typed },
  });
  await world.settled();
  return { view, outcome };
}

const VOLUME = { 'volume.0': { volume: { type: 'plain_text_input', value: '900k' } } };
const KEEP_BOTH = { 'estimate.0': { estimate: { type: 'checkboxes', selected_options: [] } } };

test('Adjust opens the form with everything, posts the result, and replaces the estimate', async () => {
  const world = await startWorld();
  await saved(world, `${USEFUL_LINE} loss=$0.14`);
  const { view, outcome } = await adjust(world, VOLUME);
  expect(outcome.ok).toBe(true);
  expect(JSON.stringify(view?.blocks)).toContain('Replace “GPT-4o, 500k/day, classification” with this');
  expect(world.slack.messages(ML_PLATFORM).at(-1)?.text).toContain('900k queries a day');
  const [estimate, ...others] = await estimatesOf(world);
  expect(others).toEqual([]);
  expect(estimate).toMatchObject({
    name: 'GPT-4o, 900k/day, classification',
    workload: { volume: { queriesPerDay: 900_000 }, quality: { lossPerErrorUsd: 0.14 } },
  });
  expect(told(world)?.text).toMatch(
    /^The saved estimate “GPT-4o, 900k\/day, classification” holds this workload now/,
  );
});

test('Adjust without the tick leaves the estimate as it is, and the result can be saved beside it', async () => {
  const world = await startWorld();
  await saved(world);
  await adjust(world, { ...VOLUME, ...KEEP_BOTH });
  expect((await estimatesOf(world))[0]?.workload.volume.queriesPerDay).toBe(500_000);
  await clickButton(world, world.slack.messages(ML_PLATFORM).at(-1), 'save_estimate', GRACE);
  expect(await estimatesOf(world)).toHaveLength(2);
});

test('a name that people gave survives an adjustment', async () => {
  const world = await startWorld();
  await saved(world);
  const [estimate] = await estimatesOf(world);
  await world.workspaces.estimates.change(
    TEAM.id,
    estimate?.id ?? '',
    { name: 'Triage' },
    { userId: 'U1' },
    new Date(0),
  );
  await adjust(world, VOLUME);
  expect((await estimatesOf(world))[0]).toMatchObject({
    name: 'Triage',
    workload: { volume: { queriesPerDay: 900_000 } },
  });
});

test('an adjustment of an estimate that was deleted meanwhile is posted, and the person is told', async () => {
  const world = await startWorld();
  await saved(world);
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'estimate_adjust', ADA);
  const [estimate] = await estimatesOf(world);
  await world.workspaces.estimates.remove(TEAM.id, estimate?.id ?? '', { userId: 'U1' }, new Date());
  await world.slack.submitView({ userId: ADA, viewId: world.slack.openViews(ADA)[0]?.id ?? '' });
  await world.settled();
  expect(world.slack.messages(ML_PLATFORM)).toHaveLength(2);
  expect(told(world)?.text).toContain('was deleted meanwhile');
  expect(await estimatesOf(world)).toEqual([]);
});

test('More detail keeps the tick of an adjustment', async () => {
  const world = await startWorld();
  await saved(world);
  await world.type('/ftcost saved');
  await clickButton(world, told(world), 'estimate_adjust', ADA);
  const viewId = world.slack.openViews(ADA)[0]?.id ?? '';
  await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'view', viewId },
    blockId: 'privacy.0',
    action: { action_id: 'more_detail' },
    stateValues: KEEP_BOTH,
  });
  await world.settled();
  await world.slack.submitView({ userId: ADA, viewId, stateValues: VOLUME });
  await world.settled();
  expect((await estimatesOf(world))[0]?.workload.volume.queriesPerDay).toBe(500_000);
});

test('a private answer, which Slack does not hand back, can be saved as well', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE, { channelId: OLD_PROJECT });
  await clickButton(world, told(world), 'save_estimate', ADA);
  expect(await estimatesOf(world)).toHaveLength(1);
});

test('a result that is too old to be read is not saved, and the person learns what to do', async () => {
  const world = await startWorld();
  await world.type(USEFUL_LINE);
  await clickButton(world, world.slack.messages(ML_PLATFORM)[0], 'save_estimate', ADA, { value: 'junk' });
  expect(told(world)?.text).toMatch(/^I cannot read this old result any more/);
  expect(await estimatesOf(world)).toEqual([]);
});

test('an app installed for an organisation keeps one list, whichever workspace a request names', async () => {
  const world = await startWorld();
  await saved(world);
  const [mine] = await estimatesOf(world);
  if (mine === undefined) throw new Error('Nothing was saved.');
  await world.workspaces.estimates.save('E0RG', { ...mine, name: "The organisation's" }, new Date(0));
  const { responseUrl, triggerId } = await world.type('/ftcost help');
  const install = { enterprise_id: 'E0RG', is_enterprise_install: 'true', team_id: 'T0ELSEWHERE' };
  const who = { user_id: ADA, channel_id: ML_PLATFORM, response_url: responseUrl, trigger_id: triggerId };
  const command = new URLSearchParams({ command: '/ftcost', text: 'saved', ...install, ...who });
  await world.slack.sendCommand({
    userId: ADA,
    channelId: ML_PLATFORM,
    line: '/ftcost saved',
    overrides: { rawBody: command.toString() },
  });
  await world.settled();
  const list = told(world);
  expect(list?.text).toMatch(/^1 saved estimate\. The organisation's/);
  const press = {
    type: 'block_actions',
    team: null,
    enterprise: { id: 'E0RG', name: 'Organisation' },
    is_enterprise_install: true,
    user: { id: ADA, username: 'ada', team_id: 'T0ELSEWHERE' },
    actions: [{ type: 'button', action_id: 'estimate_unwatch', value: `${mine.id}|0|`, action_ts: '1.1' }],
    container: { type: 'message', channel_id: ML_PLATFORM, message_ts: list?.ts, is_ephemeral: true },
    channel: { id: ML_PLATFORM, name: 'ml-platform' },
    response_url: responseUrl,
  };
  const buttons = blocksOf(list).find((block) => JSON.stringify(block).includes('estimate_unwatch'));
  await world.slack.sendAction({
    userId: ADA,
    container: { kind: 'message', channelId: ML_PLATFORM, ts: list?.ts ?? '' },
    blockId: buttons?.block_id ?? '',
    action: { action_id: 'estimate_unwatch' },
    overrides: { rawBody: new URLSearchParams({ payload: JSON.stringify(press) }).toString() },
  });
  await world.settled();
  expect(await world.workspaces.estimates.find('E0RG', mine.id)).toMatchObject({ watched: false });
  expect(await world.workspaces.estimates.find(TEAM.id, mine.id)).toMatchObject({ watched: true });
});
