import { describe, expect, it } from 'vitest';
import { adoptionOf, wayOf } from '../../src/decisions/adoption.js';
import { pipelineOf } from '../../src/decisions/pipeline.js';
import { PRESETS, type Workload } from '../../src/engine/index.js';
import type { Estimate } from '../../src/workspace/estimate.js';
import type { Life } from '../../src/workspace/life.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';
import { estimateOf } from '../digest/estimates.js';

const DAY = '2026-11-22';
const WORKLOAD: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
};

function estimate(name: string, savingUsd: number, life?: Life): Estimate {
  const one = estimateOf(name, { ...WORKLOAD, name }, CATALOGUE, DAY);
  const decision = {
    ...one.decision,
    planId: 'switch-model:x',
    unresolved: false,
    grade: 'clear' as const,
    presentUsd: 1_000,
    chosenUsd: 1_000 - savingUsd,
  };
  return { ...one, decision, ...(life !== undefined && { life }) };
}

const adopted = (savingUsd: number, rest: Partial<Life> = {}): Life => ({
  state: 'adopted',
  adoption: { by: 'U1', on: DAY, planId: 'x', planTitle: 'X', savingUsd, upfrontUsd: 0 },
  ...rest,
});

describe('the decisions of a workspace', () => {
  it('add up: what is rejected or withdrawn counts nowhere, what is done still counts as adopted', () => {
    const all = [
      estimate('proposed', 100),
      estimate('adopted', 200, adopted(250)),
      estimate('done', 300, { ...adopted(350), state: 'done' }),
      estimate('rejected', 400, { state: 'rejected', reason: 'no' }),
      estimate('withdrawn', 500, { ...adopted(550), state: 'withdrawn' }),
    ];
    expect(pipelineOf(all, CATALOGUE, new Map())).toMatchObject({
      identifiedUsd: 600,
      adoptedUsd: 600,
      adopted: 2,
      realisedUsd: null,
      measured: [],
    });
    const ids = new Map(all.map(({ name, id }) => [name, id]));
    const realised = new Map([
      [ids.get('adopted') ?? '', { usdPerMonth: 180 }],
      [ids.get('withdrawn') ?? '', { usdPerMonth: 99 }],
    ]);
    expect(pipelineOf(all, CATALOGUE, realised)).toMatchObject({
      realisedUsd: 180,
      measured: [{ name: 'adopted', usdPerMonth: 180 }],
    });
  });

  it('name what nobody owns, and are due on the day that was set, else when the model in use ends', () => {
    const end = CATALOGUE.models.find(({ endsOn }) => endsOn !== undefined && endsOn.date > DAY);
    if (end?.endsOn === undefined) throw new Error('No model of the catalogue ends.');
    const ending = estimate('ending', 0);
    const all = [
      { ...ending, workload: { ...ending.workload, current: { model: end.id } } },
      estimate('owned', 100, { state: 'proposed', owner: 'U1', dueOn: '2026-12-01' }),
      estimate('done', 100, { ...adopted(1), state: 'done', dueOn: '2026-11-01' }),
      estimate('idle', 0),
    ];
    const { deadlines, unowned } = pipelineOf(all, CATALOGUE, new Map());
    expect(deadlines.find(({ name }) => name === 'owned')?.on).toBe('2026-12-01');
    expect(deadlines.find(({ name }) => name === 'ending')?.on).toBe(end.endsOn.date);
    expect(deadlines.map(({ name }) => name)).not.toContain('done');
    expect(unowned.map(({ name }) => name)).toContain('ending');
    expect(unowned.map(({ name }) => name)).not.toContain('owned');
  });
});

describe('an adoption', () => {
  const advice = adviceOf(WORKLOAD, CATALOGUE, { asOf: DAY });

  it('keeps what was said to be saved, and a forecast that costs what the ledgers do', () => {
    const { planId } = advice.verdict;
    const adoption = adoptionOf(advice, planId, 'U1', DAY);
    const [keep, chosen] = ['keep', planId].map((id) => advice.plans.find((plan) => plan.id === id));
    expect(adoption?.savingUsd).toBe((keep?.firstMonthUsd ?? 0) - (chosen?.firstMonthUsd ?? 0));
    expect(adoption?.forecast?.queriesPerMonth).toBe(15_000_000);
    expect(adoption?.forecast?.before.uses).toContainEqual({
      model: 'gpt-4o',
      kind: 'output',
      tokensPerQuery: 100,
      usdPerMTok: 10,
    });
  });

  it('of any plan of the presets has tokens, prices and the rest that come to its ledger', () => {
    for (const { workload } of PRESETS.slice(0, 4)) {
      for (const plan of adviceOf(workload, CATALOGUE, { asOf: DAY }).plans) {
        const way = wayOf(plan);
        if (way === undefined) {
          expect([plan.perQuery.totalUsd, plan.monthly.totalUsd]).toContain(null);
          continue;
        }
        const usd = way.uses.reduce((sum, use) => sum + (use.tokensPerQuery * use.usdPerMTok) / 1e6, 0);
        expect(usd + way.otherUsdPerQuery).toBeCloseTo(plan.perQuery.totalUsd ?? Number.NaN, 10);
      }
    }
  });
});
