import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;
const TODAY = '2026-11-30';

describe('a tuned model of a team, by its name', () => {
  it.each([
    ['ft:gpt-4.1-mini:acme::8xk2', 'openai/gpt-4.1-mini'],
    ['ft:gpt-4o-mini-2024-07-18:acme:triage:x1:ckpt-step-88', 'openai/gpt-4o-mini'],
    ['gpt-4.1-mini-2025-04-14.ft-0e208cf3-triage', 'azure-foundry/gpt-4.1-mini'],
    ['ft:azure/gpt-4.1-mini:triage', 'azure-foundry/gpt-4.1-mini'],
    [
      'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/8xk2',
      'aws-bedrock/nova-lite',
    ],
    ['ft:bedrock/nova-micro', 'aws-bedrock/nova-micro'],
    ['ft:vertex/gemini-3.1-flash-lite:42', 'google-cloud/gemini-3.1-flash-lite'],
    ['ft:together/qwen3.5-9b/full', 'together/qwen3.5-9b/full'],
    ['ft:together/qwen3.5-9b', 'together/qwen3.5-9b/lora'],
  ])('%s was tuned on %s', (name, tunedOn) => {
    expect(book.findModel(name)).toMatchObject({ id: name, tunedOn });
  });

  it.each([
    'ft:nothing:acme::1',
    'ft:',
    'ft:/x',
    'ft:nowhere/gpt-4o',
    '.ft-1',
    'arn:aws:bedrock:us-east-1:1:custom-model/',
    'ft:gpt-4o with words',
  ])('%j is none', (name) => {
    expect(book.findModel(name)).toBeUndefined();
  });

  it('costs what its offer bills, and stops when that does', () => {
    const id = 'ft:gpt-4.1-mini:acme::8xk2';
    const offer = book.tuningPricesOf('openai/gpt-4.1-mini', TODAY);
    expect(book.ratesOf(id, TODAY)).toEqual(offer.rates);
    expect(book.ratesOf(id, TODAY)).toMatchObject({ input: { usd: 0.8 }, output: { usd: 3.2 } });
    expect(book.findModel(id)).toMatchObject({
      name: 'Tuned GPT-4.1 mini on OpenAI',
      platform: 'openai',
      endsOn: { date: '2027-01-14' },
    });
    expect(book.ratesOf(id, TODAY).input?.usd).not.toBe(book.ratesOf('gpt-4.1-mini', TODAY).input?.usd);
  });

  it('costs on each seller what that one bills', () => {
    // Azure bills a tune of GPT-4.1 mini like its base, and by the hour.
    expect(book.ratesOf('ft:azure/gpt-4.1-mini', TODAY).input?.usd).toBe(0.4);
    // Together serves tunes on GPUs by the hour only.
    expect(book.ratesOf('ft:together/qwen3.5-9b', TODAY)).toEqual({});
  });
});
