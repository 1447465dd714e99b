import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/choose/rank.js';

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
