import { describe, expect, it, test } from 'vitest';
import { savingsChart } from '../../src/charts/savings-chart.js';
import { type AdviceSketch, SKETCHES, sketchAdvice } from './fixtures.js';

function chartOf(sketch: AdviceSketch) {
  return savingsChart(sketchAdvice(sketch));
}

describe('the lines of the savings chart', () => {
  it('are the winner, today, the best plan that tunes or retrieves, and the best other untuned plan', () => {
    const { lines } = chartOf(SKETCHES.classic);
    expect(lines.map(({ planId, role, name, amount }) => [planId, role, name, amount])).toEqual([
      ['switch-model:GPT-6 Luna', 'winner', 'GPT-6 Luna', '$17.1k'],
      ['keep', 'today', 'Today: gpt-4o', '$270k if it could go on'],
      ['fine-tune:gpt-4o-mini', 'other', 'Tuned gpt-4o-mini', '$93.9k, blocked'],
      ['optimise:gpt-4o', 'other', 'gpt-4o, optimised', '$180k if it could go on'],
    ]);
  });

  it.each(Object.entries(SKETCHES))('are at most four and ascend in time: %s', (_, sketch: AdviceSketch) => {
    const chart = chartOf(sketch);
    expect(chart.lines.length).toBeGreaterThan(0);
    expect(chart.lines.length).toBeLessThanOrEqual(4);
    expect(chart.lines[0]?.role).toBe('winner');
    expect(new Set(chart.lines.map(({ planId }) => planId)).size).toBe(chart.lines.length);
    for (const { points, totalUsd } of chart.lines) {
      expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
      expect(points.at(-1)).toEqual({ x: chart.months, y: totalUsd });
    }
  });

  it('prefer feasible plans to cheaper blocked ones, and show no plan beside the point, of unsure price or without a cost', () => {
    const { lines } = chartOf({
      plans: [
        { kind: 'keep', model: 'a', monthly: 100 },
        { kind: 'switch-model', model: 'b', monthly: 50 },
        { kind: 'switch-model', model: 'c', monthly: 1, unknown: true },
        { kind: 'rag', model: 'd', monthly: 20, blocker: { code: 'no-knowledge-gap' } },
        {
          kind: 'fine-tune',
          model: 'e',
          monthly: 10,
          blocker: { code: 'not-for-sale', why: 'nobody', name: 'e' },
        },
        { kind: 'fine-tune', model: 'f', monthly: 70 },
        {
          kind: 'switch-model',
          model: 'g',
          monthly: 5,
          blocker: { code: 'below-quality-bar', bar: { kind: 'target', accuracy: 0.9 } },
        },
        { kind: 'switch-model', model: 'h', monthly: 2, blocker: { code: 'unverified', what: 'price' } },
      ],
      winner: 1,
    });
    expect(lines.map(({ planId, blocked }) => [planId, blocked])).toEqual([
      ['switch-model:b', false],
      ['keep', false],
      ['fine-tune:f', false],
      ['switch-model:g', true],
    ]);
  });

  it('have a point where they become notional', () => {
    const keep = chartOf(SKETCHES.classic).lines.find(({ role }) => role === 'today');
    expect(keep?.endsAt).toBeCloseTo(53 / 30);
    expect(keep?.points.some(({ x, y }) => x === keep.endsAt && Math.abs(y - 39_750) < 0.01)).toBe(true);
  });

  it('stay plain data that can go to a worker', () => {
    const chart = chartOf(SKETCHES.classic);
    expect(structuredClone(chart)).toEqual(chart);
  });
});

test.each<[keyof typeof SKETCHES, string]>([
  ['classic', 'Switch to GPT-6 Luna: saves $21.4k a month, paid back by day 7'],
  ['keepWins', 'Keep gpt-4o-mini: the next best plan costs $688 more over 12 months'],
  ['huge', 'Cascade with Claude Haiku 5.5: saves $6.1M a month, paid back by day 31'],
  ['tiny', 'Switch to GPT-6 Luna: saves $3.10 a month, paid back by day 40'],
  ['fiveYears', 'RAG on GPT-6 Terra: saves $23.5k a month, paid back after 3.9 months'],
  ['oneOff', 'Send it as a batch: saves $3,857 on this batch, paid back by day 4'],
  ['minutes', 'Switch to GPT-6 Luna: saves $211k a month, paid back in 47 minutes'],
  ['late', 'Fine-tune Nova Lite: saves $1,950 a month, paid back after 11 months'],
  ['moreExpensive', 'Switch to GPT-6 Luna: costs $250 more a month, but gpt-4o-mini ends 14 Jan 2027'],
])('the title states the finding: %s', (name, title) => {
  expect(chartOf(SKETCHES[name]).title).toBe(title);
});

test.each<[string, AdviceSketch, string]>([
  [
    'a saving that does not pay back in time',
    {
      plans: [
        { kind: 'keep', model: 'a', monthly: 100 },
        { kind: 'switch-model', model: 'b', monthly: 90, upfront: 5_000 },
      ],
      winner: 1,
    },
    'Switch to b: saves $10 a month, not paid back within 12 months',
  ],
  [
    'no plan that passes',
    { plans: [{ kind: 'keep', model: 'a', monthly: 100 }], winner: 0, unresolved: true },
    'No plan passes every condition: a costs $100 a month today',
  ],
  [
    'an unknown cost of the winner',
    {
      plans: [
        { kind: 'keep', model: 'a', monthly: 100 },
        { kind: 'switch-model', model: 'b', monthly: 90, unknown: true },
      ],
      winner: 1,
    },
    'Switch to b: its cost is not known',
  ],
  [
    'an unknown cost of today',
    {
      plans: [
        { kind: 'keep', model: 'a', monthly: 100, unknown: true },
        { kind: 'switch-model', model: 'b', monthly: 90 },
      ],
      winner: 1,
    },
    'Switch to b: $1,080 over 12 months',
  ],
])('the title claims no more than is known: %s', (_, sketch, title) => {
  expect(chartOf(sketch).title).toBe(title);
});

describe('the markers', () => {
  it('name the breakeven and the day on which models end, once for lines that end together', () => {
    const { markers } = chartOf(SKETCHES.classic);
    expect(markers.map(({ kind, label, points }) => [kind, label, points.length])).toEqual([
      ['breakeven', 'breakeven, day 7', 1],
      ['end', 'gpt-4o and tuned gpt-4o-mini end 14 Jan 2027', 3],
    ]);
  });

  it.each<[keyof typeof SKETCHES, string[]]>([
    ['minutes', ['breakeven after 47 minutes', 'gpt-4o and tuned gpt-4o-mini end 14 Jan 2027']],
    ['late', ['breakeven after 11 months']],
    [
      'fiveYears',
      [
        'breakeven after 3.9 months',
        'gpt-4.1 ends 14 Oct 2027',
        'tuned Gemini 3.5 Flash-Lite ends 21 Jul 2027 or later',
      ],
    ],
    ['keepWins', []],
  ])('%s', (name, labels) => {
    expect(
      chartOf(SKETCHES[name])
        .markers.map(({ label }) => label)
        .sort(),
    ).toEqual([...labels].sort());
  });
});

describe('the subtitle', () => {
  it.each<[keyof typeof SKETCHES, string]>([
    ['classic', 'Cumulative cost of Ticket triage at 500k queries a day, prices of 22 Nov 2026'],
    ['oneOff', 'Cumulative cost of Archive of 2019, 2.4M queries in all, prices of 22 Nov 2026'],
    ['moreExpensive', 'Cumulative cost at 500k queries a day, prices last checked 30 Sep 2026'],
  ])('names the workload and the date of the prices: %s', (name, text) => {
    expect(chartOf(SKETCHES[name]).subtitle).toBe(text);
  });

  it('leaves out a name that the bundled fonts cannot draw, and keeps one in Cyrillic', () => {
    const named = (name: string) => chartOf({ ...SKETCHES.classic, workload: { name } }).subtitle;
    expect(named('チケット 🎫')).toMatch(/^Cumulative cost at/);
    expect(named('Заявки')).toMatch(/^Cumulative cost of Заявки at/);
  });
});

describe('the alternative text', () => {
  it('tells the whole story with its numbers', () => {
    expect(chartOf(SKETCHES.classic).altText).toBe(
      'Switch to GPT-6 Luna: saves $21.4k a month, paid back by day 7. ' +
        'Line chart of the cumulative cost of Ticket triage (500k queries a day) over 12 months, prices of 22 Nov 2026. ' +
        'In the end: GPT-6 Luna $17.1k; Tuned gpt-4o-mini $93.9k if it could go on (blocked); ' +
        'gpt-4o, optimised $180k if it could go on; Today: gpt-4o $270k if it could go on. ' +
        'Marked: breakeven, day 7; gpt-4o and tuned gpt-4o-mini end 14 Jan 2027.',
    );
  });

  it('keeps within the limit of Slack whatever the names', () => {
    const model = 'x'.repeat(5_000);
    const [keep, ...others] = SKETCHES.classic.plans;
    const { altText } = chartOf({
      plans: [{ ...keep, model }, ...others.map((plan) => ({ ...plan, model, title: model }))],
      winner: 1,
      workload: { name: 'y'.repeat(80) },
    });
    expect(altText.length).toBeLessThanOrEqual(1_900);
    expect(altText).toContain('breakeven, day 7');
  });
});
