import { defineConfig } from 'vitest/config';

const UNIT_ROOMS = 'engine|prices|charts|numbers|slack|workspace';
/** What a process keeps of memory is its own alone where no other test shares it. */
const MEMORY = 'test/charts/renderer-memory.test.ts';
/** Tests of those rooms that open a store or start threads all the same. */
const APART = [
  'test/prices/synced-prices.test.ts',
  'test/slack/install/*.test.ts',
  'test/charts/renderer.test.ts',
  MEMORY,
  'test/numbers/numbers-reader.test.ts',
];
/**
 * Tests that look for the rare: processes killed between any two steps, payloads that nobody means well with, everything
 * that one workspace could send for what another one keeps; and the built program, started again for every fact.
 */
const LONG = [
  MEMORY,
  'test/chaos/!(check-history).test.ts',
  'test/digest/crash.test.ts',
  'test/e2e/{hostile,program}.test.ts',
  'test/slack/install/isolation.test.ts',
];
/** A real browser needs the machine for itself: npm run test:browser. */
const BROWSER = ['test/browser/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A fact is waited for: how soon it comes is what npm run bench measures, and machines differ.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: '100%',
    // A process reads the program once, and runs its files of tests one after the other: helpers close in the test what
    // they opened in it, and stores, catalogue and advices are shared.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [`test/(${UNIT_ROOMS})/**/*.test.ts`], exclude: APART },
      },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/*.test.ts', `test/!(${UNIT_ROOMS})/**/*.test.ts`, ...APART],
          exclude: [...LONG, ...BROWSER],
        },
      },
      { extends: true, test: { name: 'long', include: LONG, isolate: true } },
      { extends: true, test: { name: 'browser', include: BROWSER, isolate: true } },
    ],
  },
});
