import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/engine/workload.js';
import { loadEvidence } from '../../../src/evidence/index.js';
import type { Component } from '../../../src/prices/price-book.js';
import { CATALOGUE } from '../../catalogue.js';
import { ask, outcomeOf, PLAIN_WORKLOAD } from '../ask.js';
import { TEST_DATA, tariff, testBook } from '../test-book.js';

const EVIDENCE = loadEvidence();
const MACHINES: readonly Component[] = [
  { id: 'cores', name: 'two cores', platform: 'cloud', kind: 'cpu', isDefault: true },
  { id: 'little', name: 'little GPU', platform: 'cloud', kind: 'small-gpu', isDefault: true },
];
const BOOK = testBook({
  tuningOffers: [],
  components: [...TEST_DATA.components, ...MACHINES],
  facts: [...TEST_DATA.facts, ...tariff('cores', { hostingHour: 0.1 }), ...tariff('little', { gpuHour: 1 })],
});

const LABELS: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 100_000 },
  tokens: { staticPrompt: 1_000, user: 200, output: 10 },
  data: { examples: 1_000, runs: 1 },
};

function encoderOf(change: Partial<Workload> = {}) {
  const advice = outcomeOf({ ...LABELS, ...change }, BOOK);
  return advice.plans.find(({ kind }) => kind === 'encoder');
}

describe('a tuned encoder', () => {
  it('costs machines, a little upkeep and its training, and nothing a call', () => {
    const plan = encoderOf();
    // 100,000 x 200 tokens a day are 231 a second; two cores read 300 with headroom, and two machines stand by.
    expect(plan?.monthly.lines).toMatchObject([
      { item: 'Rented machines', quantity: 1_460, amountUsd: 146 },
      { item: 'Looking after the encoder', amountUsd: 1_500 },
    ]);
    expect(plan?.perQuery.totalUsd).toBe(0);
    // One run of the least hour at $1; 10 days of data set, 3 of serving, 3 of evaluation at $800.
    expect(plan?.upfront.totalUsd).toBeCloseTo(1 + 16 * 800, 9);
    expect(plan?.recurring?.ledger.totalUsd).toBeCloseTo(1 + 3 * 800, 9);
    expect(plan?.names.tested).toContain('ModernBERT base');
  });

  it('takes as many cores as the busiest month reads, and a GPU where that costs less', () => {
    // 2,315 tokens a second are 8 machines of 300; 231,481 are 772 of them, or 23 GPUs of 10,500.
    expect(encoderOf({ volume: { queriesPerDay: 1_000_000 } })?.monthly.lines[0]?.amountUsd).toBeCloseTo(
      584,
      9,
    );
    const large = encoderOf({ volume: { queriesPerDay: 100_000_000 } })?.monthly.lines[0];
    expect(large).toMatchObject({ quantity: 23 * 730, unitPriceUsd: 1 });
  });

  it('runs on a GPU where cores are too slow, and is out where both are', () => {
    // 200 tokens at 1,000 a second and 20 ms, twice that for the slowest: 440 ms; on a GPU about 51.
    const fast = encoderOf({ constraints: { maxLatencyMs: 300 } });
    expect(fast?.monthly.lines[0]).toMatchObject({ quantity: 1_460, unitPriceUsd: 1 });
    expect(fast?.blockers).toEqual([]);
    const never = encoderOf({ constraints: { maxLatencyMs: 40 } });
    expect(never?.blockers.map(({ code }) => code)).toEqual(['too-slow']);
  });

  it('is for fixed labels only, with labels to learn from', () => {
    expect(encoderOf({ task: 'extraction' })).toBeUndefined();
    expect(encoderOf({ data: { examples: 0 } })).toBeUndefined();
    const codes = (change: Partial<Workload>) => encoderOf(change)?.blockers.map(({ code }) => code);
    expect(codes({ tokens: { user: 200, output: 100 } })).toContain('not-applicable');
    expect(codes({ tokens: { user: 9_000, output: 10 } })).toContain('prompt-too-long');
    expect(codes({ data: { examples: 20 } })).toContain('too-few-examples');
    expect(codes({ constraints: { noTrainingOnData: true } })).toContain('not-applicable');
    expect(codes({ constraints: { dataStaysInHouse: true } })).toEqual([]);
  });

  it('is not proposed at a price that nobody knows', () => {
    const unpriced = testBook({ components: MACHINES, tuningOffers: [] });
    const advice = outcomeOf(LABELS, unpriced);
    expect(advice.plans.some(({ kind }) => kind === 'encoder')).toBe(false);
  });

  it.each<[string, Workload]>([
    [
      'in house and within 300 ms',
      {
        task: 'classification',
        volume: { queriesPerDay: 3_000 },
        tokens: { staticPrompt: 4_000, user: 300, output: 20 },
        current: { model: 'claude-sonnet-5.5', retryRate: 0.1 },
        data: { examples: 300 },
        quality: { current: 0.85, lossPerErrorUsd: 0.05 },
        constraints: { dataStaysInHouse: true, maxLatencyMs: 300 },
        people: { setupDays: 3 },
      },
    ],
    [
      'for two million long texts a day',
      {
        task: 'classification',
        volume: { queriesPerDay: 2_000_000 },
        tokens: { user: 1_500, output: 5 },
        current: { model: 'gpt-6.2-sol', retryRate: 0.1 },
        data: { examples: 20_000 },
        quality: { current: 0.95, lossPerErrorUsd: 0.05, target: 0.95 },
        people: { upkeepFte: 0.1, setupDays: 3 },
      },
    ],
  ])('wins where labels are wanted %s, after a test', (_, workload) => {
    const { verdict, plans } = ask(workload, CATALOGUE, '2026-11-30', EVIDENCE);
    const aimed = plans.find(({ id }) => id === verdict.planId);
    expect(aimed?.kind).toBe('encoder');
    expect(aimed?.feasible).toBe(true);
    expect(verdict.test?.plans.map(({ planId }) => planId)).toContain(aimed?.id);
    expect(verdict.cautions.join()).toContain('knows only the labels it was trained on');
  });
});
