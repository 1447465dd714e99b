import { describe, expect, test } from 'vitest';
import { type Bill, billsChart } from '../../src/charts/bills-chart.js';
import renderInThisThread from '../../src/charts/render-worker.js';
import { THEME } from '../../src/charts/theme.js';
import { readPng } from './png.js';

const SPAN = '15 Nov 2026 to 22 Nov 2026';
const BILLS: readonly Bill[] = [
  { name: 'Support bot', beforeUsd: 1_200, afterUsd: 1_680 },
  { name: 'Ticket triage', beforeUsd: 22_500, afterUsd: 1_050, note: 'now: Switch to GPT-6 Luna' },
];

describe('the chart of bills', () => {
  test('states the finding, and begins with the bill that moves most', () => {
    const chart = billsChart(BILLS, SPAN);
    expect(chart?.title).toBe('2 bills, down $21k a month together');
    expect(chart?.rows.map(({ name, amounts }) => [name, amounts])).toEqual([
      ['Ticket triage', '$22.5k → $1,050'],
      ['Support bot', '$1,200 → $1,680'],
    ]);
    expect(chart?.altText).toBe(
      '2 bills, down $21k a month together, 15 Nov 2026 to 22 Nov 2026. Before and after: Ticket triage $22.5k → $1,050, now: Switch to GPT-6 Luna; Support bot $1,200 → $1,680.',
    );
  });

  test('is not drawn for fewer than two bills that move', () => {
    expect(billsChart(BILLS.slice(0, 1), SPAN)).toBeUndefined();
    const still = { name: 'Still', beforeUsd: 5, afterUsd: 5 };
    expect(billsChart([...BILLS.slice(0, 1), still], SPAN)).toBeUndefined();
  });

  test('shows the six that move most, and says so', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      name: `${index}`,
      beforeUsd: 100,
      afterUsd: 101 + index,
    }));
    const chart = billsChart(many, SPAN);
    expect(chart?.rows.map(({ name }) => name)).toEqual(['8', '7', '6', '5', '4', '3']);
    expect(chart?.title).toBe('9 bills, up $45 a month together');
    expect(chart?.subtitle).toContain('the 6 that move most');
  });

  test('is an opaque PNG of 1200 x 675, cheaper and more expensive in colours of their own', async () => {
    const chart = billsChart(BILLS, SPAN);
    if (chart === undefined) throw new Error('no chart');
    const { width, height, colours } = await readPng(Buffer.from(renderInThisThread(chart)));
    expect([width, height]).toEqual([1200, 675]);
    expect([...colours.keys()].every((colour) => colour.endsWith('ff'))).toBe(true);
    for (const colour of [THEME.lines.winner, THEME.lines.others[0], THEME.lines.today, THEME.ink]) {
      expect(colours.get(`${colour}ff`) ?? 0).toBeGreaterThan(200);
    }
  });

  test('can be drawn with amounts of any size and names of any length', () => {
    const chart = billsChart(
      [
        { name: 'x'.repeat(500), beforeUsd: 0, afterUsd: 1e12, note: 'y'.repeat(500) },
        { name: '', beforeUsd: 1e-6, afterUsd: 0 },
      ],
      SPAN,
    );
    if (chart === undefined) throw new Error('no chart');
    expect(renderInThisThread(chart).byteLength).toBeGreaterThan(5_000);
  });
});
