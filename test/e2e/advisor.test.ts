import { expect, test } from 'vitest';
import { createAdvisor } from '../../src/advisor/advisor.js';
import { AdvisorError } from '../../src/advisor/advisor-error.js';
import { ADA, ML_PLATFORM } from '../../src/playground/slack-server/index.js';
import type { PoolErrorCode } from '../../src/workers/pool.js';
import { startWorld, USEFUL_LINE } from './harness.js';

function failing(code: PoolErrorCode) {
  return {
    advise: async () => {
      throw new AdvisorError(code, 'no advice this time');
    },
  };
}

test('the real advisor works a result out', async () => {
  const advisor = createAdvisor({ threads: 1, workMs: 15_000 });
  try {
    const world = await startWorld({ advisor });
    await world.type(USEFUL_LINE);
    expect(world.slack.messages(ML_PLATFORM)[0]?.text).toMatch(/saves \$[\d.]+k? a month/);
  } finally {
    await advisor.close();
  }
});

test('that the advisor is busy is said privately', async () => {
  const world = await startWorld({ advisor: failing('queue-full') });
  expect((await world.type(USEFUL_LINE)).ok).toBe(true);
  expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
  expect(world.slack.ephemerals(ADA).map(({ text }) => text)).toContainEqual(
    expect.stringContaining(
      'I am busy: too many questions came at once. Nothing was posted. Please try again in a minute.',
    ),
  );
});

test.each(['stuck', 'worker-failed'] as const)(
  'that the advisor failed (%s) is said privately, with a reference that the log has, too',
  async (code) => {
    const world = await startWorld({ advisor: failing(code) });
    expect((await world.type(USEFUL_LINE)).ok).toBe(true);
    expect(world.slack.messages(ML_PLATFORM)).toEqual([]);
    const told = world.slack.ephemerals(ADA).map(({ text }) => text);
    const [, reference] = /reference ([0-9a-f]{8})/.exec(told.join('\n')) ?? [];
    expect(reference).toBeDefined();
    expect(world.log.join('')).toContain(reference);
  },
);
