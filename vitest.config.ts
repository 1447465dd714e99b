import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A real browser needs the machine for itself: npm run test:browser.
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.BROWSER_TESTS === undefined ? ['test/browser/**'] : []),
    ],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    // A fact is waited for: how soon it comes is what npm run bench measures, and machines differ.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: '100%',
  },
});
