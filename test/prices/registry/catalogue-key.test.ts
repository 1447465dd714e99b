import { describe, expect, test } from 'vitest';
import { productOfRow } from '../../../src/prices/registry/catalogue-key.js';
import { bareModelName } from '../../../src/prices/registry/key-names.js';
import { context, rowsOf } from './feed-texts.js';

function productOf(key: string, provider: string, mode = 'chat'): string | undefined {
  const [row] = rowsOf({ [key]: { provider, mode, input: '1' } });
  return row && productOfRow(row, context().findProduct);
}

describe('which product of the catalogue a registry key is', () => {
  test.each([
    ['gpt-4o', 'openai', 'gpt-4o'],
    ['gpt-4o-2024-08-06', 'openai', 'gpt-4o'],
    ['openai/gpt-4o-mini', 'openai', 'gpt-4o-mini'],
    ['claude-haiku-4-5-20251001', 'anthropic', 'claude-haiku-4.5'],
    ['gemini/gemini-2.5-flash', 'gemini', 'gemini-2.5-flash'],
    ['amazon.nova-lite-v1:0', 'bedrock_converse', 'nova-lite'],
    ['groq/llama-3.3-70b-versatile', 'groq', 'groq/llama-3.3-70b'],
    ['deepinfra/meta-llama/Llama-3.3-70B-Instruct', 'deepinfra', 'deepinfra/llama-3.3-70b'],
    ['ft:gpt-4o-mini-2024-07-18', 'openai', 'openai/gpt-4o-mini'],
    ['ft:babbage-002', 'text-completion-openai', 'openai/babbage-002'],
  ])('%s of %s is %s', (key, provider, product) => {
    expect(productOf(key, provider)).toBe(product);
  });

  test('an embedding model is a component', () => {
    expect(productOf('text-embedding-3-small', 'openai', 'embedding')).toBe('text-embedding-3-small');
  });

  test.each([
    ['gpt-4o-2024-11-20', 'openai', 'another date'],
    ['gpt-4o-search-preview', 'openai', 'a longer name'],
    ['claude-sonnet-5', 'anthropic', 'the beginning of claude-sonnet-5-5'],
    ['claude-sonnet-5-5-20261007', 'anthropic', 'a date that the catalogue does not know'],
    ['ft:gpt-4o-2024-11-20', 'openai', 'a tune of another base'],
  ])('T10: %s of %s is no product of the catalogue: %s', (key, provider) => {
    expect(productOf(key, provider)).toBeUndefined();
  });

  test.each([
    ['azure/gpt-4o', 'azure'],
    ['gemini-2.5-flash', 'vertex_ai-language-models'],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'bedrock_converse'],
    ['openrouter/openai/gpt-4o', 'openrouter'],
  ])('T13: %s at %s is another product than the same model at its maker', (key, provider) => {
    expect(productOf(key, provider)).toBeUndefined();
  });
});

describe('the bare name of a model', () => {
  test.each([
    ['bedrock/us-gov-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['azure/gpt-5.6-luna', 'gpt-5.6-luna'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['vertex_ai/claude-3-7-sonnet@20250219', 'claude-3-7-sonnet'],
    ['mistral/mistral-large-2512', 'mistral-large'],
  ])('%s is %s', (key, name) => {
    expect(bareModelName(key)).toBe(name);
  });
});
