import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/advice.js';
import { choose, rank } from '../../src/engine/choose.js';
import { ask, PLAIN_WORKLOAD, planOf } from './ask.js';

const TEMPLATE = planOf(ask(PLAIN_WORKLOAD), 'keep');

function plan(change: Partial<Plan>): Plan {
  return { ...TEMPLATE, ...change };
}

const KEEP = plan({ id: 'keep', kind: 'keep', horizonCostUsd: 105 });
const SWITCH = plan({ id: 'switch-model:a', kind: 'switch-model', provider: 'Other', horizonCostUsd: 100 });

describe('the choice', () => {
  it('is the cheapest plan over the horizon', () => {
    expect(choose([plan({ ...KEEP, horizonCostUsd: 105.01 }), SWITCH], 'OpenAI')?.id).toBe('switch-model:a');
  });

  it('is the lesser change when that costs at most 5% more', () => {
    expect(choose([SWITCH, KEEP], 'OpenAI')?.id).toBe('keep');
  });

  it('between plans of one kind is the present provider', () => {
    const home = plan({ ...SWITCH, id: 'switch-model:b', provider: 'OpenAI', horizonCostUsd: 104 });
    expect(choose([SWITCH, home], 'OpenAI')?.id).toBe('switch-model:b');
    expect(choose([SWITCH, home], 'Other')?.id).toBe('switch-model:a');
  });

  it('between equals goes by id, whatever the order', () => {
    const twin = plan({ ...SWITCH, id: 'switch-model:b' });
    expect(choose([twin, SWITCH], 'OpenAI')?.id).toBe('switch-model:a');
    expect(choose([SWITCH, twin], 'OpenAI')?.id).toBe('switch-model:a');
  });

  it.each([
    ['optimise', 'switch-model'],
    ['switch-model', 'rag'],
    ['rag', 'fine-tune'],
    ['fine-tune', 'rag+fine-tune'],
  ] as const)('takes %s for a lesser change than %s', (lesser, greater) => {
    const plans = [plan({ id: 'a', kind: greater }), plan({ id: 'b', kind: lesser })];
    expect(choose(plans, 'OpenAI')?.kind).toBe(lesser);
  });

  it('never falls on a blocked plan or one of unknown cost', () => {
    const blocked = plan({ ...SWITCH, feasible: false, horizonCostUsd: 1 });
    const unknown = plan({ ...SWITCH, id: 'switch-model:c', horizonCostUsd: null });
    expect(choose([blocked, unknown, KEEP], 'OpenAI')?.id).toBe('keep');
    expect(choose([blocked, unknown], 'OpenAI')).toBeNull();
    expect(choose([], 'OpenAI')).toBeNull();
  });

  it('falls on a plan that costs nothing', () => {
    expect(choose([KEEP, plan({ ...SWITCH, horizonCostUsd: 0 })], 'OpenAI')?.id).toBe('switch-model:a');
  });
});

describe('the ranking', () => {
  it('puts feasible plans first, then the cheaper, the unknown last', () => {
    const plans = [
      plan({ id: 'unknown', horizonCostUsd: null }),
      plan({ id: 'blocked', feasible: false, horizonCostUsd: 1 }),
      plan({ id: 'dear', horizonCostUsd: 9 }),
      plan({ id: 'cheap-b', horizonCostUsd: 5 }),
      plan({ id: 'cheap-a', horizonCostUsd: 5 }),
    ];
    const order = ['cheap-a', 'cheap-b', 'dear', 'unknown', 'blocked'];
    expect(rank(plans).map((one) => one.id)).toEqual(order);
    expect(rank([...plans].reverse()).map((one) => one.id)).toEqual(order);
  });
});
