import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { amountsOf, outcomeOf, planOf } from '../ask.js';

const DAY = '2026-11-30';
const PLAN = 'rag:gpt-6-luna';

function retrieving(knowledge: Workload['knowledge'], queriesPerDay = 1_000) {
  const workload: Workload = {
    task: 'knowledge-qa',
    volume: { queriesPerDay },
    tokens: { staticPrompt: 500, user: 100, output: 200 },
    current: { model: 'gpt-6-luna' },
    knowledge: { kind: 'changing', corpusTokens: 100e6, changesEveryDays: 7, ...knowledge },
  };
  return planOf(outcomeOf(workload, CATALOGUE, DAY), PLAN);
}

function unitsOf(knowledge: Workload['knowledge'], queriesPerDay?: number): number | undefined {
  return retrieving(knowledge, queriesPerDay).monthly.lines.find(({ part }) => part === 'vector-store')
    ?.quantity;
}

describe('retrieval', () => {
  it('embeds everything once, and again only what has changed', () => {
    // 100M tokens at $0.02.
    expect(amountsOf(retrieving({}).upfront)['Embedding the facts']).toBeCloseTo(2, 9);
    // A tenth of them every 7 days: 10M x 30 / 7 at $0.02.
    expect(amountsOf(retrieving({}).monthly)['Embedding changed facts again']).toBeCloseTo(
      (10 * 30 * 0.02) / 7,
      9,
    );
    const half = retrieving({ changedShare: 0.5 });
    expect(amountsOf(half.monthly)['Embedding changed facts again']).toBeCloseTo((50 * 30 * 0.02) / 7, 9);
    expect(amountsOf(retrieving({ kind: 'static' }).monthly)).not.toHaveProperty(
      'Embedding changed facts again',
    );
  });

  it('keeps them in as many units as they and the searches take', () => {
    // 500 tokens take 9,216 + 2,000 bytes: 100M tokens are 2.24 GB of 5.
    expect(unitsOf({})).toBe(1);
    // 300M are 6.73 GB: two parts.
    expect(unitsOf({ corpusTokens: 300e6 })).toBe(2);
    // 500,000 a day are 5.79 a second, three times as many at the peak: two copies of each part.
    expect(unitsOf({}, 500_000)).toBe(2);
    expect(unitsOf({ corpusTokens: 300e6 }, 500_000)).toBe(4);
  });

  it('takes people who keep it, fewer where facts stay', () => {
    const people = (knowledge: Workload['knowledge']) =>
      amountsOf(retrieving(knowledge).monthly)['Keeping retrieval going'];
    expect(people({})).toBeCloseTo(1_500, 9);
    expect(people({ kind: 'static' })).toBeCloseTo(750, 9);
    expect(people({ upkeepFte: 0.4 })).toBeCloseTo(6_000, 9);
  });

  it('pays for a re-ranker where there is one', () => {
    // 20 x (500 + 50) tokens at $0.05.
    const each = amountsOf(retrieving({ rerank: true }).perQuery)['Choosing the best passages'];
    expect(each).toBeCloseTo(0.000_55, 12);
    expect(amountsOf(retrieving({}).perQuery)).not.toHaveProperty('Choosing the best passages');
  });
});
