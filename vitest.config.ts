import { defineConfig } from 'vitest/config';

const UNIT_ROOMS = 'engine|prices|charts|numbers|slack|workspace';
/** Tests of those rooms that open a store all the same. */
const STORED = ['test/prices/synced-prices.test.ts', 'test/slack/install/*.test.ts'];
/** Tests that look for the rare: processes killed between any two steps, payloads that nobody means well with. */
const LONG = ['test/chaos/!(check-history).test.ts', 'test/digest/crash.test.ts', 'test/e2e/hostile.test.ts'];
/** A real browser needs the machine for itself: npm run test:browser. */
const BROWSER = ['test/browser/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A fact is waited for: how soon it comes is what npm run bench measures, and machines differ.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [`test/(${UNIT_ROOMS})/**/*.test.ts`], exclude: STORED },
      },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/*.test.ts', `test/!(${UNIT_ROOMS})/**/*.test.ts`, ...STORED],
          exclude: [...LONG, ...BROWSER],
        },
      },
      { extends: true, test: { name: 'long', include: LONG } },
      { extends: true, test: { name: 'browser', include: BROWSER } },
    ],
  },
});
