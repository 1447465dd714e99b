import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moneyTicks, timeTicks } from '../../src/charts/savings/axes.js';

test.each<[number, string[]]>([
  [286_000, ['$0', '$50k', '$100k', '$150k', '$200k', '$250k']],
  [127_000_000, ['$0', '$25M', '$50M', '$75M', '$100M', '$125M']],
  [1_250_000, ['$0', '$0.25M', '$0.5M', '$0.75M', '$1M', '$1.25M']],
  [11_900, ['$0', '$2k', '$4k', '$6k', '$8k', '$10k']],
  [14_000, ['$0', '$2.5k', '$5k', '$7.5k', '$10k', '$12.5k']],
  [8_700, ['$0', '$2,000', '$4,000', '$6,000', '$8,000']],
  [42, ['$0', '$10', '$20', '$30', '$40']],
  [1.1, ['$0', '$0.20', '$0.40', '$0.60', '$0.80', '$1.00']],
  [0.005, ['$0', '$0.001', '$0.002', '$0.003', '$0.004', '$0.005']],
  [3.2e9, ['$0', '$1B', '$2B', '$3B']],
  [0, ['$0']],
])('money up to %d is marked %j', (max, labels) => {
  expect(moneyTicks(max).map(({ label }) => label)).toEqual(labels);
});

test('money has two to five marks above $0, evenly spaced, all different and none above the end', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 10, noNaN: true }), (exponent) => {
      const max = 10 ** exponent;
      const ticks = moneyTicks(max);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      for (const { value } of ticks) expect(value).toBeLessThanOrEqual(max * 1.000001);
    }),
  );
});

test.each<[number, string[]]>([
  [12, ['now', '3 mo', '6 mo', '9 mo', '12 mo']],
  [1, ['now', 'day 10', 'day 20', 'day 30']],
  [2, ['now', 'day 15', 'day 30', 'day 45', 'day 60']],
  [3, ['now', '1 mo', '2 mo', '3 mo']],
  [10, ['now', '3 mo', '6 mo', '10 mo']],
  [24, ['now', '6 mo', '12 mo', '18 mo', '24 mo']],
  [60, ['now', '12 mo', '24 mo', '36 mo', '48 mo', '60 mo']],
])('a horizon of %d months is marked %j', (months, labels) => {
  expect(timeTicks(months).map(({ label }) => label)).toEqual(labels);
});

test.each(Array.from({ length: 60 }, (_, index) => index + 1))(
  'a horizon of %d months has its end marked and no crowd before it',
  (months) => {
    const ticks = timeTicks(months);
    expect(ticks.at(-1)?.value).toBeCloseTo(months);
    expect(ticks.length).toBeLessThanOrEqual(8);
    const gaps = ticks.slice(1).map(({ value }, index) => value - (ticks[index]?.value ?? 0));
    expect(Math.min(...gaps) / months).toBeGreaterThan(0.1);
  },
);
