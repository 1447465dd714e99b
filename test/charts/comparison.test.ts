import { describe, expect, it } from 'vitest';
import { chartConfiguration } from '../../src/charts/chart-configuration.js';
import { comparisonChart } from '../../src/charts/comparison-chart.js';
import renderChart from '../../src/charts/render-worker.js';
import { THEME } from '../../src/charts/theme.js';
import { compareModels, type Workload } from '../../src/engine/index.js';
import { AS_OF, testBook } from '../engine/test-book.js';
import { readPng } from './png.js';

const WORKLOAD: Workload = {
  volume: { queriesPerDay: 1000 },
  tokens: { staticPrompt: 2000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
};

function chartOf(...models: string[]) {
  return comparisonChart(compareModels(WORKLOAD, testBook(), models, AS_OF));
}

const CHART = chartOf('frontier', 'gpt-4o-mini', 'mystery', 'small', 'rumoured');

describe('a comparison', () => {
  it('has the cheapest first and the unknown last, with what stands in the way', () => {
    expect(CHART.bars.map(({ name, amount, note, role }) => [name, amount, note, role])).toEqual([
      ['Rumoured', '$0.72', '-98.9%, unverified price', 'blocked'],
      ['Small', '$3.39', '-95%', 'cheapest'],
      ['GPT-4o mini', '$7.65', '-88.7%, ends 14 Jan 2027', 'blocked'],
      ['Frontier', '$67.80', 'reference', 'other'],
      ['Mystery', 'unknown', 'no output price known', 'blocked'],
    ]);
  });

  it('has the finding for its title, whichever model is the cheapest', () => {
    expect(CHART.title).toBe('Small: $3.39 a month, $64.41 less than Frontier (-95%)');
    expect(chartOf('small', 'frontier').title).toBe('Small: the cheapest, $3.39 a month');
    expect(chartOf('gpt-4o-mini', 'frontier').title).toBe(
      'Frontier: $67.80 a month, the cheapest that nothing stands in the way of',
    );
    expect(chartOf('mystery', 'frontier').title).toBe('Frontier: the cheapest that is known, $67.80 a month');
    expect(chartOf('mystery', 'rumoured').title).toBe('None of these models can be recommended');
  });

  it('tells every bill to those who do not see it', () => {
    expect(CHART.altText).toContain('Small: $3.39, -95%.');
    expect(CHART.altText).toContain('Mystery: unknown, no output price known.');
  });

  it('draws one bar for each model, from zero', () => {
    const { data, options } = chartConfiguration(CHART, (text) => text.length * 14);
    expect(data.datasets[0]?.data).toHaveLength(5);
    expect(options?.scales?.x).toMatchObject({ min: 0 });
  });

  it.each([
    ['two models', ['small', 'frontier']],
    ['eight models', ['gpt-4o', 'gpt-4o-mini', 'small', 'frontier', 'plain', 'stepped', 'rising', 'short']],
    ['nothing but unknown bills', ['mystery', 'mystery']],
  ])('of %s is a PNG', async (_, models) => {
    const { width, height, colours } = await readPng(Buffer.from(renderChart(chartOf(...models))));
    expect([width, height]).toEqual([1200, 675]);
    expect(colours.get(`${THEME.ink}ff`) ?? 0).toBeGreaterThan(200);
  });
});
