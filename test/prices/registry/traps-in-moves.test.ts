import { describe, expect, test } from 'vitest';
import { type ChatPrices, context, eventsOf, linesOf } from './feed-texts.js';

function rows(
  count: number,
  row: (index: number) => ChatPrices,
  provider = 'novita',
): Record<string, ChatPrices> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${provider}/m${index}`, { provider, ...row(index) }]),
  );
}

function causeCount(events: readonly { cause: string }[]): number {
  return new Set(events.map(({ cause }) => cause)).size;
}

describe('what the gate says of a move', () => {
  test('an ordinary cut or rise is told as a change', () => {
    const before = { 'acme/a': { input: '1', output: '4' } };
    const events = eventsOf(before, { 'acme/a': { input: '0.5', output: '5' } });
    expect(linesOf(events)).toEqual(['acme/a input changed announce', 'acme/a output changed announce']);
    expect(events[0]).toMatchObject({
      product: 'acme/a',
      oldAmount: '1',
      newAmount: '0.5',
      unit: 'usdPerMTok',
    });
  });

  test('the same price in another spelling is no event', () => {
    const spelled = (value: number | string): Record<string, ChatPrices> => ({
      'acme/a': { fields: { input_cost_per_token: value } },
    });
    expect(eventsOf(spelled('1.5e-07'), spelled('0.00000015'))).toEqual([]);
  });

  test('T1: a whole provider that falls by one large ratio is one correction', () => {
    const before = rows(4, (index) => ({ input: `${800 + 80 * index}`, output: `${1600 + 80 * index}` }));
    const after = rows(4, (index) => ({ input: `${0.1 + 0.01 * index}`, output: `0.${20 + index}` }));
    const events = eventsOf(before, after);
    expect(events).toHaveLength(8);
    expect(new Set(events.map(({ kind, disposition }) => `${kind} ${disposition}`))).toEqual(
      new Set(['corrected announce']),
    );
    expect(causeCount(events)).toBe(1);
  });

  test('T1: prices that looked possible before are part of the correction of their provider', () => {
    const before = rows(5, (index) => ({ input: `${8 * (index + 1)}` }));
    const after = rows(5, (index) => ({ input: `0.00${index + 1}` }));
    expect(linesOf(eventsOf(before, after))).toEqual(
      [0, 1, 2, 3, 4].map((index) => `novita/m${index} input corrected announce mass-correction`),
    );
  });

  test('T1: a whole provider that rises by one large ratio is held: it may be the slip itself', () => {
    const before = rows(5, (index) => ({ input: `0.00${index + 1}` }));
    const after = rows(5, (index) => ({ input: `${index + 1}` }));
    expect(linesOf(eventsOf(before, after))).toEqual(
      [0, 1, 2, 3, 4].map((index) => `novita/m${index} input corrected hold mass-correction`),
    );
  });

  test('T1: many prices of a single model with one ratio are no mass correction', () => {
    const fields = (factor: number): Record<string, number> => ({
      cache_creation_input_token_cost: 25e-6 * factor,
      input_cost_per_token_batches: 10e-6 * factor,
      output_cost_per_token_batches: 20e-6 * factor,
    });
    const before = { 'acme/a': { input: '20', output: '40', fields: fields(1) } };
    const events = eventsOf(before, { 'acme/a': { input: '2', output: '4', fields: fields(0.1) } });
    expect(events).toHaveLength(5);
    for (const event of events) expect(event).toMatchObject({ kind: 'changed', disposition: 'hold' });
  });

  test('T1: a seller that doubles everything it sells is a change, in one line', () => {
    const before = rows(6, (index) => ({ input: `${index + 1}`, output: `${index + 2}` }));
    const after = rows(6, (index) => ({ input: `${2 * (index + 1)}`, output: `${2 * (index + 2)}` }));
    const events = eventsOf(before, after);
    expect(events).toHaveLength(12);
    for (const event of events) expect(event).toMatchObject({ kind: 'changed', disposition: 'announce' });
    expect(causeCount(events)).toBe(1);
  });

  test('T2 (P21): a new price above what anybody charges is unknown', () => {
    const events = eventsOf(
      { 'acme/a': { input: '0.7', output: '1' } },
      { 'acme/a': { input: '71000', output: '1' } },
    );
    expect(linesOf(events)).toEqual(['acme/a input changed unknown impossible-price']);
  });

  test('T3: the fall from an impossible price is a correction, not a cut', () => {
    const before = { 'wandb/kimi-k2': { provider: 'wandb', input: '135000', output: '400000' } };
    const after = { 'wandb/kimi-k2': { provider: 'wandb', input: '0.6', output: '2.5' } };
    expect(linesOf(eventsOf(before, after))).toEqual([
      'wandb/kimi-k2 input corrected announce mended-impossible-price',
      'wandb/kimi-k2 output corrected announce mended-impossible-price',
    ]);
  });

  test('T4 (P21): a move of ten times or more is held, in both directions', () => {
    const before = {
      'oci/grok-4': { input: '1', output: '1.5' },
      titan: { mode: 'embedding', input: '0.2' },
    };
    const after = {
      'oci/grok-4': { input: '1', output: '150' },
      titan: { mode: 'embedding', input: '0.02' },
    };
    const events = eventsOf(before, after);
    expect(linesOf(events)).toEqual([
      'oci/grok-4 output changed hold tenfold-move',
      'titan embedding changed hold tenfold-move',
    ]);
    expect(events[0]?.reason).toContain('From 1.5 to 150');
  });

  test('T4: what moves beside a held price waits with it', () => {
    const before = { 'acme/a': { input: '30', output: '30' } };
    const after = { 'acme/a': { input: '0.6', output: '4', cached: '0.15' } };
    expect(linesOf(eventsOf(before, after))).toEqual([
      'acme/a input changed hold tenfold-move',
      'acme/a output changed hold moves-with-held',
      'acme/a cachedInput first-priced hold moves-with-held',
    ]);
  });

  test('T5: a pair that is turned round is a correction', () => {
    const events = eventsOf(
      { 'command-r7b': { input: '0.15', output: '0.0375' } },
      { 'command-r7b': { input: '0.0375', output: '0.15' } },
    );
    expect(linesOf(events)).toEqual([
      'command-r7b input corrected announce swapped-columns',
      'command-r7b output corrected announce swapped-columns',
    ]);
  });

  test('T5: a good pair that becomes a swapped one is held', () => {
    const events = eventsOf(
      { 'acme/a': { input: '0.35', output: '1.41' } },
      { 'acme/a': { input: '1.41', output: '0.35' } },
    );
    expect(linesOf(events)).toEqual([
      'acme/a input changed hold swapped-columns',
      'acme/a output changed hold swapped-columns',
    ]);
  });

  test('T7: a price that becomes zero is withdrawn, not free', () => {
    const events = eventsOf(
      { 'gemini/gemini-1.5-flash': { provider: 'gemini', input: '0.075', output: '0.3' } },
      { 'gemini/gemini-1.5-flash': { provider: 'gemini', input: '0.075', output: '0' } },
    );
    expect(linesOf(events)).toEqual(['gemini/gemini-1.5-flash output removed unknown zero-price']);
  });

  test('a price that is no longer stated is withdrawn', () => {
    const events = eventsOf({ 'acme/a': { input: '1', output: '2' } }, { 'acme/a': { input: '1' } });
    expect(linesOf(events)).toEqual(['acme/a output removed unknown price-gone']);
  });

  test('a key that sells embeddings where it sold calls is one product less and another one more', () => {
    const events = eventsOf(
      { 'acme/a': { input: '1', output: '2' } },
      { 'acme/a': { mode: 'embedding', input: '1' } },
    );
    expect(linesOf(events)).toEqual(['acme/a added announce', 'acme/a removed announce']);
  });

  test('T8: a price where none was known is a first price, never a rise', () => {
    const before = { 'snowflake/a': {}, 'snowflake/b': { input: '0', output: '0' } };
    const after = { 'snowflake/a': { input: '3' }, 'snowflake/b': { input: '3', output: '15' } };
    expect(linesOf(eventsOf(before, after))).toEqual([
      'snowflake/a input first-priced announce zero-price',
      'snowflake/b input first-priced announce zero-price',
      'snowflake/b output first-priced announce zero-price',
    ]);
  });

  test('T9: an alias that moves is re-pointed: one event, and nothing to tell', () => {
    const events = eventsOf(
      { 'mistral/mistral-large-latest': { input: '2', output: '6' } },
      { 'mistral/mistral-large-latest': { input: '0.5', output: '1.5' } },
    );
    expect(linesOf(events)).toEqual(['mistral/mistral-large-latest re-pointed unknown alias']);
  });

  test('T9: a name without a date that moves while the dated model stays is held as re-pointed', () => {
    const before = {
      'acme/chat': { input: '2', output: '6' },
      'acme/chat-2024-08-06': { input: '2', output: '6' },
    };
    const alone = { ...before, 'acme/chat': { input: '1', output: '3' } };
    const together = { ...alone, 'acme/chat-2024-08-06': { input: '1', output: '3' } };
    expect(linesOf(eventsOf(before, alone))).toEqual([
      'acme/chat input re-pointed hold alias',
      'acme/chat output re-pointed hold alias',
    ]);
    expect(eventsOf(before, together).map(({ kind, disposition }) => `${kind} ${disposition}`)).toEqual(
      Array.from({ length: 4 }, () => 'changed announce'),
    );
  });

  test('T11: a price that becomes negative is unknown, and one that was is first priced', () => {
    const [priced, varies] = [{ 'acme/a': { input: '1' } }, { 'acme/a': { input: '-1000000' } }];
    expect(linesOf(eventsOf(priced, varies))).toEqual(['acme/a input changed unknown sentinel']);
    expect(linesOf(eventsOf(varies, priced))).toEqual(['acme/a input first-priced announce zero-price']);
  });

  test('T12: one rise under five keys, and one cut at two platforms, have one cause each', () => {
    const gov = (input: string): Record<string, ChatPrices> =>
      Object.fromEntries(
        [
          'bedrock/us-gov-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0',
          'bedrock/us-gov-east-1/claude-sonnet-4-5-20250929-v1:0',
          'bedrock/us-gov-west-1/anthropic.claude-sonnet-4-5-20250929-v1:0',
          'bedrock/us-gov-west-1/claude-sonnet-4-5-20250929-v1:0',
          'us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0',
        ].map((key) => [key, { provider: key.startsWith('us') ? 'bedrock_converse' : 'bedrock', input }]),
      );
    const luna = (input: string): Record<string, ChatPrices> => ({
      'acme/luna': { provider: 'acme', input },
      'azure/luna': { provider: 'azure', input },
    });
    const events = eventsOf({ ...gov('3.3'), ...luna('1') }, { ...gov('3.6'), ...luna('0.2') });
    expect(causeCount(events.slice(0, 5))).toBe(1);
    expect(causeCount(events.slice(5))).toBe(1);
    expect(causeCount(events)).toBe(2);
  });

  test('T13: a regional twin that moves leaves the model at its maker alone', () => {
    const twins = (regional: string): Record<string, ChatPrices> => ({
      'us.anthropic.claude-haiku-4-5-20251001-v1:0': { provider: 'bedrock_converse', input: regional },
      'claude-haiku-4-5': { provider: 'anthropic', input: '1' },
    });
    const events = eventsOf(twins('1.1'), twins('1.2'));
    expect(events.map(({ product, platform }) => `${platform} ${product}`)).toEqual([
      'aws-bedrock us.anthropic.claude-haiku-4-5-20251001-v1:0',
    ]);
  });

  test("T15: a tuned row that arrives at the catalogue's figure is a correction; any other figure is unknown", () => {
    const tune = (input: string): Record<string, ChatPrices> => ({
      'ft:davinci-002': { provider: 'text-completion-openai', mode: 'completion', input },
    });
    expect(linesOf(eventsOf(tune('2'), tune('12')))).toEqual([
      'ft:davinci-002 input corrected announce curated-tune',
    ]);
    expect(linesOf(eventsOf(tune('12'), tune('8')))).toEqual([
      'ft:davinci-002 input changed unknown curated-tune',
    ]);
  });

  test("T16: an end date that contradicts the provider's is held, one that has passed is unknown, others are hints", () => {
    const dated = (day?: string): Record<string, ChatPrices> =>
      Object.fromEntries(
        ['gpt-4o', 'claude-opus-4'].map((key) => [
          key,
          { provider: 'openai', input: '1', fields: day === undefined ? {} : { deprecation_date: day } },
        ]),
      );
    expect(linesOf(eventsOf(dated(), dated('2026-02-27')))).toEqual([
      'gpt-4o shutting-down hold shutdown-day',
      'claude-opus-4 shutting-down unknown shutdown-day',
    ]);
    const agreed = eventsOf(dated('2026-02-27'), dated('2027-01-14'));
    expect(linesOf(agreed)).toEqual([
      'gpt-4o shutting-down announce shutdown-day',
      'claude-opus-4 shutting-down announce shutdown-day',
    ]);
    expect(agreed.map(({ shutdownOn, reason }) => `${shutdownOn} ${reason}`)).toEqual([
      '2027-01-14 It is the day that the provider names.',
      '2027-01-14 The registry names it; a hint only.',
    ]);
  });

  test('T19: an announced price is held until its day, and confirmed on it', () => {
    const argon = (input: string): Record<string, ChatPrices> => ({
      'gemini/gemini-4-argon': { provider: 'gemini', input },
    });
    const early = eventsOf(argon('2'), argon('4'), context(undefined, '2026-11-22'));
    expect(linesOf(early)).toEqual(['gemini/gemini-4-argon input changed hold announced-later']);
    const onTheDay = eventsOf(argon('2'), argon('4'), context(undefined, '2026-12-01'));
    expect(linesOf(onTheDay)).toEqual(['gemini/gemini-4-argon input corrected announce caught-up']);
  });

  test('T19: an older price never replaces a newer one', () => {
    const luna = (input: string): Record<string, ChatPrices> => ({
      'gpt-5.6-luna': { provider: 'openai', input },
    });
    expect(linesOf(eventsOf(luna('0.2'), luna('1')))).toEqual([
      'gpt-5.6-luna input changed hold older-price',
    ]);
    expect(linesOf(eventsOf(luna('1'), luna('0.2')))).toEqual([
      'gpt-5.6-luna input corrected announce caught-up',
    ]);
  });

  test('T20: what the operator has decided of the same news is not asked again, until a value moves', () => {
    const before = { 'acme/a': { input: '1' }, 'acme/b': { input: '1' } };
    const after = { 'acme/a': { input: '20' }, 'acme/b': { input: '30' } };
    const held = eventsOf(before, after);
    const [a, b] = held.map(({ fingerprint }) => fingerprint);
    const decisions = new Map([
      [a ?? '', 'accepted' as const],
      [b ?? '', 'rejected' as const],
    ]);
    expect(linesOf(eventsOf(before, after, context(decisions)))).toEqual([
      'acme/a input changed announce operator',
      'acme/b input changed rejected operator',
    ]);
    expect(linesOf(eventsOf(before, { ...after, 'acme/b': { input: '31' } }, context(decisions)))).toEqual([
      'acme/a input changed announce operator',
      'acme/b input changed hold tenfold-move',
    ]);
  });

  test('T21: a true cut by a third, or by four fifths, is told', () => {
    const events = eventsOf(
      { 'acme/sol': { input: '5', output: '30' }, 'acme/luna': { input: '1', output: '6' } },
      { 'acme/sol': { input: '4', output: '20' }, 'acme/luna': { input: '0.2', output: '1.2' } },
    );
    expect(events.map(({ kind, disposition }) => `${kind} ${disposition}`)).toEqual(
      Array.from({ length: 4 }, () => 'changed announce'),
    );
  });

  test('new and withdrawn rows are one event each; aliases among them are not told', () => {
    const before = {
      'acme/old': { input: '1' },
      'acme/chat-latest': { input: '1' },
      'acme/stays': { input: '1' },
    };
    const after = {
      'acme/stays': { input: '1' },
      'acme/new': { input: '1', output: '0.5' },
      'acme/unpriced': {},
      'acme/fine': { input: '1', output: '2' },
      'acme/code-latest': { input: '1' },
    };
    expect(linesOf(eventsOf(before, after))).toEqual([
      'acme/new added unknown zero-price',
      'acme/new input added hold swapped-columns',
      'acme/new output added hold swapped-columns',
      'acme/unpriced added unknown zero-price',
      'acme/fine added announce',
      'acme/code-latest added unknown alias',
      'acme/old removed announce',
      'acme/chat-latest removed unknown alias',
    ]);
  });
});
