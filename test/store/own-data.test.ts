import { beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../src/operator/workspace-command.js';
import { readAudit, recordAudit } from '../../src/store/audit-log.js';
import { createDigestRuns } from '../../src/store/digest-runs.js';
import { createEstimates } from '../../src/store/estimates.js';
import { exportWorkspace, FORGOTTEN_PERSON, forgetPerson } from '../../src/store/own-data.js';
import { createPresences } from '../../src/store/presences.js';
import { DEFAULT_RETENTION, prune } from '../../src/store/retention.js';
import { createSettings } from '../../src/store/settings.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema } from '../../src/workspace/subscription.js';
import { describeOnEveryStore } from './stores.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const ADA = { userId: 'U0ADA', name: 'ada', channelId: 'C1' };
const GRACE = { userId: 'U0GRACE', name: 'grace' };
const ESTIMATE_ID = '00000000-0000-4000-8000-000000000001';

function daysLater(days: number): Date {
  return new Date(NOW.getTime() + days * DAY_MS);
}

function fail(row: unknown): never {
  throw new Error(`A row cannot be read: ${JSON.stringify(row)}`);
}

/** What two people do in a workspace. */
async function work({ database }: Store, workspaceId: string): Promise<void> {
  const estimates = createEstimates(database, fail);
  const subscriptions = createSubscriptions(database);
  await estimates.save(
    workspaceId,
    {
      id: ESTIMATE_ID,
      name: 'Triage',
      workload: {
        volume: { queriesPerDay: 500 },
        tokens: { user: 200, output: 100 },
        current: { model: 'gpt-4o' },
      },
      decision: {
        asOf: '2026-11-22',
        bookVersion: 'v',
        approach: 'prompting',
        planId: 'keep',
        planTitle: 'Keep GPT-4o',
        headline: 'Keep it.',
        unresolved: false,
        presentUsd: 1,
        chosenUsd: 1,
        upfrontUsd: 0,
        paybackDays: null,
      },
      channelId: 'C1',
      createdBy: ADA.userId,
    },
    NOW,
  );
  await estimates.change(workspaceId, ESTIMATE_ID, { name: 'Tickets' }, GRACE, NOW);
  await createSettings(database, fail).change(workspaceId, ADA, NOW, (now) => ({
    ...now,
    horizonMonths: 24,
  }));
  const { id } = await subscriptions.save(
    {
      workspaceId,
      channelId: 'C1',
      createdBy: GRACE.userId,
      schedule: { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' },
      content: DigestContentSchema.parse({}),
      nextRunAt: NOW,
    },
    NOW,
  );
  await subscriptions.pause(workspaceId, id, 'asked', GRACE, NOW);
  await estimates.remove(workspaceId, ESTIMATE_ID, GRACE, NOW);
}

describeOnEveryStore('what a workspace keeps', (stores) => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open();
    await work(store, 'T1');
    await work(store, 'T2');
  });

  describe('the audit log', () => {
    it('says who did what, to what, from where, and each field before and after', async () => {
      const entries = await readAudit(store.database, 'T1', { limit: 10 });
      expect(
        entries.map(({ actor, channelId, action, subject }) => [actor, channelId, action, subject]),
      ).toEqual([
        ['U0GRACE', null, 'estimate.deleted', 'Tickets'],
        ['U0GRACE', null, 'digest.paused', null],
        ['U0GRACE', 'C1', 'digest.subscribed', null],
        ['U0ADA', 'C1', 'settings.changed', null],
        ['U0GRACE', null, 'estimate.changed', 'Tickets'],
        ['U0ADA', 'C1', 'estimate.saved', 'Triage'],
      ]);
      expect(entries[3]?.change).toEqual({ horizonMonths: { to: 24 } });
      expect(entries[4]?.change).toEqual({ name: { from: 'Triage', to: 'Tickets' } });
      expect(
        entries.every(({ workspaceId, at }) => workspaceId === 'T1' && at.getTime() === NOW.getTime()),
      ).toBe(true);
      const older = await readAudit(store.database, 'T1', { limit: 2, before: entries[3]?.seq ?? 0 });
      expect(older.map(({ action }) => action)).toEqual(['estimate.changed', 'estimate.saved']);
    });

    it('has no entry of a change that was undone or that found nothing', async () => {
      const before = await readAudit(store.database, 'T1', { limit: 20 });
      const undone = store.database.transaction(async (inside) => {
        await createSettings(inside, fail).change('T1', ADA, NOW, (now) => ({ ...now, horizonMonths: 12 }));
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      await createEstimates(store.database, fail).remove('T1', ESTIMATE_ID, ADA, NOW);
      expect(await readAudit(store.database, 'T1', { limit: 20 })).toEqual(before);
    });
  });

  it('is exported by table, for the workspace and for a person, and nothing of another workspace is in it', async () => {
    const whole = await exportWorkspace(store.database, 'T1');
    expect(whole.audit_log).toHaveLength(6);
    expect(whole.workspace_settings).toHaveLength(1);
    expect(JSON.stringify(whole)).not.toContain('T2');
    const ofAda = await exportWorkspace(store.database, 'T1', ADA.userId);
    expect(ofAda.workspace_settings).toHaveLength(1);
    expect(ofAda.audit_log).toHaveLength(2);
    expect(JSON.stringify(ofAda)).not.toContain(GRACE.userId);
  });

  it('names nobody who wants to be forgotten, and keeps what they made; in another workspace nothing changes', async () => {
    const other = await exportWorkspace(store.database, 'T2');
    expect(await forgetPerson(store.database, 'T1', ADA.userId, NOW)).toBeGreaterThan(2);
    const text = JSON.stringify(await exportWorkspace(store.database, 'T1'));
    expect(text).not.toContain(ADA.userId);
    expect(text).not.toContain('"ada"');
    expect(text).toContain(FORGOTTEN_PERSON);
    expect(text).toContain(GRACE.userId);
    expect(await exportWorkspace(store.database, 'T2')).toEqual(other);
    expect(await forgetPerson(store.database, 'T1', ADA.userId, NOW)).toBe(0);
  });

  it('of a person is found wherever it stands: in names, in digests and in what the audit log quotes', async () => {
    const own = await stores.open();
    const { database } = own;
    await work(own, 'T3');
    const subscription = await createSubscriptions(database).find('T3', 'C1');
    const { id: subscriptionId = '' } = subscription ?? {};
    const key = { workspaceId: 'T3', subscriptionId, week: '2026-W47' };
    const runs = createDigestRuns(database);
    await runs.open(key, NOW, NOW);
    const run = await runs.take(key, NOW);
    if (run === undefined) throw new Error('The digest is not there.');
    const content = { lines: ['Ask <@U0ADA>.', 'first\nU0ADA, then U0ADAM', { by: 'U0ADA' }] };
    await runs.keepContent(run, content, NOW, NOW);
    const change = { name: { from: 'Triage', to: 'Triage of <@U0ADA>' } };
    await recordAudit(
      database,
      'T3',
      GRACE,
      { action: 'estimate.changed', subject: change.name.to, change },
      NOW,
    );
    const theirs = await exportWorkspace(database, 'T3', ADA.userId);
    expect(theirs.audit_log).toContainEqual(expect.objectContaining({ actor: GRACE.userId, change }));
    expect(theirs.digest_runs).toMatchObject([{ week: '2026-W47', content }]);
    await forgetPerson(database, 'T3', ADA.userId, NOW);
    const left = await exportWorkspace(database, 'T3');
    expect(left.digest_runs).toMatchObject([
      {
        content: {
          lines: [
            `Ask <@${FORGOTTEN_PERSON}>.`,
            `first\n${FORGOTTEN_PERSON}, then U0ADAM`,
            { by: FORGOTTEN_PERSON },
          ],
        },
      },
    ]);
    expect(JSON.stringify(left)).not.toMatch(/\bU0ADA\b/);
    expect(await exportWorkspace(database, 'T3', ADA.userId)).toMatchObject({
      digest_runs: [],
      audit_log: [],
    });
  });

  it('is kept as long as the operator says, and what is in force for ever', async () => {
    const settings = createSettings(store.database, fail);
    await settings.change('T2', ADA, daysLater(10), (now) => ({ ...now, horizonMonths: 36 }));
    expect(await prune(store.sql, DEFAULT_RETENTION, daysLater(399))).toMatchObject({
      workspace_settings: 0,
      audit_log: 0,
    });
    expect(await prune(store.sql, DEFAULT_RETENTION, daysLater(401))).toMatchObject({
      workspace_settings: 0,
      audit_log: 13,
    });
    expect(await prune(store.sql, DEFAULT_RETENTION, daysLater(411))).toMatchObject({
      workspace_settings: 1,
      audit_log: 1,
    });
    expect(await prune(store.sql, DEFAULT_RETENTION, daysLater(4_000))).toMatchObject({
      workspace_settings: 0,
    });
    expect(await settings.current('T2')).toMatchObject({ settings: { horizonMonths: 36 } });
  });

  it('comes back when the operator undoes a removal, and goes at once when they say so', async () => {
    const presences = createPresences(store.database);
    await presences.confirm('T2', GRACE, NOW);
    await presences.remove('T2', daysLater(1), daysLater(1));
    const run = (...words: string[]) => answer(words, store, 7, daysLater(2));
    expect((await run()).lines.join('\n')).toContain(
      'T2  removed 2026-11-23T12:00:00.000Z  kept until 2026-11-30',
    );
    expect((await run('restore', 'T2')).exitCode).toBe(0);
    expect(await presences.isRemoved('T2')).toBe(false);
    expect((await run('restore', 'T2')).exitCode).toBe(2);
    expect((await run('export', 'T2')).lines.join('\n')).toContain('"horizonMonths": 36');
    expect((await run('purge', 'T2')).exitCode).toBe(0);
    expect(Object.values(await exportWorkspace(store.database, 'T2')).flat()).toEqual([]);
    expect((await run('forget', 'T2')).exitCode).toBe(2);
  });
});
