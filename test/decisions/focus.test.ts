import { expect, it } from 'vitest';
import { focusTable } from '../../src/decisions/focus.js';
import type { KeptActual } from '../../src/workspace/actual.js';
import { CATALOGUE } from '../catalogue.js';
import { estimateOf } from '../digest/estimates.js';

const WORKLOAD = {
  volume: { queriesPerDay: 1_000 },
  tokens: { user: 200, output: 100 },
  current: { model: 'gpt-4o' },
};
const ESTIMATE = estimateOf('e1', { ...WORKLOAD, name: 'Tickets' }, CATALOGUE, '2026-11-22');
const KEPT: KeptActual = {
  ...{ workspaceId: 'T1', estimateId: 'e1', period: 'after', fromDay: '2026-10-02', toDay: '2026-10-31' },
  ...{ createdBy: 'U1', createdAt: new Date('2026-11-22T00:00:00Z') },
  actual: {
    ...{ days: 30, queries: 1_000_000, queriesBy: 'the file', spendUsd: 1_800, spendBy: 'the file' },
    uses: [
      { model: 'gpt-4o', kind: 'input', tokensPerQuery: 400, usdPerMTok: 2 },
      { model: 'gpt-4o', kind: 'output', tokensPerQuery: 100, usdPerMTok: 10 },
    ],
    ...{ leftOut: [], sources: ['OpenAI export'] },
  },
};

/** Columns that FOCUS 1.2 asks of every row. */
const MANDATORY = [
  ...['BilledCost', 'BillingAccountId', 'BillingAccountName', 'BillingCurrency', 'BillingPeriodEnd'],
  ...['BillingPeriodStart', 'ChargeCategory', 'ChargeClass', 'ChargeDescription', 'ChargePeriodEnd'],
  ...[
    'ChargePeriodStart',
    'ContractedCost',
    'EffectiveCost',
    'InvoiceIssuerName',
    'ListCost',
    'PricingQuantity',
  ],
  ...['PricingUnit', 'ProviderName', 'PublisherName', 'ServiceCategory', 'ServiceName'],
];

it('imported usage has every column that FOCUS 1.2 asks for, and what is forecast only in columns of our own', () => {
  const against = { forecastUsd: 2_300, reasons: { volume: 0, tokens: 0, price: 0, mix: 0 } };
  const nothing = { usd: 0, promptTokens: 0, answerTokens: 0 };
  const realised = {
    usdPerMonth: 2_000,
    queriesPerMonth: 1e6,
    before: nothing,
    after: nothing,
    isBeforeMeasured: true,
  };
  const [head = [], ...rows] = focusTable(
    [ESTIMATE],
    [KEPT],
    new Map([['e1', { ...realised, against }]]),
    CATALOGUE,
  );
  expect(head).toEqual(expect.arrayContaining(MANDATORY));
  expect(
    head
      .filter((name) => /forecast|realised/i.test(String(name)))
      .every((name) => String(name).startsWith('x_')),
  ).toBe(true);
  const records = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
  expect(records).toHaveLength(2);
  expect(records[0]).toMatchObject({
    BilledCost: 800,
    ListCost: 1_000,
    ConsumedQuantity: 4e8,
    ChargePeriodStart: '2026-10-02T00:00:00Z',
    ChargePeriodEnd: '2026-11-01T00:00:00Z',
    ChargeClass: null,
    SkuMeter: 'Input tokens',
    x_ForecastSavingUsdPerMonth: 2_300,
  });
  const billed = records.reduce((sum, row) => sum + Number(row.BilledCost), 0);
  expect(billed).toBeCloseTo(KEPT.actual.spendUsd, 9);
});
