import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Schedule, startSchedule } from '../../src/jobs/schedule.js';

const DAILY: Schedule = { everySeconds: 86_400, fromSecond: (4 * 60 + 17) * 60 };
const EVERY_MINUTE: Schedule = { everySeconds: 60, fromSecond: 0 };
const MINUTE = 60_000;
const logger = pino({ level: 'silent' });

describe('jobs that come by the clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Instances on one queue from a moment on. @returns the ids of the jobs that were added */
  function start(schedule: Schedule, from: string, { instances = 1, failures = 0 } = {}): readonly string[] {
    vi.setSystemTime(new Date(from));
    const added: string[] = [];
    let left = failures;
    async function add(id: string): Promise<void> {
      left -= 1;
      if (left >= 0) throw new Error('away');
      if (!added.includes(id)) added.push(id);
    }
    for (let count = 0; count < instances; count += 1) {
      onTestFinished(startSchedule('q', schedule, { clock: () => new Date(), add, logger }));
    }
    return added;
  }

  it('are added once a minute, however many instances there are', async () => {
    const added = start(EVERY_MINUTE, '2026-11-22T10:00:00Z', { instances: 3 });
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1);
    expect(added).toHaveLength(10);
  });

  it('are added once a day at their time', async () => {
    const added = start(DAILY, '2026-11-22T10:00:00Z', { instances: 2 });
    await vi.advanceTimersByTimeAsync(18 * 60 * MINUTE);
    expect(added).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(18 * MINUTE);
    expect(added).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
    expect(added).toHaveLength(2);
  });

  it.each([
    ['2026-11-22T05:10:00Z', 1],
    ['2026-11-22T05:20:00Z', 0],
  ])('are made up for within an hour: an instance that starts at %s adds %i', async (from, count) => {
    const added = start(DAILY, from);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(added).toHaveLength(count);
  });

  it('are added a little later when the store does not take them', async () => {
    const added = start(EVERY_MINUTE, '2026-11-22T10:00:00Z', { failures: 3 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(added).toHaveLength(1);
  });
});
