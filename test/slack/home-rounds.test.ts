import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRounds, type Rounds } from '../../src/slack/features/home/rounds.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const outside = {
  now: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

/** Rounds over tabs that note who was shown when, in seconds. */
function watched({
  viewers = ['U1', 'U2'],
  failing = () => false,
}: {
  readonly viewers?: readonly string[];
  readonly failing?: () => boolean;
} = {}) {
  const log: string[] = [];
  const shown: string[] = [];
  const begin = performance.now();
  const rounds: Rounds = createRounds(
    {
      viewersOf: async () => viewers,
      async prepare(workspaceId) {
        if (failing()) throw new Error('no token');
        return async (userId) => {
          shown.push(`${workspaceId} ${userId} ${(performance.now() - begin) / 1_000}`);
        };
      },
    },
    { outside, logger: pino({}, { write: (line: string) => log.push(line) }) },
  );
  return { rounds, shown, log };
}

test('many changes in a row are one tab for each person, two seconds after the last, one a second', async () => {
  const { rounds, shown } = watched();
  for (const _ of [1, 2, 3, 4]) {
    rounds.changed('T1');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual(['T1 U1 5', 'T1 U2 6']);
});

test('changes that never stop are shown after ten seconds all the same', async () => {
  const { rounds, shown } = watched({ viewers: ['U1'] });
  for (let second = 0; second < 22; second += 1) {
    rounds.changed('T1');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(shown).toEqual(['T1 U1 10', 'T1 U1 21']);
});

test('a change during a round is shown to everybody in another one', async () => {
  const { rounds, shown } = watched();
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(2_500);
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual(['T1 U1 2', 'T1 U2 3', 'T1 U1 4.5', 'T1 U2 5.5']);
});

test('a person who has seen a change is left out, unless somebody else changed something, too', async () => {
  const { rounds, shown } = watched();
  rounds.changed('T1', 'U1');
  rounds.changed('T1', 'U1');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown).toEqual(['T1 U2 2']);
  rounds.changed('T1', 'U1');
  rounds.changed('T1', 'U2');
  rounds.changed('T1', 'U1');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown).toEqual(['T1 U2 2', 'T1 U1 12', 'T1 U2 13']);
});

test('a round that fails is logged, and the next change is shown', async () => {
  let isFailing = true;
  const { rounds, shown, log } = watched({ failing: () => isFailing });
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(shown).toEqual([]);
  expect(log.join()).toContain('could not be brought up to date');
  isFailing = false;
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(shown).toEqual(['T1 U1 7', 'T1 U2 8']);
});

test('workspaces do not wait for one another, eight of them at once', async () => {
  const { rounds, shown } = watched();
  for (let index = 0; index < 9; index += 1) rounds.changed(`T${index}`);
  await vi.advanceTimersByTimeAsync(2_900);
  expect(shown).toEqual(Array.from({ length: 8 }, (_, index) => `T${index} U1 2`));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown.filter((line) => line.startsWith('T8'))).toEqual(['T8 U1 4', 'T8 U2 5']);
});

test('a stop ends what waits at once, and nothing is shown afterwards', async () => {
  const { rounds, shown } = watched();
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(2_500);
  rounds.changed('T2');
  await rounds.stop();
  rounds.changed('T1');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual(['T1 U1 2']);
});
