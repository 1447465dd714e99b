import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/prices/price-event.js';
import { judgeRow } from '../../../src/prices/registry/judge-row.js';
import { type ChatPrices, context, firstSightOf, linesOf, rowsOf } from './feed-texts.js';

function acceptedOf(key: string, row: ChatPrices, gate = context()): readonly string[] {
  const [parsed] = rowsOf({ [key]: row });
  return parsed ? judgeRow(parsed, gate).accepted.map(({ kind, amount }) => `${kind} ${amount}`) : [];
}

describe('what the gate says of a row as it stands', () => {
  test('nothing, of an ordinary row', () => {
    const rows = { 'acme/chat-1': { input: '0.5', output: '2', cached: '0.05' } };
    expect(firstSightOf(rows)).toEqual([]);
    expect(acceptedOf('acme/chat-1', rows['acme/chat-1'])).toEqual([
      'input 0.5',
      'output 2',
      'cachedInput 0.05',
    ]);
  });

  test('T2: a price above what anybody charges is unknown, and so is the rest of its row', () => {
    const events = firstSightOf({
      'wandb/llama-3.3-70b': { provider: 'wandb', input: '71000', output: '900' },
      'acme/dear': { input: '200', output: '1000' },
    });
    expect(linesOf(events)).toEqual([
      'wandb/llama-3.3-70b input added unknown impossible-price',
      'wandb/llama-3.3-70b output added unknown impossible-price',
    ]);
  });

  test('T5: output below input is held, and nothing else of the row is taken', () => {
    const events = firstSightOf({ 'acme/swapped': { input: '1.41', output: '0.35', cached: '0.1' } });
    expect(linesOf(events)).toEqual([
      'acme/swapped input added hold swapped-columns',
      'acme/swapped output added hold swapped-columns',
      'acme/swapped cachedInput added hold swapped-columns',
    ]);
    expect(events[0]?.reason).toBe('Output at 0.35 is below input at 1.41: the columns look swapped.');
  });

  test('T5: what the operator accepts is taken from then on', () => {
    const events = firstSightOf({ 'acme/guard': { input: '0.2', output: '0.1' } });
    const decisions = new Map(events.map(({ fingerprint }) => [fingerprint, 'accepted' as const]));
    expect(acceptedOf('acme/guard', { input: '0.2', output: '0.1' })).toEqual([]);
    expect(acceptedOf('acme/guard', { input: '0.2', output: '0.1' }, context(decisions))).toEqual([
      'input 0.2',
      'output 0.1',
    ]);
  });

  test('T6: the price of a cached read in the field of the cache write is unknown, the others stand', () => {
    const row = {
      provider: 'openai',
      input: '3.75',
      output: '15',
      fields: { cache_creation_input_token_cost: 1.875e-6 },
    };
    expect(linesOf(firstSightOf({ 'ft:gpt-4o-2024-11-20': row }))).toEqual([
      'ft:gpt-4o-2024-11-20 cacheWrite added unknown wrong-field',
    ]);
    expect(acceptedOf('ft:gpt-4o-2024-11-20', row)).toEqual(['input 3.75', 'output 15']);
  });

  test('T7: zero is unknown, never free', () => {
    expect(acceptedOf('acme/free', { input: '0', output: '0.0' })).toEqual([]);
    expect(linesOf(firstSightOf({ 'acme/free': { input: '0', output: '0.0' } }))).toEqual([
      'acme/free input added unknown zero-price',
      'acme/free output added unknown zero-price',
    ]);
  });

  test('T7: an output price of zero of an embedding model is nothing to speak of', () => {
    const rows = { 'acme/embed': { mode: 'embedding', input: '0.02', output: '0' } };
    expect(firstSightOf(rows)).toEqual([]);
    expect(acceptedOf('acme/embed', rows['acme/embed'])).toEqual(['embedding 0.02']);
  });

  test('T9: an alias has no price', () => {
    expect(
      acceptedOf('mistral/mistral-large-latest', { provider: 'mistral', input: '2', output: '6' }),
    ).toEqual([]);
  });

  test('T11: a negative price stands for "varies" and is unknown', () => {
    expect(linesOf(firstSightOf({ 'openrouter/auto': { input: '-1000000', output: '-1000000' } }))).toEqual([
      'openrouter/auto input added unknown sentinel',
      'openrouter/auto output added unknown sentinel',
    ]);
  });

  test('T14: a batch price outside 0.2 to 4 times the standard one is unknown; other tiers are not read', () => {
    const fields = {
      input_cost_per_token_batches: 2.5e-6,
      output_cost_per_token_batches: 2e-7,
      input_cost_per_token_priority: 2.5e-6,
      output_cost_per_token_flex: 2.5e-6,
    };
    const row = { provider: 'openai', input: '0.05', output: '0.4', fields };
    expect(acceptedOf('gpt-5-nano', row)).toEqual(['input 0.05', 'output 0.4', 'batchOutput 0.2']);
    expect(linesOf(firstSightOf({ 'gpt-5-nano': row }))).toEqual([
      'gpt-5-nano batchInput added unknown service-tier',
    ]);
  });

  test("T15: a tuned row is checked against the catalogue's own table, which wins", () => {
    const fields = { input_cost_per_token_batches: 2e-7, output_cost_per_token_batches: 2e-7 };
    const row = {
      provider: 'text-completion-openai',
      mode: 'completion',
      input: '1.6',
      output: '1.6',
      fields,
    };
    const events = firstSightOf({ 'ft:babbage-002': row });
    expect(linesOf(events)).toEqual([
      'ft:babbage-002 batchInput added unknown curated-tune',
      'ft:babbage-002 batchOutput added unknown curated-tune',
    ]);
    expect(events.map(({ reason }) => reason)).toEqual([
      "The catalogue's own table says 0.80, and it stands.",
      "The catalogue's own table says 0.90, and it stands.",
    ]);
    expect(acceptedOf('ft:babbage-002', row)).toEqual(['input 1.6', 'output 1.6']);
  });
});

describe('the id of an event', () => {
  const event = {
    product: 'a',
    kind: 'changed',
    priceKind: 'input',
    unit: 'usdPerMTok',
    newAmount: '1',
  } as const;

  test('is short, and changes with the product, the price and the amounts', () => {
    const ids = [
      event,
      { ...event, product: 'b' },
      { ...event, priceKind: 'output' } as const,
      { ...event, aboveTokens: 200_000 },
      { ...event, oldAmount: '2' },
      { ...event, newAmount: '3' },
    ].map(fingerprintOf);
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
  });

  test('stays when a rule learns to call the same move by another kind', () => {
    expect(fingerprintOf({ ...event, kind: 'corrected' })).toBe(fingerprintOf(event));
  });
});
