import { describe, expect, test } from 'vitest';
import type { TuningPrices } from '../../src/prices/price-book.js';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;
const TODAY = '2026-11-22';

function tuningAmounts(prices: TuningPrices): Record<string, string | undefined> {
  const { rates, ...rest } = prices;
  return Object.fromEntries(
    Object.entries({ ...rest, ...rates }).flatMap(([kind, fact]) =>
      fact !== undefined && 'amount' in fact ? [[kind, fact.amount]] : [],
    ),
  );
}

describe('prices of tuning offers', () => {
  test.each([
    [
      'openai/gpt-4o',
      {
        training: '25',
        input: '3.75',
        cachedInput: '1.875',
        output: '15',
        batchInput: '2.225',
        batchCachedInput: '0.90',
        batchOutput: '12.50',
      },
    ],
    [
      'openai/gpt-4o-mini',
      {
        training: '3',
        input: '0.30',
        cachedInput: '0.15',
        output: '1.20',
        batchInput: '0.15',
        batchCachedInput: '0.075',
        batchOutput: '0.60',
      },
    ],
    [
      'openai/gpt-4.1',
      {
        training: '25',
        input: '3',
        cachedInput: '0.75',
        output: '12',
        batchInput: '1.50',
        batchCachedInput: '0.50',
        batchOutput: '6',
      },
    ],
    [
      'openai/gpt-4.1-mini',
      {
        training: '5',
        input: '0.80',
        cachedInput: '0.20',
        output: '3.20',
        batchInput: '0.40',
        batchCachedInput: '0.10',
        batchOutput: '1.60',
      },
    ],
    [
      'openai/gpt-3.5-turbo',
      { training: '8', input: '3', output: '6', batchInput: '1.50', batchOutput: '3' },
    ],
    [
      'azure-foundry/gpt-4.1',
      { training: '25', hostingHour: '1.70', input: '2', cachedInput: '0.50', output: '8' },
    ],
    [
      'azure-foundry/gpt-4.1-mini',
      { training: '5', hostingHour: '1.70', input: '0.40', cachedInput: '0.10', output: '1.60' },
    ],
    [
      'google-cloud/gemini-3.5-flash',
      { training: '10.00', hostingHour: '0', input: '2.25', output: '13.50' },
    ],
    ['google-cloud/gemini-3.5-flash-lite', { hostingHour: '0', input: '0.45', output: '3.75' }],
    [
      'google-cloud/gemini-3.1-flash-lite',
      { training: '3.00', hostingHour: '0', input: '0.375', output: '2.25' },
    ],
    [
      'aws-bedrock/nova-micro',
      { training: '1.00', hostingHour: '0', storageMonth: '1.95', input: '0.035', output: '0.14' },
    ],
    [
      'aws-bedrock/nova-lite',
      { training: '2', hostingHour: '0', storageMonth: '1.95', input: '0.06', output: '0.24' },
    ],
    [
      'aws-bedrock/nova-2-lite',
      { training: '3.78', hostingHour: '0', storageMonth: '1.95', input: '0.30', output: '2.50' },
    ],
    [
      'aws-bedrock/llama-3.3-70b/supervised',
      { training: '3.30', hostingHour: '0', storageMonth: '1.95', input: '0.72', output: '0.72' },
    ],
    ['aws-bedrock/llama-3.1-8b', { storageMonth: '1.95' }],
    ['together/up-to-16b/lora', { training: '0.48', minimumFee: '4', hostingHour: '6.49' }],
    ['together/70b-to-100b/full', { training: '3.20', minimumFee: '4', hostingHour: '6.49' }],
    ['fireworks/up-to-16b/lora', { training: '0.50', minimumFee: '3', hostingHour: '8' }],
    ['fireworks/16b-to-80b/lora', { training: '3.00', hostingHour: '8' }],
    ['together/qwen3.5-9b/lora', { training: '0.34', minimumFee: '4', hostingHour: '6.49' }],
    ['mistral/mistral-nemo', { training: '1', minimumFee: '4', storageMonth: '2' }],
    ['tinker/qwen3-8b/lora', { training: '0.44', input: '0.195', output: '0.60' }],
  ])('%s', (offer, prices) => {
    expect(tuningAmounts(book.tuningPricesOf(offer, TODAY))).toEqual(prices);
  });

  test('reinforcement tuning of o4-mini is bought by the hour', () => {
    expect(book.tuningPricesOf('openai/o4-mini/reinforcement', TODAY).training).toMatchObject({
      amount: '100',
      unit: 'usdPerHour',
    });
  });

  test('what training Gemini 3.5 Flash-Lite costs is unknown, not zero', () => {
    expect(book.tuningPricesOf('google-cloud/gemini-3.5-flash-lite', TODAY).training).toBeUndefined();
  });

  test.each([
    ['openai/gpt-4o', 'active-existing', '2027-01-06', false, '2027-01-14', false],
    ['openai/gpt-4o-mini', 'active-existing', '2027-01-06', false, '2027-01-14', false],
    ['openai/gpt-4.1-nano', 'nobody', '2026-10-23', false, '2026-10-23', false],
    ['azure-foundry/gpt-4.1-mini', 'existing', '2027-04-14', true, '2027-10-14', false],
    ['azure-foundry/gpt-4o', 'existing', '2027-04-01', true, '2027-10-01', false],
    ['azure-foundry/o4-mini/reinforcement', 'existing', '2027-05-19', true, '2027-11-19', false],
    ['google-cloud/gemini-3.5-flash', 'anyone', '2027-04-19', true, '2027-05-19', true],
    ['google-cloud/gemini-3.5-flash-lite', 'anyone', '2027-06-21', true, '2027-07-21', true],
    ['google-cloud/gemini-3.1-flash-lite', 'anyone', '2027-04-07', true, '2027-05-07', true],
    ['aws-bedrock/claude-3-haiku', 'nobody', '2026-09-10', false, '2026-09-10', false],
    ['together/up-to-16b/lora', 'anyone', undefined, undefined, undefined, undefined],
    ['anthropic/claude-haiku-5.5', 'nobody', undefined, undefined, undefined, undefined],
  ])(
    '%s: who may start a job (%s), until when, and how long the tune lives',
    (id, who, closes, closesLater, ends, endsLater) => {
      const offer = book.tuningOffers.find((one) => one.id === id);
      expect(offer?.eligibility).toBe(who);
      expect([offer?.closesOn?.date, offer?.closesOn?.orLater]).toEqual([closes, closesLater]);
      expect([offer?.endsOn?.date, offer?.endsOn?.orLater]).toEqual([ends, endsLater]);
    },
  );
});

describe('prices of components', () => {
  test.each([
    ['text-embedding-3-small', '0.02', 'usdPerMTok'],
    ['text-embedding-3-large', '0.13', 'usdPerMTok'],
    ['titan-embed-text-v2', '0.02', 'usdPerMTok'],
    ['voyage-rerank-2.5', '0.05', 'usdPerMTok'],
    ['cohere-rerank-4-pro', '2.50', 'usdPerThousandSearches'],
    ['azure-ai-search-basic', '73', 'usdPerMonth'],
    ['pinecone-standard', '50', 'usdPerMonth'],
    ['runpod/h100-sxm-secure', '3.99', 'usdPerHour'],
    ['azure/h100-sxm', '12.29', 'usdPerHour'],
  ])('%s costs %s %s', (id, amount, unit) => {
    expect(book.componentPrice(id, TODAY)).toMatchObject({ amount, unit });
  });

  test('a rented H100 has become more expensive over the autumn', () => {
    const days = ['2026-08-19', '2026-09-24', '2026-09-25', '2026-10-19'];
    const amounts = days.map((day) => book.componentPrice('runpod/h100-sxm-secure', day)?.amount);
    expect(amounts).toEqual(['3.29', '3.29', '3.49', '3.99']);
  });

  test('exactly one embedding, one vector store, one GPU, one re-ranker and one machine of each kind for encoders are taken when the workload names none', () => {
    const defaults = book.components
      .filter((component) => component.isDefault)
      .map((component) => component.id);
    expect(defaults.sort()).toEqual([
      'aws/g5.xlarge',
      'aws/m7g.large',
      'azure-ai-search-basic',
      'runpod/h100-sxm-secure',
      'text-embedding-3-small',
      'voyage-rerank-2.5',
    ]);
  });
});
