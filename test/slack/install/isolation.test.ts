import { App } from '@slack/bolt';
import { beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { WorkloadSchema } from '../../../src/engine/index.js';
import { ADA, ML_PLATFORM } from '../../../src/playground/slack-server/index.js';
import { FEATURES, WORDS } from '../../../src/slack/features/index.js';
import { subscriptions } from '../../../src/store/schema/index.js';
import type { Store } from '../../../src/store/store.js';
import { describeOnEveryStore } from '../../store/stores.js';
import { GLOBEX, INITECH, type Installable, install, startInstallable } from './installable.js';

/** What only Initech may see: in the name of an estimate, a negotiated price, a setting and a subscription. */
const SECRETS = ['SECRET-NAME', 'SECRET-CONTRACT', '31,337', '31337', 'C0SECRETSUB'];
const ESTIMATE = '6f1c0f7e-3c0f-4c57-9a55-0d6a6a3f2b11';

/** Everything that people can do, as the app registers it. */
interface Registered {
  readonly actions: string[];
  readonly views: string[];
  readonly options: string[];
  readonly shortcuts: string[];
  readonly events: string[];
}

/** Notes what an app registers while `start` runs. */
async function registeredBy<T>(start: () => Promise<T>): Promise<{ started: T; registered: Registered }> {
  const spies = { events: vi.spyOn(App.prototype, 'event') };
  const started = await start();
  // A pattern stands for what the app does not know.
  const namesOf = (spy: { mock: { calls: unknown[][] } }) =>
    spy.mock.calls.flatMap(([first]) => (first instanceof RegExp ? [] : z.string().parse(first)));
  const registered = {
    actions: FEATURES.flatMap(({ presses = {} }) => Object.keys(presses)),
    views: FEATURES.flatMap(({ forms = {} }) => Object.keys(forms)),
    options: FEATURES.flatMap(({ options = {} }) => Object.keys(options)),
    shortcuts: FEATURES.flatMap(({ shortcuts = {} }) => Object.keys(shortcuts)),
    events: namesOf(spies.events),
  };
  for (const spy of Object.values(spies)) spy.mockRestore();
  return { started, registered };
}

/** The words that can follow /ftcost or a mention. */
function words(): readonly string[] {
  return WORDS.flatMap(({ typed }) => typed);
}

/** Gives Initech something to hide. */
async function keepSecrets({ workspaces, store, clock }: Installable): Promise<void> {
  const now = clock.now();
  const by = { userId: 'U1', name: 'Ada' };
  await workspaces.settings.change(INITECH.id, by, now, (same) => ({
    ...same,
    engineerMonthlyUsd: 31_337,
    editors: 'everyone',
    negotiated: [{ product: 'gpt-4o', discount: 0.37, note: 'SECRET-CONTRACT' }],
  }));
  const workload = WorkloadSchema.parse({
    name: 'SECRET-NAME',
    task: 'classification',
    volume: { queriesPerDay: 500_000 },
    tokens: { staticPrompt: 0, user: 200, output: 100 },
    current: { model: 'gpt-4o' },
  });
  const decision = {
    asOf: '2026-11-22',
    bookVersion: 'x',
    approach: 'prompting' as const,
    planId: 'keep',
    planTitle: 'Keep',
    headline: 'Keep it',
    unresolved: false,
    presentUsd: 1,
    chosenUsd: 1,
    upfrontUsd: 0,
    paybackDays: null,
  };
  const estimate = { id: ESTIMATE, name: 'SECRET-NAME', workload, decision, createdBy: 'U1' };
  await workspaces.estimates.save(INITECH.id, estimate, now);
  await store.database.insert(subscriptions).values({
    workspaceId: INITECH.id,
    channelId: 'C0SECRETSUB',
    createdBy: 'U1',
    createdAt: now,
    updatedAt: now,
    schedule: {},
    content: {},
    status: 'active',
    nextRunAt: now,
    coveredUntil: now,
  });
}

/** Every row that names a workspace, as text. Claims come and go with every request. */
async function rowsOf({ store }: Installable, workspaceId: string): Promise<readonly string[]> {
  const tables = [
    'workspace_settings',
    'estimates',
    'tunes',
    'actuals',
    'budgets',
    'feedback',
    'subscriptions',
    'digest_runs',
    'installations',
  ];
  const all: unknown[] = [];
  for (const table of tables) {
    const column = table === 'installations' ? 'id' : 'workspace_id';
    const { rows } = await store.sql.executeSql(
      `SELECT one::text AS row FROM ${table} AS one WHERE ${column} = $1 ORDER BY 1`,
      [workspaceId],
    );
    all.push(...rows);
  }
  return all.map((row) => JSON.stringify(row));
}

/** Every text under a key, however deep: the values of buttons, what views remember. */
function textsUnder(key: string, from: unknown): readonly string[] {
  if (Array.isArray(from)) return from.flatMap((one) => textsUnder(key, one));
  if (typeof from !== 'object' || from === null) return [];
  return Object.entries(from).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : textsUnder(key, value),
  );
}

/** What Initech's own people hold in their hands: everything that its messages and views carry. */
async function harvest(world: Installable): Promise<readonly string[]> {
  const { team, ...initech } = world.slack.inTeam(INITECH.id);
  const userId = team.idOf(ADA);
  const channelId = team.idOf(ML_PLATFORM);
  const before = world.slack.calls.length;
  for (const line of ['/ftcost saved', '/ftcost settings', '/ftcost gpt-4o 500k/day 200in 100out']) {
    await initech.sendCommand({ userId, channelId, line });
    await world.settled();
  }
  const seen = [world.slack.calls.slice(before), initech.ephemerals(userId), initech.messages(channelId)];
  const carried = [...textsUnder('value', seen), ...textsUnder('private_metadata', seen)];
  expect(carried.some((text) => text.includes(ESTIMATE))).toBe(true);
  return [...new Set(carried)];
}

interface Sweep {
  /** What the app said and did: acknowledgements, calls, answers. */
  readonly said: string;
  readonly requests: number;
}

/** Does everything that can be done, as a person of a team, with these texts wherever a text can be crafted. */
async function tryEverything(
  world: Installable,
  teamId: string,
  registered: Registered,
  texts: readonly string[],
): Promise<Sweep> {
  const { team, ...slack } = world.slack.inTeam(teamId);
  const victim = world.slack.inTeam(INITECH.id).team;
  const userId = team.idOf(ADA);
  const channelId = team.idOf(ML_PLATFORM);
  const before = world.slack.calls.length;
  const acks: string[] = [];
  let requests = 0;

  async function post(fields: Record<string, string>): Promise<void> {
    const rawBody = new URLSearchParams(fields).toString();
    const { deliveries } = await slack.sendCommand({
      userId,
      channelId,
      line: '/ftcost',
      overrides: { rawBody },
    });
    acks.push(...deliveries.map(({ body }) => body));
    requests += 1;
    await world.settled();
  }

  /** A trigger that lives, so that windows open. */
  async function newTrigger(): Promise<string> {
    return (await slack.sendCommand({ userId, channelId, line: '/ftcost help' })).triggerId;
  }

  const { responseUrl } = await slack.sendCommand({ userId, channelId, line: '/ftcost help' });
  const common = {
    token: 'x',
    api_app_id: 'A0FTCOSTAP',
    // Slack says whose it is; everything else is what the person could have made up.
    team: { id: teamId, domain: 'x' },
    user: { id: userId, username: 'ada', name: 'ada', team_id: victim.id },
    enterprise: null,
    is_enterprise_install: false,
    response_url: responseUrl,
  };
  async function send(payload: object): Promise<void> {
    const trigger_id = await newTrigger();
    await post({ payload: JSON.stringify({ ...common, trigger_id, ...payload }) });
  }
  const viewWith = (callbackId: string, text: string) => ({
    id: `V${requests}`,
    team_id: victim.id,
    type: 'modal',
    callback_id: callbackId,
    private_metadata: text,
    hash: '1',
    title: { type: 'plain_text', text: 'x' },
    blocks: [],
    state: {
      values: { new_name: { new_name: { type: 'plain_text_input', value: 'OVERWRITTEN' } } },
    },
  });

  for (const action_id of registered.actions) {
    for (const text of texts) {
      const option = { text: { type: 'plain_text', text: 'x' }, value: text };
      const action = { block_id: 'b', action_id, action_ts: `${requests}.1` };
      const place = {
        channel: { id: victim.idOf(ML_PLATFORM), name: 'x' },
        container: { type: 'message', message_ts: '1.1', channel_id: victim.idOf(ML_PLATFORM) },
      };
      await send({
        type: 'block_actions',
        ...place,
        actions: [{ ...action, type: 'button', value: text }],
      });
      await send({
        type: 'block_actions',
        ...place,
        actions: [{ ...action, type: 'overflow', selected_option: option }],
      });
      await send({
        type: 'block_actions',
        container: { type: 'view', view_id: 'V1' },
        view: viewWith('working_view', text),
        actions: [{ ...action, type: 'static_select', selected_option: option }],
      });
    }
  }
  for (const callbackId of registered.views) {
    for (const text of texts) await send({ type: 'view_submission', view: viewWith(callbackId, text) });
  }
  for (const action_id of registered.options) {
    for (const value of texts) {
      await send({ type: 'block_suggestion', action_id, block_id: 'b', value, container: { type: 'view' } });
    }
  }
  for (const callback_id of registered.shortcuts) await send({ type: 'shortcut', callback_id });
  const happened = registered.events.filter((type) => !['app_uninstalled', 'tokens_revoked'].includes(type));
  for (const type of happened) {
    // What is said is read by the same code as what is typed, so one word of each is enough.
    for (const text of ['saved secret-name', 'digest list', 'prices gpt-4o', ESTIMATE]) {
      await slack.sendEvent({
        type,
        user: userId,
        text,
        channel: victim.idOf(ML_PLATFORM),
        channel_type: 'im',
        tab: 'home',
        ts: '1.1',
      });
      requests += 1;
      await world.settled();
    }
  }
  for (const word of words()) {
    // In small letters, so that one's own words are not taken for a leak.
    for (const rest of ['', ESTIMATE, 'secret-name', 'c0secretsub', 'gpt-4o']) {
      await post({
        command: '/ftcost',
        text: `${word} ${rest}`.trim(),
        team_id: teamId,
        user_id: userId,
        user_name: 'ada',
        channel_id: victim.idOf(ML_PLATFORM),
        channel_name: 'x',
        response_url: responseUrl,
        trigger_id: await newTrigger(),
        api_app_id: 'A0FTCOSTAP',
        is_enterprise_install: 'false',
      });
    }
  }
  return { said: JSON.stringify([acks, world.slack.calls.slice(before)]), requests };
}

/** The secrets in what was said. */
function leaks({ said }: Sweep): readonly string[] {
  return SECRETS.filter((secret) => said.includes(secret));
}

describeOnEveryStore('one workspace', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
  });

  it('can neither read nor change what another one keeps, whatever it sends to anything that listens', {
    timeout: 600_000,
  }, async () => {
    const { started: world, registered } = await registeredBy(() => startInstallable(store));
    expect(registered.actions.length).toBeGreaterThan(15);
    expect(registered.views.length).toBeGreaterThan(2);
    expect(registered.events).toEqual(expect.arrayContaining(['app_mention', 'message']));
    for (const { id } of [INITECH, GLOBEX]) await install(world, { team: id });
    await keepSecrets(world);
    const carried = (await harvest(world)).filter((text) => text.includes(ESTIMATE));
    const texts = [
      ...carried,
      ESTIMATE,
      `estimate_rename:${ESTIMATE}`,
      ...carried.map((e) => JSON.stringify({ e })),
    ];
    expect(SECRETS.filter((secret) => texts.join().includes(secret))).toEqual([]);
    const before = await rowsOf(world, INITECH.id);

    const attack = await tryEverything(world, GLOBEX.id, registered, texts);
    expect(attack.requests).toBeGreaterThan(100);
    expect(await rowsOf(world, INITECH.id)).toEqual(before);
    expect(leaks(attack)).toEqual([]);

    // The same requests from its own people show and change it: the attack would have been seen.
    const own = await tryEverything(world, INITECH.id, registered, texts);
    expect(leaks(own)).toEqual(expect.arrayContaining(['SECRET-NAME', 'SECRET-CONTRACT', '31,337']));
    expect(await rowsOf(world, INITECH.id)).not.toEqual(before);
  });
});
