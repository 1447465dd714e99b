import { describe, expect, it } from 'vitest';
import { advise, type Workload } from '../../src/engine/index.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { adviseFor } from '../../src/workspace/advise-for.js';
import {
  type SettingsVersion,
  type WorkspaceSettings,
  WorkspaceSettingsSchema,
} from '../../src/workspace/settings.js';
import { createBasisMaker } from '../../src/workspace/workspace-books.js';
import { CATALOGUE } from '../catalogue.js';

const list = CATALOGUE;
const asOf = '2026-11-22';
const WORKLOAD: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5_000, tokensPerExample: 500 },
};

function settings(body: Partial<WorkspaceSettings>, version = 1): SettingsVersion {
  return {
    workspaceId: 'T1',
    version,
    settings: WorkspaceSettingsSchema.parse(body),
    changedBy: 'U1',
    changedByName: 'ada',
    changedAt: new Date('2026-11-20T09:00:00Z'),
  };
}

async function work({ workload, book }: { readonly workload: Workload; readonly book: PriceBook }) {
  return advise(workload, book, { asOf, draws: 50 });
}

function adviceFor(workload: Workload, version: SettingsVersion | undefined) {
  return adviseFor(work, createBasisMaker()(list, version), { workload });
}

function statements(assumptions: readonly { readonly statement: string }[]): string {
  return assumptions.map(({ statement }) => statement).join('\n');
}

describe('an advice for a workspace', () => {
  it('without settings is the one that the engine gives', async () => {
    expect(await adviceFor(WORKLOAD, undefined)).toEqual(await work({ workload: WORKLOAD, book: list }));
  });

  it('is the advice on the workload with the settings in it, and says where they come from', async () => {
    const version = settings({
      engineerMonthlyUsd: 22_000,
      horizonMonths: 24,
      existingFineTuningAccounts: ['openai'],
    });
    const advice = await adviceFor(WORKLOAD, version);
    const direct = await work({
      workload: {
        ...WORKLOAD,
        people: { engineerMonthlyUsd: 22_000 },
        horizonMonths: 24,
        constraints: { existingFineTuningAccounts: ['openai'] },
      },
      book: list,
    });
    expect(advice.plans).toEqual(direct.plans);
    const said = statements(advice.assumptions);
    const origin = "from this workspace's settings, changed by ada on 20 Nov 2026.";
    expect(said).toContain(`An engineer costs $22k a month: ${origin}`);
    expect(said).toContain(`Costs are counted over 24 months of 30 days: ${origin}`);
    expect(said).toMatch(/Tuning jobs may still be started .* at openai: from this workspace/);
    expect(said).not.toContain('$15k');
  });

  it('carries the workload as it was asked about, so that other settings hold next week', async () => {
    const advice = await adviceFor(WORKLOAD, settings({ engineerMonthlyUsd: 22_000, providers: ['openai'] }));
    expect(advice.workload).toEqual(WORKLOAD);
  });

  it('lets what the person said win over the settings', async () => {
    const said: Workload = {
      ...WORKLOAD,
      people: { engineerMonthlyUsd: 9_000, setupDays: 5 },
      constraints: { providers: ['anthropic', 'openai'], batchable: true },
    };
    const version = settings({ engineerMonthlyUsd: 22_000, providers: ['mistral'] });
    const advice = await adviceFor(said, version);
    expect(advice.plans).toEqual((await work({ workload: said, book: list })).plans);
    expect(statements(advice.assumptions)).not.toContain("this workspace's settings");
  });

  it('never leaves the allowed providers, except for what runs today', async () => {
    const advice = await adviceFor(WORKLOAD, settings({ providers: ['anthropic'] }));
    const feasible = advice.plans.filter(({ feasible, kind }) => feasible && kind === 'switch-model');
    expect(feasible.length).toBeGreaterThan(0);
    expect(feasible.every(({ provider, platform }) => [provider, platform].includes('anthropic'))).toBe(true);
  });

  it('leaves the horizon of a backlog alone', async () => {
    const backlog: Workload = { ...WORKLOAD, volume: { oneOffQueries: 1_000_000 } };
    const advice = await adviceFor(backlog, settings({ horizonMonths: 24 }));
    expect(statements(advice.assumptions)).not.toContain('24 months');
  });

  it('goes by negotiated prices, and names those that are in its ledgers', async () => {
    const version = settings({
      negotiated: [
        { product: 'gpt-4o', discount: 0.2, note: 'Contract 114' },
        { product: 'platform:cohere', discount: 0.9 },
      ],
    });
    const [cheap, dear] = [await adviceFor(WORKLOAD, version), await adviceFor(WORKLOAD, undefined)];
    const billOf = (advice: typeof cheap) =>
      advice.plans.find(({ kind }) => kind === 'keep')?.firstMonthUsd ?? 0;
    expect(billOf(cheap)).toBeCloseTo(billOf(dear) * 0.8, 6);
    const said = statements(cheap.assumptions);
    expect(said).toContain('Negotiated prices: 20% off the list price of gpt-4o (Contract 114): from');
    expect(said).not.toContain('cohere');
  });
});

describe('the books of workspaces', () => {
  it('are made once for each version of the settings and of the list prices', () => {
    const make = createBasisMaker();
    const first = settings({ negotiated: [{ product: 'gpt-4o', discount: 0.2 }] });
    const second = settings({ negotiated: [{ product: 'gpt-4o', discount: 0.3 }] }, 2);
    expect(make(list, first).book).toBe(make(list, first).book);
    expect(make(list, second).book.version).not.toBe(make(list, first).book.version);
    const others = { ...list };
    expect(make(others, first).book).not.toBe(make(list, second).book);
  });

  it('are those of the workspace that asks', () => {
    const make = createBasisMaker();
    const own = settings({ negotiated: [{ product: 'gpt-4o', discount: 0.2 }] });
    expect(make(list, own).book.ratesOf('gpt-4o', asOf).input?.usd).toBe(2);
    const other = { ...settings({ negotiated: [{ product: 'gpt-4o', discount: 0.4 }] }), workspaceId: 'T2' };
    expect(make(list, other).book.ratesOf('gpt-4o', asOf).input?.usd).toBe(1.5);
    expect(make(list, undefined).book).toBe(list);
  });

  it('bills a price of its own in place of the list price, and says whose it is', async () => {
    const price = { inputUsdPerMTok: 2, outputUsdPerMTok: 8 };
    const version = settings({ negotiated: [{ product: 'gpt-4o', price, note: 'Contract 114' }] });
    const advice = await adviceFor(WORKLOAD, version);
    const keep = advice.plans.find(({ id }) => id === 'keep');
    // 15M x (2,200 x 2 + 100 x 8) / 1M.
    expect(keep?.firstMonthUsd).toBeCloseTo(78_000, 6);
    expect(keep?.perQuery.lines.every(({ price: fact }) => fact?.marks.includes('own'))).toBe(true);
    expect(statements(advice.assumptions)).toContain(
      'Your own price of gpt-4o: $2 in and $8 out per 1M tokens (Contract 114)',
    );
  });
});
