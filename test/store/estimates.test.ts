import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  createEstimates,
  type Estimates,
  MAX_ESTIMATES,
  type NewEstimate,
} from '../../src/store/estimates.js';
import { estimates as table } from '../../src/store/schema/index.js';
import type { Store } from '../../src/store/store.js';
import type { UnreadableRow } from '../../src/store/unreadable-row.js';
import type { Decision } from '../../src/workspace/estimate.js';
import { describeOnEveryStore } from './stores.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-23T12:00:00Z');
const DECISION: Decision = {
  asOf: '2026-11-22',
  bookVersion: '2026-11-20.abcdef01',
  approach: 'prompting',
  planId: 'switch-model:gpt-6-luna',
  planTitle: 'Switch to GPT-6 Luna',
  headline: 'Prompt: switch to GPT-6 Luna. It saves $3k a month.',
  unresolved: false,
  presentUsd: 4_000,
  chosenUsd: 1_000,
  upfrontUsd: 2_000,
  paybackDays: 20,
};

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function estimate(number: number, more: Partial<NewEstimate> = {}): NewEstimate {
  return {
    id: idOf(number),
    name: `Estimate ${number}`,
    workload: {
      volume: { queriesPerDay: 500 },
      tokens: { user: 200, output: 100 },
      current: { model: 'gpt-4o' },
    },
    decision: DECISION,
    channelId: 'C1',
    createdBy: 'U1',
    ...more,
  };
}

async function emptied(store: Store, unreadable: UnreadableRow[] = []): Promise<Estimates> {
  await store.database.delete(table);
  return createEstimates(store.database, (row) => unreadable.push(row));
}

describeOnEveryStore('estimates', (stores) => {
  let opened: Promise<Store> | undefined;
  async function open(unreadable?: UnreadableRow[]) {
    opened ??= stores.open();
    const store = await opened;
    return { store, estimates: await emptied(store, unreadable) };
  }

  it('come back as they were saved, newest first', async () => {
    const { estimates } = await open();
    const first = await estimates.save('T1', estimate(1), NOW);
    await estimates.save('T1', estimate(2, { channelId: undefined }), LATER);
    expect(first.kind).toBe('saved');
    const { estimates: listed } = await estimates.list('T1');
    expect(listed.map(({ name }) => name)).toEqual(['Estimate 2', 'Estimate 1']);
    expect(listed[1]).toEqual({
      ...estimate(1),
      workspaceId: 'T1',
      createdAt: NOW,
      updatedAt: NOW,
      watched: true,
    });
    expect(listed[0]).not.toHaveProperty('channelId');
    expect(first).toEqual({ kind: 'saved', estimate: listed[1] });
  });

  it('of one id are saved once, even by presses at the same moment', async () => {
    const { estimates } = await open();
    const outcomes = await Promise.all([1, 2, 3].map(() => estimates.save('T1', estimate(1), NOW)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'saved']);
    expect((await estimates.list('T1')).estimates).toHaveLength(1);
  });

  it('of another workspace are like ones that do not exist', async () => {
    const { estimates } = await open();
    await estimates.save('T1', estimate(1), NOW);
    expect(await estimates.find('T2', idOf(1))).toBeUndefined();
    expect(
      await estimates.change('T2', idOf(1), { name: 'Mine now' }, { userId: 'U1' }, LATER),
    ).toBeUndefined();
    expect(await estimates.remove('T2', idOf(1), { userId: 'U1' }, NOW)).toBeUndefined();
    expect((await estimates.list('T2')).estimates).toEqual([]);
    expect((await estimates.find('T1', idOf(1)))?.name).toBe('Estimate 1');
  });

  it('may have the same id in two workspaces, and stay apart', async () => {
    const { estimates } = await open();
    await estimates.save('T1', estimate(1), NOW);
    expect((await estimates.save('T2', estimate(1, { name: 'Theirs' }), NOW)).kind).toBe('saved');
    await estimates.remove('T2', idOf(1), { userId: 'U1' }, NOW);
    expect((await estimates.find('T1', idOf(1)))?.name).toBe('Estimate 1');
  });

  it('keep what a change does not name', async () => {
    const { estimates } = await open();
    await estimates.save('T1', estimate(1), NOW);
    await estimates.change('T1', idOf(1), { watched: false }, { userId: 'U1' }, LATER);
    const renamed = await estimates.change('T1', idOf(1), { name: 'Triage' }, { userId: 'U1' }, LATER);
    expect(renamed).toMatchObject({ name: 'Triage', watched: false, createdAt: NOW, updatedAt: LATER });
    expect(renamed?.workload).toEqual(estimate(1).workload);
    expect(renamed).toEqual(await estimates.find('T1', idOf(1)));
  });

  it('keep the newest decision beside the one they were saved with, until their workload is another', async () => {
    const { estimates } = await open();
    const [one, other] = await Promise.all(
      [1, 2].map((number) => estimates.save('T1', estimate(number), NOW)),
    );
    if (one?.kind !== 'saved' || other?.kind !== 'saved') throw new Error('Nothing was saved.');
    const latest = { ...DECISION, asOf: '2026-11-30', planId: 'keep' };
    await estimates.keepLatest('T1', [{ estimate: one.estimate, decision: latest }]);
    expect(await estimates.find('T1', idOf(1))).toEqual({ ...one.estimate, latest });
    expect(await estimates.find('T1', idOf(2))).toEqual(other.estimate);
    expect(
      (await estimates.change('T1', idOf(1), { name: 'Triage' }, { userId: 'U1' }, LATER))?.latest,
    ).toEqual(latest);
    const adjusted = await estimates.change('T1', idOf(1), { decision: DECISION }, { userId: 'U1' }, LATER);
    expect(adjusted).not.toHaveProperty('latest');
  });

  it('pass over the decision of a version that was changed meanwhile, of another workspace, and of none', async () => {
    const { estimates } = await open();
    const saved = await estimates.save('T1', estimate(1), NOW);
    if (saved.kind !== 'saved') throw new Error('Nothing was saved.');
    const decided = [{ estimate: saved.estimate, decision: { ...DECISION, planId: 'keep' } }];
    await estimates.keepLatest('T2', decided);
    await estimates.keepLatest('T1', []);
    await estimates.change('T1', idOf(1), { workload: estimate(2).workload }, { userId: 'U1' }, LATER);
    await estimates.keepLatest('T1', decided);
    expect(await estimates.find('T1', idOf(1))).not.toHaveProperty('latest');
    await estimates.remove('T1', idOf(1), { userId: 'U1' }, NOW);
    await estimates.keepLatest('T1', decided);
    expect((await estimates.list('T1')).estimates).toEqual([]);
  });

  it('are gone once deleted, and can be saved again', async () => {
    const { estimates } = await open();
    await estimates.save('T1', estimate(1), NOW);
    expect(await estimates.remove('T1', idOf(1), { userId: 'U1' }, NOW)).toBe('Estimate 1');
    expect(await estimates.remove('T1', idOf(1), { userId: 'U1' }, NOW)).toBeUndefined();
    expect(
      await estimates.change('T1', idOf(1), { watched: false }, { userId: 'U1' }, LATER),
    ).toBeUndefined();
    expect((await estimates.save('T1', estimate(1), LATER)).kind).toBe('saved');
  });

  it('with an id that is none never reach the database as one', async () => {
    const { estimates } = await open();
    for (const id of ['', 'x', "' OR 1=1 --", '00000000-0000-4000-8000-00000000000']) {
      expect(await estimates.find('T1', id)).toBeUndefined();
      expect(await estimates.change('T1', id, { watched: true }, { userId: 'U1' }, NOW)).toBeUndefined();
      expect(await estimates.remove('T1', id, { userId: 'U1' }, NOW)).toBeUndefined();
    }
  });

  it('that cannot be read are reported without their values, and do not hide the others', async () => {
    const unreadable: UnreadableRow[] = [];
    const { store, estimates } = await open(unreadable);
    await estimates.save('T1', estimate(1), NOW);
    await estimates.save('T1', estimate(2), NOW);
    await store.database.execute(
      sql`UPDATE estimates SET workload = '{"secret": "plans"}' WHERE id = ${idOf(1)}`,
    );
    const { estimates: listed, unreadable: count } = await estimates.list('T1');
    expect(listed.map(({ name }) => name)).toEqual(['Estimate 2']);
    expect(count).toBe(1);
    expect(await estimates.find('T1', idOf(1))).toBeUndefined();
    expect(unreadable[0]).toMatchObject({ table: 'estimates', workspaceId: 'T1', key: idOf(1) });
    expect(JSON.stringify(unreadable)).not.toContain('plans');
  });

  it(`are at most ${MAX_ESTIMATES} in a workspace, however many are saved at once`, async () => {
    const { store, estimates } = await open();
    const { workload, decision } = estimate(0);
    const almost = Array.from({ length: MAX_ESTIMATES - 1 }, (_, index) => ({
      workspaceId: 'T1',
      id: idOf(index),
      name: `Estimate ${index}`,
      workload,
      decision,
      createdBy: 'U1',
      createdAt: NOW,
      updatedAt: NOW,
      watched: true,
    }));
    await store.database.insert(table).values(almost);
    const outcomes = await Promise.all(
      [1_000, 1_001, 1_002].map((number) => estimates.save('T1', estimate(number), NOW)),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['full', 'full', 'saved']);
    expect((await estimates.save('T1', estimate(0), NOW)).kind).toBe('already');
    expect((await estimates.save('T2', estimate(0), NOW)).kind).toBe('saved');
  });
});
