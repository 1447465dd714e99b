import { describe, expect, test } from 'vitest';
import type { PriceFact, Rates } from '../../src/prices/price-book.js';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;
const TODAY = '2026-11-22';

type RateKind = Exclude<keyof Rates, 'longPrompt'>;
type Expectation = readonly [model: string, on: string, prices: Partial<Record<RateKind, string>>];

function amountsOf(rates: Rates): Partial<Record<RateKind, string>> {
  const { longPrompt: _, ...flat } = rates;
  return Object.fromEntries(Object.entries(flat).map(([kind, fact]) => [kind, fact?.amount]));
}

const SIX_KINDS = ['input', 'cachedInput', 'cacheWrite', 'output', 'batchInput', 'batchOutput'] as const;

function six(...amounts: readonly [string, string, string, string, string, string]) {
  return Object.fromEntries(SIX_KINDS.map((kind, index) => [kind, amounts[index]]));
}

const MODEL_PRICES: readonly Expectation[] = [
  ['gpt-6.2-astra', TODAY, six('8', '0.40', '10.00', '40', '4', '20')],
  ['gpt-6.2-sol', TODAY, six('2', '0.10', '2.50', '10', '1', '5')],
  ['gpt-6.1-sol', TODAY, six('2', '0.10', '2.50', '10', '1', '5')],
  ['gpt-6.1-terra', TODAY, six('1', '0.05', '1.25', '5', '0.50', '2.50')],
  ['gpt-6-luna', TODAY, six('0.10', '0.01', '0.125', '0.50', '0.05', '0.25')],
  ['gpt-6-sol', TODAY, six('2', '0.20', '2.50', '10', '1', '5')],
  ['gpt-6-astra', TODAY, six('10', '1', '12.50', '50', '5', '25')],
  ['gpt-5.6-sol', '2026-11-21', six('4', '0.40', '5', '20', '2', '10')],
  ['gpt-5.6-sol', '2026-07-09', six('5', '0.50', '6.25', '30', '2.50', '15')],
  ['gpt-5.6-sol', TODAY, six('5', '0.50', '6.25', '30', '2.50', '15')],
  ['gpt-5.6-terra', '2026-07-09', six('2.50', '0.25', '3.125', '15', '1.25', '7.50')],
  ['gpt-5.6-terra', TODAY, six('2', '0.20', '2.50', '12', '1', '6')],
  ['gpt-5.6-luna', '2026-07-29', six('1', '0.10', '1.25', '6', '0.50', '3')],
  ['gpt-5.6-luna', '2026-07-30', six('0.20', '0.02', '0.25', '1.20', '0.10', '0.60')],
  [
    'gpt-5.4-mini',
    TODAY,
    { input: '0.75', cachedInput: '0.075', output: '4.50', batchInput: '0.375', batchOutput: '2.25' },
  ],
  [
    'gpt-5.4-nano',
    TODAY,
    { input: '0.20', cachedInput: '0.02', output: '1.25', batchInput: '0.10', batchOutput: '0.625' },
  ],
  [
    'gpt-4o',
    TODAY,
    { input: '2.50', cachedInput: '1.25', output: '10', batchInput: '1.25', batchOutput: '5' },
  ],
  [
    'gpt-4o-mini',
    TODAY,
    { input: '0.15', cachedInput: '0.075', output: '0.60', batchInput: '0.075', batchOutput: '0.30' },
  ],
  ['gpt-4.1', TODAY, { input: '2', cachedInput: '0.50', output: '8', batchInput: '1', batchOutput: '4' }],
  [
    'gpt-4.1-mini',
    TODAY,
    { input: '0.40', cachedInput: '0.10', output: '1.60', batchInput: '0.20', batchOutput: '0.80' },
  ],
  ['gpt-5', TODAY, { input: '1.25', cachedInput: '0.125', output: '10' }],
  ['gpt-5-nano', TODAY, { input: '0.05', cachedInput: '0.005', output: '0.40' }],
  ['gpt-5-pro', TODAY, { input: '15', output: '120', batchInput: '7.50', batchOutput: '60' }],
  ['claude-fable-5.1', TODAY, six('10', '0.25', '12.50', '50', '5', '25')],
  ['claude-opus-5.5', TODAY, six('4', '0.20', '5', '20', '2', '10')],
  ['claude-sonnet-5.5', '2026-09-28', six('2', '0.20', '2.50', '10', '1', '5')],
  ['claude-sonnet-5.5', '2026-10-06', six('2', '0.20', '2.50', '10', '1', '5')],
  ['claude-sonnet-5.5', '2026-10-07', six('2', '0.10', '2.50', '10', '1', '5')],
  ['claude-haiku-5.5', TODAY, six('0.10', '0.01', '0.125', '0.50', '0.05', '0.25')],
  ['claude-haiku-4.5', TODAY, six('1', '0.10', '1.25', '5', '0.50', '2.50')],
  ['claude-sonnet-4.5', TODAY, { input: '3', cachedInput: '0.30', cacheWrite: '3.75', output: '15' }],
  [
    'gemini-4-argon',
    '2026-11-30',
    { input: '2', cachedInput: '0.10', output: '10', batchInput: '1', batchOutput: '5' },
  ],
  [
    'gemini-4-argon',
    '2026-12-01',
    { input: '4', cachedInput: '0.20', output: '20', batchInput: '2', batchOutput: '10' },
  ],
  ['gemini-4-carbon', '2026-11-30', { input: '2', cachedInput: '0.10', output: '10' }],
  ['gemini-4-carbon', '2026-12-01', { input: '4', cachedInput: '0.20', output: '20' }],
  [
    'gemini-4-hydrogen',
    TODAY,
    { input: '1.50', cachedInput: '0.075', output: '7.50', batchInput: '0.75', batchOutput: '3.75' },
  ],
  [
    'gemini-4-neon',
    TODAY,
    { input: '3', cachedInput: '0.15', output: '15', batchInput: '1.50', batchOutput: '7.50' },
  ],
  [
    'gemini-3.8-flash',
    '2026-12-31',
    { input: '0.75', cachedInput: '0.075', output: '3.75', batchInput: '0.375', batchOutput: '1.875' },
  ],
  [
    'gemini-3.8-flash',
    '2027-01-01',
    { input: '1.50', cachedInput: '0.15', output: '7.50', batchInput: '0.75', batchOutput: '3.75' },
  ],
  [
    'gemini-3.5-flash',
    TODAY,
    { input: '1.50', cachedInput: '0.15', output: '9', batchInput: '0.75', batchOutput: '4.50' },
  ],
  [
    'gemini-3.5-flash-lite',
    TODAY,
    { input: '0.30', cachedInput: '0.03', output: '2.50', batchInput: '0.15', batchOutput: '1.25' },
  ],
  [
    'gemini-3.1-flash-lite',
    TODAY,
    { input: '0.25', cachedInput: '0.025', output: '1.50', batchInput: '0.125', batchOutput: '0.75' },
  ],
  ['gemini-2.5-flash-lite', TODAY, { input: '0.10', cachedInput: '0.01', output: '0.40' }],
  ['deepseek-flash', TODAY, { input: '0.30', cachedInput: '0.006', output: '1.20' }],
  ['deepseek-v4-pro', TODAY, { input: '1.32', cachedInput: '0.044', output: '3.96' }],
  ['mistral-large-4', TODAY, { input: '0.68', cachedInput: '0.07', output: '2.09' }],
  ['mistral-large-3', TODAY, { input: '0.50', output: '1.50' }],
  ['mistral-medium-3.5', TODAY, { input: '1.50', output: '7.50' }],
  ['mistral-small-3.2', TODAY, { input: '0.10', output: '0.30' }],
  ['groq/llama-3.3-70b', TODAY, { input: '0.59', output: '0.79' }],
  ['deepinfra/llama-3.3-70b', TODAY, { input: '0.23', output: '0.40' }],
  [
    'aws-bedrock/llama-3.3-70b',
    TODAY,
    { input: '0.72', output: '0.72', batchInput: '0.36', batchOutput: '0.36' },
  ],
  ['together/llama-3.3-70b', TODAY, { input: '0.88', output: '0.88' }],
  ['fireworks/llama-3.3-70b', TODAY, { input: '0.90', output: '0.90' }],
  [
    'nova-micro',
    TODAY,
    { input: '0.035', cachedInput: '0.00875', output: '0.14', batchInput: '0.0175', batchOutput: '0.07' },
  ],
  [
    'nova-2-lite',
    TODAY,
    { input: '0.30', cachedInput: '0.075', output: '2.50', batchInput: '0.15', batchOutput: '1.25' },
  ],
];

describe('token prices of models', () => {
  test.each(MODEL_PRICES)('%s on %s', (model, on, prices) => {
    expect(amountsOf(book.ratesOf(model, on))).toEqual(prices);
  });

  test.each([
    ['gpt-6.2-sol', 272_000, { input: '4', cachedInput: '0.20', cacheWrite: '5.00', output: '15' }],
    ['gpt-6-luna', 272_000, { input: '0.20', cachedInput: '0.02', cacheWrite: '0.25', output: '0.75' }],
    ['gpt-5.6-sol', 272_000, { input: '10', cachedInput: '1.00', cacheWrite: '12.50', output: '45' }],
    [
      'claude-haiku-5.5',
      100_000,
      { input: '0.50', cachedInput: '0.05', cacheWrite: '0.625', output: '2.50' },
    ],
    ['gemini-3.1-pro-preview', 200_000, { input: '4', cachedInput: '0.40', output: '18' }],
  ])('%s costs more above %d prompt tokens', (model, aboveTokens, prices) => {
    const { longPrompt } = book.ratesOf(model, TODAY);
    expect(longPrompt?.aboveTokens).toBe(aboveTokens);
    expect(amountsOf(longPrompt?.rates ?? {})).toEqual(prices);
  });

  test('every long-prompt price of OpenAI is the published multiple of its base, to the last digit', () => {
    const long = book.facts.filter((fact) => fact.platform === 'openai' && fact.aboveTokens !== undefined);
    expect(long.length).toBeGreaterThan(30);
    for (const fact of long) {
      const base = book.facts.find(
        ({ product, kind, effectiveFrom, aboveTokens }) =>
          product === fact.product &&
          kind === fact.kind &&
          effectiveFrom === fact.effectiveFrom &&
          aboveTokens === undefined,
      );
      const thousandths = (one: PriceFact | undefined) => Math.round((one?.usd ?? Number.NaN) * 1000);
      expect(thousandths(fact) * 2, fact.id).toBe(thousandths(base) * (fact.kind === 'output' ? 3 : 4));
      expect(fact.marks).toContain('derived');
    }
  });

  test('models without a step have none', () => {
    expect(book.ratesOf('gpt-4o', TODAY).longPrompt).toBeUndefined();
    expect(book.ratesOf('claude-opus-5.5', TODAY).longPrompt).toBeUndefined();
  });
});
