import { describe, expect, it } from 'vitest';
import { choose, rank, type Standing } from '../../../src/engine/choose/choose.js';

/** A plan that costs this in two equally likely futures. */
function plan(change: Partial<Omit<Standing, 'outlook'>>, ...costs: readonly number[]): Standing {
  const [first = 100, second = first] = costs;
  return {
    id: 'keep',
    kind: 'keep',
    provider: 'OpenAI',
    feasible: true,
    outlook: { expectedUsd: (first + second) / 2, costsUsd: Float64Array.of(first, second) },
    ...change,
  };
}

const A = { id: 'switch-model:a', kind: 'switch-model', provider: 'Other' } as const;
const TUNE = { id: 'fine-tune:a', kind: 'fine-tune', provider: 'Other' } as const;

describe('the choice', () => {
  it('is the plan of the lowest expected cost', () => {
    const choice = choose([plan({}, 105.01), plan(A, 100)], 'OpenAI');
    expect(choice).toMatchObject({ plan: { id: 'switch-model:a' }, settledBy: 'cost' });
  });

  it('is the lesser change when that costs at most 5% more in every future', () => {
    const choice = choose([plan(A, 100), plan({}, 105)], 'OpenAI');
    expect(choice).toMatchObject({
      plan: { id: 'keep' },
      cheapest: { id: 'switch-model:a' },
      settledBy: 'lesser-change',
    });
  });

  it('does not let a plan win that is cheap in one future only', () => {
    const choice = choose([plan({}, 100, 100), plan(TUNE, 20, 200)], 'OpenAI');
    expect(choice).toMatchObject({ plan: { id: 'keep' }, settledBy: 'cost' });
  });

  it('between near ties is the plan that is less to be regretted, even where it changes more', () => {
    // The tune is 97 on average against 100: 40 % dearer at worst; keeping is 66 % dearer at worst.
    const choice = choose([plan({}, 100, 100), plan(TUNE, 50, 144)], 'OpenAI');
    expect(choice).toMatchObject({ plan: { id: 'fine-tune:a' }, settledBy: 'cost' });
    // Here it is the other way round: cheaper on average by 3, yet 127 % dearer at worst.
    const steady = choose([plan({}, 100, 20), plan(TUNE, 27, 90)], 'OpenAI');
    expect(steady).toMatchObject({
      plan: { id: 'keep' },
      cheapest: { id: 'fine-tune:a' },
      steadiest: { id: 'keep' },
      settledBy: 'regret',
    });
  });

  it('between plans of one kind is the present provider', () => {
    const home = plan({ ...A, id: 'switch-model:b', provider: 'OpenAI' }, 104);
    expect(choose([plan(A, 100), home], 'OpenAI')?.plan.id).toBe('switch-model:b');
    expect(choose([plan(A, 100), home], 'Other')?.plan.id).toBe('switch-model:a');
  });

  it('between equals goes by id, whatever the order', () => {
    const twin = plan({ ...A, id: 'switch-model:b' });
    expect(choose([twin, plan(A)], 'OpenAI')?.plan.id).toBe('switch-model:a');
    expect(choose([plan(A), twin], 'OpenAI')?.plan.id).toBe('switch-model:a');
  });

  it.each([
    ['optimise', 'switch-model'],
    ['switch-model', 'rag'],
    ['rag', 'fine-tune'],
    ['fine-tune', 'rag+fine-tune'],
  ] as const)('takes %s for a lesser change than %s', (lesser, greater) => {
    const plans = [plan({ id: 'a', kind: greater }), plan({ id: 'b', kind: lesser })];
    expect(choose(plans, 'OpenAI')?.plan.kind).toBe(lesser);
  });

  it('does not depend on plans that are dearer than the near ties', () => {
    const near = [plan({}, 100, 20), plan(TUNE, 27, 90)];
    const dear = plan({ ...A, id: 'switch-model:dear' }, 1, 300);
    expect(choose([...near, dear], 'OpenAI')).toEqual(choose(near, 'OpenAI'));
  });

  it('never falls on a blocked plan or one of unknown cost', () => {
    const blocked = plan({ ...A, feasible: false }, 1);
    const unknown = { ...plan({ ...A, id: 'switch-model:c' }), outlook: null };
    expect(choose([blocked, unknown, plan({}, 105)], 'OpenAI')?.plan.id).toBe('keep');
    expect(choose([blocked, unknown], 'OpenAI')).toBeNull();
    expect(choose([], 'OpenAI')).toBeNull();
  });

  it('falls on a plan that costs nothing', () => {
    expect(choose([plan({}, 105), plan(A, 0)], 'OpenAI')?.plan.id).toBe('switch-model:a');
  });
});

describe('the ranking', () => {
  it('puts feasible plans first, then the cheaper, the unknown last', () => {
    const plans = [
      { id: 'unknown', feasible: true, horizonCostUsd: null },
      { id: 'blocked', feasible: false, horizonCostUsd: 1 },
      { id: 'dear', feasible: true, horizonCostUsd: 9 },
      { id: 'cheap-b', feasible: true, horizonCostUsd: 5 },
      { id: 'cheap-a', feasible: true, horizonCostUsd: 5 },
    ];
    const order = ['cheap-a', 'cheap-b', 'dear', 'unknown', 'blocked'];
    expect(rank(plans).map((one) => one.id)).toEqual(order);
    expect(rank([...plans].reverse()).map((one) => one.id)).toEqual(order);
  });
});
