import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkView } from '../../../src/playground/slack-server/validate/index.js';
import { readNegotiated, writeNegotiated } from '../../../src/slack/features/settings/negotiated-text.js';
import { settingsModal } from '../../../src/slack/features/settings/settings-modal.js';
import { vocabularyOf } from '../../../src/slack/grammar/vocabulary.js';
import { MAX_NEGOTIATED, type SettingsVersion } from '../../../src/workspace/settings.js';
import { book } from '../arbitraries.js';

const { providers } = vocabularyOf(book, '2026-11-22');
const sold = book.facts.filter(({ unit }) => unit === 'usdPerMTok');
const products = [...new Set(sold.flatMap(({ product, platform }) => [product, `platform:${platform}`]))];

const note = fc.stringMatching(/^[A-Za-z<&][\w <>&%-]{0,8}[\w>]$/).map((text) => text.replace(/ +/g, ' '));
const usdPerMTok = fc.integer({ min: 1, max: 999_999 }).map((thousandths) => Number(`${thousandths}e-3`));

const anyNegotiated = fc.uniqueArray(
  fc.oneof(
    fc.record(
      {
        product: fc.constantFrom(...products),
        discount: fc.integer({ min: 1, max: 999 }).map((thousandths) => Number(`${thousandths}e-3`)),
        note,
      },
      { requiredKeys: ['product', 'discount'] },
    ),
    fc.record(
      {
        product: fc.constantFrom(...products.filter((one) => !one.startsWith('platform:')), 'own/llama'),
        price: fc.record({ inputUsdPerMTok: usdPerMTok, outputUsdPerMTok: usdPerMTok }),
        note,
      },
      { requiredKeys: ['product', 'price'] },
    ),
  ),
  { selector: ({ product }) => product, maxLength: MAX_NEGOTIATED },
);

describe('negotiated prices as text', () => {
  test('are read back as they were written', () => {
    fc.assert(
      fc.property(anyNegotiated, (negotiated) => {
        expect(readNegotiated(writeNegotiated(negotiated), book)).toEqual({ ok: true, negotiated });
      }),
    );
  });

  test.each([
    ['gpt-4o 15%', [{ product: 'gpt-4o', discount: 0.15 }]],
    ['  GPT-4O   12.5 %  ends in May ', [{ product: 'gpt-4o', discount: 0.125, note: 'ends in May' }]],
    [
      'OpenAI 7%\n\nplatform:anthropic 10%',
      [
        { product: 'platform:openai', discount: 0.07 },
        { product: 'platform:anthropic', discount: 0.1 },
      ],
    ],
    [
      'gpt-4o $2/0.2/10 Contract 114\nown/llama 0.4/1.2',
      [
        {
          product: 'gpt-4o',
          price: { inputUsdPerMTok: 2, cachedInputUsdPerMTok: 0.2, outputUsdPerMTok: 10 },
          note: 'Contract 114',
        },
        { product: 'own/llama', price: { inputUsdPerMTok: 0.4, outputUsdPerMTok: 1.2 } },
      ],
    ],
    ['', []],
  ])('%j is understood', (text, negotiated) => {
    expect(readNegotiated(text, book)).toEqual({ ok: true, negotiated });
  });

  test.each([
    ['gpt-4o', /^Line 1: write a name and a percentage/],
    ['gpt-4o 0%', /more than 0%/],
    ['gpt-4o 100%', /less than 100%/],
    ['openai 5%\nopenai 6%', /^Line 2: this is there twice/],
    ['gtp-4o 5%', /^Line 1: no platform and no model is called gtp-4o\. Did you mean gpt-4o\?/],
    [`gpt-4o 5% ${'x'.repeat(201)}`, /at most 200 characters/],
    ['<!channel> 5%', /no platform and no model/],
    ['openai 2/10', /a price is that of one model/],
    ['own/llama 5%', /a model of your own has a price, like own\/llama 0\.4\/1\.2/],
    ['gpt-4o 2/10/0.2', /the order is in, cached, out/],
    ['zzyzx 2/10', /A model of your own is written own\/name/],
  ])('%j is refused with its line and its mend', (text, problem) => {
    const reading = readNegotiated(text, book);
    expect(reading.ok ? '' : reading.problem).toMatch(problem);
  });

  test('any text is either understood or refused in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
        const reading = readNegotiated(text, book);
        if (!reading.ok) expect(reading.problem).toMatch(/^(Line \d|There may|This is)/);
      }),
    );
  });
});

describe('the settings of a workspace', () => {
  test('fit into a modal, to change or to read, whatever is set', () => {
    const anyVersion: fc.Arbitrary<SettingsVersion> = fc.record({
      workspaceId: fc.constant('T1'),
      version: fc.integer({ min: 1, max: 9_999 }),
      settings: fc.record({
        engineerMonthlyUsd: fc.double({ min: 0, max: 1e9, noNaN: true }),
        providers: fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { maxLength: 50 }),
        existingFineTuningAccounts: fc.subarray([...providers]),
        horizonMonths: fc.integer({ min: 1, max: 60 }),
        negotiated: anyNegotiated,
        editors: fc.constantFrom('admins' as const, 'everyone' as const),
      }),
      changedBy: fc.constant('U1'),
      changedByName: fc.string({ unit: 'binary', maxLength: 200 }),
      changedAt: fc.constant(new Date('2026-11-22T00:00:00Z')),
    });
    const permission = fc.constantFrom({ may: true as const }, { may: false as const, why: 'No.' });
    fc.assert(
      fc.property(fc.option(anyVersion, { nil: undefined }), permission, (version, allowed) => {
        const view = settingsModal({ version, permission: allowed, providers, metadata: '{}' });
        expect(checkView(view, 'modal')).toBeUndefined();
      }),
    );
  });
});
