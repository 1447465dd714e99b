import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBatch } from '../../src/slack/accepted/accepted-log.js';
import { openAcceptedJournal } from '../../src/store/accepted-journal.js';
import type { AcceptedRequest, AcceptedRequests } from '../../src/store/accepted-requests.js';
import { describeOnEveryStore } from './stores.js';

const LONG_MS = 60_000;

describeOnEveryStore('acknowledged requests', ({ open }) => {
  behaveWell(async () => (await open()).acceptedRequests, 'database');
});

describe('acknowledged requests (journal)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-journal-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  behaveWell(() => openAcceptedJournal(join(folder, 'accepted.journal')), 'journal');
});

describe('a batch whose database does not answer', () => {
  it('holds up no later one for long', async () => {
    const written: string[] = [];
    const add = createBatch<string>(async (items) => {
      if (items.includes('lost on the way')) await new Promise(() => {});
      written.push(...items);
    });
    void add('lost on the way');
    await new Promise(setImmediate);
    await Promise.all(['first', 'second'].map(add));
    expect(written).toEqual(['first', 'second']);
  });
});

/** What holds wherever they are kept, and what has to hold where that is a database, which does not take everything. */
function behaveWell(open: () => Promise<AcceptedRequests>, place: 'database' | 'journal'): void {
  const inDatabase = it.skipIf(place === 'journal');
  let requests: AcceptedRequests;
  beforeAll(async () => {
    requests = await open();
  });

  function request(userId = 'U1') {
    return { workspaceId: 'T1', id: randomUUID(), userId, channelId: 'C1', asked: '/ftcost help' };
  }
  const taking = () => requests.takeOver(randomUUID(), LONG_MS, 100);

  it('stay with a process that lives, and go to another when its lease is over', async () => {
    const owner = randomUUID();
    const [living, lapsed] = [request(), request('U2')];
    await requests.add(owner, [living], LONG_MS);
    await requests.add(owner, [lapsed], 0);
    expect(await taking()).toEqual([{ ...lapsed, acceptedAt: expect.any(Date) }]);
    expect(await taking()).toEqual([]);
    await requests.remove(owner, [living.id]);
  });

  inDatabase('keep what a person typed, whatever characters it has', async () => {
    const odd = { ...request(), asked: '/ftcost a\0b \ud800', userId: 'U\0' };
    await requests.add(randomUUID(), [odd], 0);
    expect(await taking()).toEqual([
      { ...odd, asked: '/ftcost a\uFFFDb \uFFFD', userId: 'U\uFFFD', acceptedAt: expect.any(Date) },
    ]);
  });

  inDatabase('of one batch do not fail with one that the database refuses', async () => {
    const owner = randomUUID();
    const add = createBatch<AcceptedRequest>((items) => requests.add(owner, items, 0));
    const [first, refused, last] = [request(), { ...request(), id: 'no uuid' }, request()];
    const before = request();
    const outcomes = await Promise.allSettled([before, first, refused, last].map(add));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await taking()).map(({ id }) => id).sort()).toEqual([before.id, first.id, last.id].sort());
  });

  it('go to one process only, however many look at once', async () => {
    const left = Array.from({ length: 20 }, () => request());
    await requests.add(randomUUID(), left, 0);
    const taken = await Promise.all(Array.from({ length: 5 }, taking));
    expect(
      taken
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(left.map(({ id }) => id).sort());
  });

  it('are at once free for others when their process hands them back', async () => {
    const owner = randomUUID();
    const own = request();
    await requests.add(owner, [own], LONG_MS);
    await requests.release(owner);
    expect((await taking()).map(({ id }) => id)).toEqual([own.id]);
  });

  it('are kept by a sign of life, and only those that it names', async () => {
    const owner = randomUUID();
    const [kept, given] = [request(), request()];
    await requests.add(owner, [kept, given], 0);
    await requests.renew(owner, [kept.id], LONG_MS);
    expect((await taking()).map(({ id }) => id)).toEqual([given.id]);
    await requests.remove(owner, [kept.id]);
  });

  it('of another process are not forgotten by one that has lost them', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const own = request();
    await requests.add(before, [own], 0);
    await requests.takeOver(after, LONG_MS, 10);
    await requests.remove(before, [own.id]);
    await requests.release(after);
    expect((await taking()).map(({ id }) => id)).toEqual([own.id]);
  });

  it('of a workspace are forgotten, and no others', async () => {
    const [gone, kept] = [{ ...request(), workspaceId: 'T2' }, request()];
    await requests.add(randomUUID(), [gone, kept], 0);
    await requests.forgetWorkspace('T2');
    expect((await taking()).map(({ id }) => id)).toEqual([kept.id]);
  });
}
