import { describe, expect, it } from 'vitest';
import type { Outcome, Plan } from '../../../src/engine/advice.js';
import { PRESETS } from '../../../src/engine/presets.js';
import type { Workload } from '../../../src/engine/workload.js';
import { CATALOGUE } from '../../catalogue.js';
import { ledgersOf, outcomeOf, planOf } from '../ask.js';

const CASES: readonly (readonly [string, Workload])[] = [
  ...PRESETS.map(({ id, workload }) => [id, workload] as const),
  [
    'labels of which many are easy',
    {
      task: 'classification',
      volume: { queriesPerDay: 50_000 },
      tokens: { staticPrompt: 1_500, user: 300, output: 8 },
      current: { model: 'claude-sonnet-5.5', retryRate: 0.05 },
      easyShare: 0.7,
      quality: { current: 0.9, lossPerErrorUsd: 0.05 },
      data: { examples: 4_000 },
    },
  ],
  [
    'an open model at a host',
    {
      task: 'agent',
      volume: { queriesPerDay: 20_000 },
      tokens: { staticPrompt: 3_000, user: 1_200, output: 300 },
      current: { model: 'fireworks/llama-3.3-70b' },
      constraints: { batchable: true },
    },
  ],
  [
    'answers from a small corpus',
    {
      task: 'knowledge-qa',
      volume: { queriesPerDay: 2000 },
      tokens: { staticPrompt: 800, user: 200, output: 300 },
      current: { model: 'gpt-6-luna', retryRate: 0.1 },
      knowledge: { kind: 'changing', corpusTokens: 15_000 },
      data: { examples: 800 },
    },
  ],
];

/** A plan that is right as often as another and costs more is not taken; it may be tested, for what it may turn out to be. */
function expectDominatedToLose({ plans, verdict }: Outcome): void {
  const usdOf = ({ horizonCost }: Plan) => (horizonCost?.invoiceUsd ?? 0) + (horizonCost?.peopleUsd ?? 0);
  const winner = plans.find(({ id }) => id === verdict.planId);
  if (winner === undefined || winner.horizonCost === null) throw new Error('The plan aimed at has a cost.');
  if (verdict.test !== null) return;
  for (const plan of plans) {
    if (!plan.feasible || plan.horizonCost === null) continue;
    if (plan.pGoodEnough < winner.pGoodEnough || plan.accuracy.mean < winner.accuracy.mean) continue;
    if (plan.training !== undefined || plan.inHouse) continue;
    expect(usdOf(winner) * 0.95, plan.id).toBeLessThanOrEqual(usdOf(plan));
  }
}

describe.each(CASES)('every kind of plan for %s', (_, workload) => {
  const advice = outcomeOf(workload, CATALOGUE);

  it('has an id of its own', () => {
    const ids = advice.plans.map((plan) => plan.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has ledgers that add up, and none with a total where a part is unknown', () => {
    for (const plan of advice.plans) {
      for (const { lines, totalUsd, unknown } of ledgersOf(plan)) {
        for (const { quantity, unitPriceUsd, per, amountUsd } of lines) {
          expect(amountUsd, plan.id).toBeCloseTo((quantity * unitPriceUsd) / per, 8);
        }
        const sum = lines.reduce((total, line) => total + line.amountUsd, 0);
        if (unknown.length > 0) expect(totalUsd, plan.id).toBeNull();
        else expect(totalUsd, plan.id).toBeCloseTo(sum, 8);
      }
    }
  });

  it('is priced by facts of the book that name their source, apart from the time of people, labels and repeats', () => {
    const known = new Set(CATALOGUE.facts.map(({ id }) => id));
    for (const plan of advice.plans) {
      for (const { part, item, price } of ledgersOf(plan).flatMap(({ lines }) => lines)) {
        const isOwn = ['work', 'upkeep', 'labels', 'retries'].includes(part);
        expect(price === undefined, `${plan.id}: ${item}`).toBe(isOwn);
        if (price === undefined) continue;
        expect(known.has(price.id), price.id).toBe(true);
        expect(price.source.title.length, price.id).toBeGreaterThan(0);
      }
    }
  });

  it('states the work that it takes', () => {
    for (const plan of advice.plans.filter(({ kind }) => kind !== 'keep')) {
      expect(
        plan.assumptions.map(({ field }) => field),
        plan.id,
      ).toContain('workingDays');
      expect(plan.timeToDeployDays, plan.id).toBeGreaterThan(0);
    }
  });

  it('loses where it costs over 5% more than another that is as likely to do the job', () => {
    expectDominatedToLose(advice);
  });
});

describe('half a million short classifications a day on GPT-4o', () => {
  it('are moved to another model, and every kind of plan is weighed', () => {
    const advice = outcomeOf(
      {
        task: 'classification',
        volume: { queriesPerDay: 500_000 },
        tokens: { user: 200, output: 100 },
        current: { model: 'gpt-4o' },
        data: { examples: 5000, tokensPerExample: 500 },
      },
      CATALOGUE,
    );
    expect(advice.verdict).toMatchObject({ approach: 'prompting', grade: 'must-move', unresolved: false });
    expect(planOf(advice, advice.verdict.planId).kind).toBe('switch-model');
    expect(new Set(advice.plans.map(({ kind }) => kind))).toEqual(
      new Set([
        'keep',
        'switch-model',
        'optimise-prompt',
        'cascade',
        'classifier-router',
        'rag',
        'fine-tune',
        'encoder',
        'distil',
        'self-host',
      ]),
    );
  });
});
