import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAcceptedJournal } from '../../src/store/accepted-journal.js';
import { createAcceptedRequests } from '../../src/store/accepted-requests.js';
import { openEmbeddedStore } from '../../src/store/embedded-store.js';

const OWNER = 'this process';
const LONG_MS = 60_000;

function inFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'accepted.journal');
}

/** Opens the journal for a process that dies without closing it. */
async function open(path: string) {
  const journal = await openAcceptedJournal(path);
  onTestFinished(() => journal.close());
  return journal;
}

function request(asked = '/ftcost help', workspaceId = 'T1') {
  return { workspaceId, id: randomUUID(), userId: 'U1', asked };
}

/** What the next process finds, after one that died: nobody closed anything. */
async function found(path: string): Promise<readonly string[]> {
  const journal = await openAcceptedJournal(path);
  const left = await journal.takeOver('next process', LONG_MS, 1_000);
  await journal.close();
  return left.map(({ id }) => id);
}

describe('the journal of acknowledged requests', () => {
  it('gives the next process what was taken and has not ended, in full', async () => {
    const path = inFolder();
    const journal = await open(path);
    const kept = { ...request('“quoted”\nand \u2028 broken'), channelId: 'C1', threadTs: '1.2' };
    const ended = request();
    const from = Date.now();
    await journal.add(OWNER, [kept, ended], LONG_MS);
    await journal.remove(OWNER, [ended.id]);
    const next = await open(path);
    const [left, ...more] = await next.takeOver('next process', LONG_MS, 10);
    expect(more).toEqual([]);
    expect(left).toEqual({ ...kept, acceptedAt: expect.any(Date) });
    expect(left?.acceptedAt.getTime()).toBeGreaterThanOrEqual(from);
    expect(left?.acceptedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('gives it exactly what is open, whatever was taken and ended in which order, and wherever the last write was cut', async () => {
    const commands = fc.array(fc.record({ take: fc.nat(3), end: fc.nat(3) }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(200), async (steps, cutAt) => {
        const path = inFolder();
        const journal = await open(path);
        const stillOpen: string[] = [];
        for (const { take, end } of steps) {
          const taken = Array.from({ length: take }, () => request());
          if (take > 0) await journal.add(OWNER, taken, LONG_MS);
          stillOpen.push(...taken.map(({ id }) => id));
          const ended = stillOpen.splice(0, end);
          await journal.remove(OWNER, ended);
        }
        const torn = JSON.stringify({ taken: [{ ...request(), acceptedAt: new Date() }] });
        appendFileSync(path, torn.slice(0, cutAt));
        expect((await found(path)).toSorted()).toEqual(stillOpen.toSorted());
        expect((await found(path)).toSorted()).toEqual(stillOpen.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('is empty when nothing is open, and keeps no words of a workspace that is forgotten', async () => {
    const path = inFolder();
    const journal = await open(path);
    const own = request();
    await journal.add(OWNER, [own], LONG_MS);
    await journal.remove(OWNER, [own.id]);
    expect(statSync(path).size).toBe(0);
    const [kept, ended, going] = [request('kept'), request('secret', 'T2'), request('secret', 'T2')];
    await journal.add(OWNER, [kept, ended, going], LONG_MS);
    await journal.remove(OWNER, [ended.id]);
    await journal.forgetWorkspace('T2');
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
    expect(await found(path)).toEqual([kept.id]);
  });

  it('stays small while something is always open', async () => {
    const path = inFolder();
    const journal = await open(path);
    const first = request();
    await journal.add(OWNER, [first], LONG_MS);
    for (let count = 0; count < 400; count += 1) {
      const many = Array.from({ length: 10 }, () => request('x'.repeat(1_000)));
      await journal.add(OWNER, many, LONG_MS);
      await journal.remove(
        OWNER,
        many.map(({ id }) => id),
      );
    }
    expect(statSync(path).size).toBeLessThan(1_100_000);
    const last = request();
    await journal.add(OWNER, [last], LONG_MS);
    expect(await found(path)).toEqual([first.id, last.id]);
  });

  it('that is damaged before its end stops the start, and says what to do', async () => {
    const path = inFolder();
    writeFileSync(path, '{"taken":[{"id":\n{"ended":[]}\n');
    await expect(openAcceptedJournal(path)).rejects.toThrow(
      /accepted\.journal cannot be read and written.*move it away/,
    );
  });

  it('takes on what a version before it left in the database', async () => {
    const directory = join(inFolder(), '..', 'data');
    const before = await openEmbeddedStore(directory);
    const left = request();
    await createAcceptedRequests(before.database).add(
      '8f14e45f-ceea-467f-a0e6-000000000001',
      [left],
      LONG_MS,
    );
    await before.close();
    for (const expected of [[left.id], []]) {
      const store = await openEmbeddedStore(directory);
      const owner = randomUUID();
      const taken = await store.acceptedRequests.takeOver(owner, LONG_MS, 10);
      expect(taken.map(({ id }) => id)).toEqual(expected);
      await store.acceptedRequests.remove(owner, expected);
      await store.close();
    }
  });
});
