import { describe, expect, it } from 'vitest';
import { withNegotiatedPrices } from '../../src/prices/negotiated-prices.js';
import { CATALOGUE } from '../catalogue.js';

const list = CATALOGUE;
const TODAY = '2026-11-22';

describe('a book with negotiated prices', () => {
  const own = withNegotiatedPrices(
    list,
    [
      { product: 'gpt-4o', discount: 0.15, note: 'Contract 114' },
      { product: 'platform:anthropic', discount: 0.1 },
      { product: 'platform:openai', discount: 0.5 },
    ],
    TODAY,
  );

  it('takes the discount off every token price of the product, to the last digit', () => {
    // GPT-4o lists 2.50 in and 10.00 out: 15% off is 2.125 and 8.5.
    const rates = own.ratesOf('gpt-4o', TODAY);
    expect(rates.input).toMatchObject({ amount: '2.125', usd: 2.125 });
    expect(rates.output).toMatchObject({ amount: '8.5', usd: 8.5 });
  });

  it('marks the price as overridden, keeps its source, and names the list price and the reason', () => {
    const before = list.ratesOf('gpt-4o', TODAY).input;
    const after = own.ratesOf('gpt-4o', TODAY).input;
    expect(after?.marks).toContain('overridden');
    expect(after?.source).toEqual(before?.source);
    expect(after?.note).toMatch(/^Negotiated: 15% off the list price of \$2\.50\. Contract 114/);
  });

  it('lets the discount on a product go before that on its platform, and never adds them up', () => {
    const listed = list.ratesOf('gpt-4o-mini', TODAY).input?.usd ?? 0;
    expect(own.ratesOf('gpt-4o-mini', TODAY).input?.usd).toBeCloseTo(listed / 2, 12);
    expect(own.ratesOf('gpt-4o', TODAY).input?.usd).toBe(2.125);
  });

  it('discounts everything that a platform sells by the token, and nothing else', () => {
    for (const fact of own.facts) {
      const before = list.facts.find(({ id }) => id === fact.id);
      const isDiscounted = fact.unit === 'usdPerMTok' && ['anthropic', 'openai'].includes(fact.platform);
      expect(fact.marks.includes('overridden')).toBe(isDiscounted);
      if (isDiscounted) expect(fact.usd).toBeLessThanOrEqual(before?.usd ?? 0);
      else expect(fact).toEqual(before);
    }
    expect(own.facts.some(({ marks }) => marks.includes('overridden'))).toBe(true);
  });

  it('has a version of its own, the same for the same discounts', () => {
    const discount = [{ product: 'gpt-4o', discount: 0.15 }];
    expect(own.version).not.toBe(list.version);
    expect(withNegotiatedPrices(list, discount, TODAY).version).toBe(
      withNegotiatedPrices(list, discount, TODAY).version,
    );
  });

  it('is the book itself where nothing is negotiated', () => {
    expect(withNegotiatedPrices(list, [], TODAY)).toBe(list);
  });
});

describe('a book with prices of its own', () => {
  const own = withNegotiatedPrices(
    list,
    [
      { product: 'gpt-4o', price: { inputUsdPerMTok: 2, outputUsdPerMTok: 8 }, note: 'Contract 114' },
      {
        product: 'own/llama',
        price: { inputUsdPerMTok: 0.4, cachedInputUsdPerMTok: 0.1, outputUsdPerMTok: 1.2 },
      },
      { product: 'platform:openai', discount: 0.5 },
    ],
    TODAY,
  );

  it('bills them in place of the list price on every day, marked as its own, and what they do not name as listed', () => {
    for (const day of ['2024-12-01', TODAY, '2027-01-01']) {
      const rates = own.ratesOf('gpt-4o', day);
      expect(rates.input).toMatchObject({ usd: 2, marks: ['own'] });
      expect(rates.output).toMatchObject({ usd: 8, marks: ['own'] });
    }
    const rates = own.ratesOf('gpt-4o', TODAY);
    expect(rates.cachedInput).toEqual(list.ratesOf('gpt-4o', TODAY).cachedInput);
    expect(rates.input?.source.title).toBe("Your own price, from this workspace's settings: Contract 114");
  });

  it('sells models of the team beside those of the list', () => {
    expect(own.findModel('own/llama')).toMatchObject({ id: 'own/llama', platform: 'own', candidate: true });
    expect(own.ratesOf('own/llama', TODAY)).toMatchObject({
      input: { usd: 0.4 },
      cachedInput: { usd: 0.1 },
      output: { usd: 1.2 },
    });
    expect(list.ratesOf('own/llama', TODAY).input).toBeUndefined();
  });
});
