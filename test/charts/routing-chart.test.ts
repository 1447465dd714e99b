import { expect, test } from 'vitest';
import renderInThisThread from '../../src/charts/render-worker.js';
import { type RoutingFacts, routingChart } from '../../src/charts/routing-chart.js';
import { THEME } from '../../src/charts/theme.js';
import { readPng } from './png.js';

/** 100 items: the first is right in 80, the second in 90, on 12 of those on which the first is wrong and not on 2. */
const FACTS: RoutingFacts = {
  first: 'gpt-6-luna',
  second: 'gpt-6.1-terra',
  points: Array.from({ length: 11 }, (_, step) => ({
    escalated: step / 10,
    byChance: 0.8 + 0.01 * step,
    byScore: Math.min(0.9, 0.8 + 0.02 * step),
    atBest: 0.8 + Math.min(step * 0.1, 0.12) - Math.max(0, step * 0.1 - 0.98),
  })),
  costUsd: { first: 0.0001, second: 0.002 },
};

test('says from which share on the scores of the cheap model are enough, and what it costs there', () => {
  const chart = routingChart(FACTS);
  expect(chart.title).toBe('gpt-6-luna first: as right as gpt-6.1-terra with 50% of the calls sent on');
  // Half of 1,000 calls pay both models: $0.10 + 500 x $0.002.
  expect(chart.altText).toContain(
    '40% alone: 86% by chance, 90% by its scores, 92% with a perfect check, $1.30 for 1,000 calls.',
  );
  expect(chart.marks.map(({ label, cost }) => [label, cost])).toEqual([
    ['100%', '$0.10'],
    ['80%', '$0.50'],
    ['60%', '$0.90'],
    ['40%', '$1.30'],
    ['20%', '$1.70'],
    ['0%', '$2.10'],
  ]);
});

test('without scores and costs it has two lines, and says nothing of money', () => {
  const { costUsd: _, ...bare } = FACTS;
  const chart = routingChart({ ...bare, points: bare.points.map(({ byScore: __, ...point }) => point) });
  expect(chart.lines.map(({ kind }) => kind)).toEqual(['perfect', 'chance']);
  expect(chart.title).toBe('gpt-6-luna first, gpt-6.1-terra for a share: 80% to 90% right');
  expect(JSON.stringify(chart)).not.toContain('$');
});

test('is an opaque PNG of 1200 x 675 with every line in its colour, whatever the names', async () => {
  for (const first of ['gpt-6-luna', 'x'.repeat(300), '模型', '']) {
    const { width, height, colours } = await readPng(
      Buffer.from(renderInThisThread(routingChart({ ...FACTS, first }))),
    );
    expect([width, height]).toEqual([1200, 675]);
    expect([...colours.keys()].every((colour) => colour.endsWith('ff'))).toBe(true);
    for (const colour of [THEME.lines.winner, THEME.lines.others[0], THEME.lines.today]) {
      expect(colours.get(`${colour}ff`) ?? 0).toBeGreaterThan(200);
    }
  }
});
