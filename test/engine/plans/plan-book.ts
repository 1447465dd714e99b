import type { Component, PriceBook } from '../../../src/prices/price-book.js';
import { TEST_DATA, tariff, testBook, testModel } from '../test-book.js';

/** The tests' book with what the larger plans need: rented GPUs, and a model whose prompt holds a corpus. */

const GPU: Component = { id: 'gpu', name: 'GPU', platform: 'renter', kind: 'gpu', isDefault: true };

/** Takes 300,000 tokens; past 100,000 the whole call is dearer. */
const ROOMY = testModel('roomy', {
  name: 'Roomy',
  cacheFloorTokens: 1024,
  cacheLifeMinutes: 5,
  maxInputTokens: 300_000,
});

const ROOMY_FACTS = [
  ...tariff('roomy', { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 10 }),
  ...tariff('roomy', { input: 4, cachedInput: 0.4, cacheWrite: 5, output: 15 }, { aboveTokens: 100_000 }),
];

/** A book in which only these tuning offers exist, with a GPU at $4 an hour or at an unknown price. */
export function planBook(offers: readonly string[] = [], gpuPrice: 'known' | 'unknown' = 'known'): PriceBook {
  return testBook({
    models: [...TEST_DATA.models, ROOMY],
    components: [...TEST_DATA.components, GPU],
    tuningOffers: TEST_DATA.tuningOffers.filter((offer) => offers.includes(offer.id)),
    facts: [
      ...TEST_DATA.facts,
      ...ROOMY_FACTS,
      ...(gpuPrice === 'known' ? tariff('gpu', { gpuHour: 4 }) : []),
    ],
  });
}
