import { describe, expect, it } from 'vitest';
import { completeWorkload } from '../../src/engine/defaults.js';
import type { Workload } from '../../src/engine/workload.js';
import { outcomeOf, planOf } from './ask.js';

/** As little as can be said, but with facts, a fixed prompt and examples, so that every default matters. */
const SPARSE: Workload = {
  volume: { queriesPerDay: 1000 },
  tokens: { staticPrompt: 2000, fewShot: 300, user: 200, output: 100 },
  current: { model: 'plain' },
  knowledge: { kind: 'static' },
  data: { examples: 100 },
};

function statements(workload: Workload): ReadonlyMap<string, string> {
  const { assumptions } = completeWorkload(workload);
  return new Map(assumptions.map((assumption) => [assumption.field, assumption.statement]));
}

const DEFAULTS: readonly (readonly [string, Partial<Workload>, RegExp])[] = [
  ['task', { task: 'chat' }, /general text generation/],
  ['tuned.staticPrompt', { tuned: { staticPrompt: 5 } }, /200 of 2,000 tokens/],
  ['tuned.fewShot', { tuned: { fewShot: 5 } }, /no examples in the prompt/],
  ['tuned.output', { tuned: { output: 5 } }, /same length/],
  ['data.tokensPerExample', { data: { examples: 100, tokensPerExample: 5 } }, /2,600 tokens/],
  ['data.labelCostUsd', { data: { examples: 100, labelCostUsd: 1 } }, /cost nothing more/],
  ['data.runs', { data: { examples: 100, runs: 1 } }, /4 training runs/],
  ['volume.growthPerMonth', { volume: { queriesPerDay: 1, growthPerMonth: 0.1 } }, /does not grow/],
  ['people.engineerMonthlyUsd', { people: { engineerMonthlyUsd: 1 } }, /\$15k a month, \$800 a working day/],
  ['people.setupDays', { people: { setupDays: 1 } }, /10 working days/],
  ['people.evaluationDays', { people: { evaluationDays: 1 } }, /3 working days/],
  ['people.upkeepFte', { people: { upkeepFte: 0 } }, /25% of an engineer/],
  ['horizonMonths', { horizonMonths: 6 }, /12 months of 30 days/],
  ['discountRate', { discountRate: 0 }, /10% a year/],
  ['knowledge.corpusTokens', { knowledge: { kind: 'static', corpusTokens: 1 } }, /1M tokens/],
  ['stability.retrainEveryMonths', { stability: { retrainEveryMonths: 6 } }, /every 9 months/],
  ['constraints.batchable', { constraints: { batchable: true } }, /batch discount does not apply/],
  [
    'constraints.existingFineTuningAccounts',
    { constraints: { existingFineTuningAccounts: ['openai'] } },
    /no fine-tuning account/,
  ],
];

describe('what is left out', () => {
  it.each(DEFAULTS)('is stated: %s, and no longer once it is given', (field, given, words) => {
    expect(statements(SPARSE).get(field)).toMatch(words);
    expect(statements({ ...SPARSE, ...given }).has(field)).toBe(false);
  });

  it('of the knowledge is taken as none', () => {
    const { knowledge: _, ...unsaid } = SPARSE;
    expect(statements(unsaid).get('knowledge.kind')).toMatch(/no facts have to be looked up/);
    expect(statements(SPARSE).has('knowledge.kind')).toBe(false);
  });

  it('is stated once, and in the advice', () => {
    const fields = outcomeOf(SPARSE).assumptions.map((assumption) => assumption.field);
    expect(new Set(fields).size).toBe(fields.length);
    for (const [field] of DEFAULTS) expect(fields).toContain(field);
  });

  it('of the epochs is stated by the plan that trains, as the seller or else the product has it', () => {
    const { assumptions } = planOf(outcomeOf(SPARSE), 'fine-tune:lab/mini');
    expect(assumptions.find((one) => one.field === 'data.epochs')?.statement).toMatch(
      /3 times, and every pass/,
    );
    const given = planOf(outcomeOf({ ...SPARSE, data: { examples: 100, epochs: 2 } }), 'fine-tune:lab/mini');
    expect(given.assumptions.map((one) => one.field)).not.toContain('data.epochs');
  });

  it('of what does not matter is not mentioned', () => {
    const bare: Workload = {
      volume: { queriesPerDay: 1 },
      tokens: { user: 1, output: 1 },
      current: { model: 'plain' },
    };
    const fields = [...statements(bare).keys()];
    for (const field of [
      'tuned.staticPrompt',
      'tuned.fewShot',
      'data.labelCostUsd',
      'knowledge.corpusTokens',
    ]) {
      expect(fields).not.toContain(field);
    }
  });
});

describe('a complete workload', () => {
  it('keeps every figure that was given', () => {
    const given: Workload = {
      ...SPARSE,
      task: 'extraction',
      tuned: { staticPrompt: 7, fewShot: 8, output: 9 },
      people: { engineerMonthlyUsd: 1, setupDays: 2, evaluationDays: 3, upkeepFte: 4 },
      quality: { target: 0.9, lossPerErrorUsd: 0 },
      horizonMonths: 3,
      discountRate: 0,
    };
    const { complete } = completeWorkload(given);
    expect(complete).toMatchObject({ ...given, current: { model: 'plain' } });
  });

  it('leaves unknown what has no sensible default', () => {
    const { complete } = completeWorkload(SPARSE);
    expect(complete.quality).toEqual({});
    expect(complete.data.epochs).toBeUndefined();
    expect(complete.constraints.maxLatencyMs).toBeUndefined();
  });

  it('spreads a backlog over one month, which is then the horizon', () => {
    const { complete } = completeWorkload({ ...SPARSE, volume: { oneOffQueries: 3000 } });
    expect(complete.volume).toMatchObject({ queriesPerDay: 100, oneOffQueries: 3000 });
    expect(complete.horizonMonths).toBe(1);
  });
});

describe('the upkeep of a tuned model', () => {
  it.each([
    ['classification', 0.1],
    ['structured-output', 0.1],
    ['chat', 0.25],
    ['agent', 0.5],
  ] as const)('follows the task where nobody says: %s', (task, fte) => {
    const { complete } = completeWorkload({ ...SPARSE, task });
    expect(complete.people.upkeepFte).toBe(fte);
    expect(completeWorkload({ ...SPARSE, task, people: { upkeepFte: 1 } }).complete.people.upkeepFte).toBe(1);
  });
});
