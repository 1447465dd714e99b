import { expect, test } from 'vitest';
import { dataHandlingAt, PLATFORMS_READ } from '../../src/prices/data-handling.js';
import { platformName } from '../../src/prices/platform-name.js';
import { limitsBlocks, waysBlocks } from '../../src/slack/features/result/guide-blocks.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';

test.each(PLATFORMS_READ)('%s sells in the catalogue, and its page is one of its own', (platform) => {
  expect([...CATALOGUE.models, ...CATALOGUE.tuningOffers].map((one) => one.platform)).toContain(platform);
  const known = dataHandlingAt(platform);
  expect(known?.address).toMatch(/^https:\/\//);
  expect(known?.says).toMatch(/\.$/);
  expect(known?.says.length).toBeLessThan(320);
});

test('under a result each seller in question stands with its page, or as not verified', () => {
  const workload = {
    volume: { queriesPerDay: 20_000 },
    tokens: { user: 800, output: 100 },
    current: { model: 'gpt-4.1' },
    data: { examples: 3_000 },
  };
  const advice = adviceOf(workload, CATALOGUE, { asOf: '2026-11-30' });
  const told = JSON.stringify(limitsBlocks(advice));
  expect(told).toContain('trains no model unless you opt in');
  expect(told).toContain('https://developers.openai.com/api/docs/guides/your-data');
  expect(told).toContain('a page without a date');
  const unread =
    CATALOGUE.models.find(({ platform }) => dataHandlingAt(platform) === undefined)?.platform ?? '';
  const elsewhere = { ...advice, plans: advice.plans.map((plan) => ({ ...plan, platform: unread })) };
  expect(JSON.stringify(limitsBlocks(elsewhere))).toContain(`${platformName(unread)}: `);
  expect(JSON.stringify(limitsBlocks(elsewhere))).toContain('not verified');
  expect(JSON.stringify(waysBlocks(advice))).not.toContain('not verified');
});
