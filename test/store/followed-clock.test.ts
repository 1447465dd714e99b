import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { followClock } from '../../src/store/followed-clock.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const LOOK_MS = 30_000;

describe('the clock of a database as a process follows it', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'setInterval'], now: NOON });
  });
  afterEach(() => void vi.useRealTimers());

  /** A database whose clock is ahead of the machine's, and how long its answers take on the way back. */
  async function follow(database: { aheadMs: number; answerTakesMs?: number }) {
    const problems: Error[] = [];
    async function readTime(): Promise<Date> {
      const time = new Date(Date.now() + database.aheadMs);
      const { answerTakesMs = 0 } = database;
      if (answerTakesMs > 0) await new Promise((resolve) => setTimeout(resolve, answerTakesMs));
      return time;
    }
    const following = followClock(readTime, (error) => void problems.push(error));
    await vi.advanceTimersByTimeAsync(database.answerTakesMs ?? 0);
    const clock = await following;
    onTestFinished(clock.stop);
    return { clock, problems, differenceMs: () => clock.now().getTime() - (Date.now() + database.aheadMs) };
  }

  it.each([0, -26 * 3_600_000, 26 * 3_600_000])(
    'says its time when the machine is off by %i ms',
    async (off) => {
      const { differenceMs } = await follow({ aheadMs: off });
      expect(differenceMs()).toBe(0);
      await vi.advanceTimersByTimeAsync(LOOK_MS / 2);
      expect(differenceMs()).toBe(0);
    },
  );

  it('goes on when somebody sets the clock of the machine', async () => {
    const { clock } = await follow({ aheadMs: 0 });
    vi.setSystemTime(NOON + 24 * 3_600_000);
    expect(clock.now().getTime()).toBe(NOON);
  });

  it('follows within half a minute when the clock of the database is set', async () => {
    const database = { aheadMs: 0 };
    const { differenceMs } = await follow(database);
    database.aheadMs = -3_600_000;
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    expect(differenceMs()).toBe(0);
  });

  it('is off by no more than half of what the first answer took, and no more after a slow one', async () => {
    const database = { aheadMs: 5_000, answerTakesMs: 400 };
    const { differenceMs } = await follow(database);
    expect(Math.abs(differenceMs())).toBeLessThanOrEqual(200);
    database.answerTakesMs = 0;
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    expect(differenceMs()).toBe(0);
    database.answerTakesMs = 9_000;
    await vi.advanceTimersByTimeAsync(2 * LOOK_MS);
    expect(differenceMs()).toBe(0);
  });

  it('goes on while the database does not answer, and says so', async () => {
    let isThere = true;
    const problems: Error[] = [];
    const clock = await followClock(
      async () => {
        if (!isThere) throw new Error('away');
        return new Date();
      },
      (error) => void problems.push(error),
    );
    onTestFinished(clock.stop);
    isThere = false;
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    expect(problems.map(({ message }) => message)).toEqual(['away']);
    expect(clock.now().getTime()).toBe(NOON + LOOK_MS);
  });
});
