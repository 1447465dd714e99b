import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { priceSheet } from '../../src/prices/price-sheet.js';
import { historyChart } from '../../src/slack/features/prices/history-chart.js';

const book = loadCatalogue();
const AS_OF = '2026-11-30';

function chartOf(id: string) {
  const model = book.findModel(id);
  if (model === undefined) throw new Error(`no ${id}`);
  const history = book.facts.filter(({ product }) => product === model.id);
  return {
    chart: historyChart(model, history, AS_OF),
    past: priceSheet(book, model, history, AS_OF).past,
  };
}

describe('the history of prices', () => {
  it('shows GPT-4o since its launch, and says of a day that nobody read that it is about then', () => {
    const { chart, past } = chartOf('gpt-4o');
    expect(chart?.from).toBe('2024-05-13');
    expect(chart?.altText).toContain('Input: $5 from 13 May 2024, $2.50 from about Aug 2024.');
    expect(chart?.subtitle).toContain('Dotted: day not sure.');
    expect(past.map(({ on, kind, before, after }) => [on, kind, before?.amount, after?.amount])).toEqual([
      ['2024-08-06', 'output', '15', '10'],
      ['2024-08-06', 'input', '5', '2.5'],
    ]);
  });

  it('is exact to the day where the seller named it', () => {
    const { chart } = chartOf('o3');
    expect(chart?.title).toContain('on 10 Jun 2025');
    expect(chart?.subtitle).not.toContain('Dotted');
  });

  it('is there for models that only the registry lists, as long as a copy of it agreed', () => {
    const turbo = book.facts.filter(({ product }) => product === 'gpt-4-turbo');
    expect(
      turbo.map(({ kind, amount, effectiveFrom, effectiveUntil, fromIs }) => [
        kind,
        amount,
        effectiveFrom,
        effectiveUntil,
        fromIs,
      ]),
    ).toEqual([
      ['input', '10', '2023-11-06', '2026-08-01', 'remembered'],
      ['output', '30', '2023-11-06', '2026-08-01', 'remembered'],
    ]);
  });

  it('moves no price of today: what a day after the catalogue began costs is as before', () => {
    for (const { effectiveUntil, effectiveFrom } of book.facts.filter(({ fromIs }) => fromIs !== undefined)) {
      expect(effectiveUntil === undefined || effectiveFrom < effectiveUntil).toBe(true);
    }
    expect(book.ratesOf('gpt-4o', AS_OF).input).toMatchObject({
      amount: '2.50',
      effectiveFrom: '2025-12-02',
    });
  });
});
