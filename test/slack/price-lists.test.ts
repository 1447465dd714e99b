import { describe, expect, it } from 'vitest';
import { checkMessageBlocks } from '../../src/playground/slack-server/validate/index.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { findPriced } from '../../src/prices/find-priced.js';
import { openOffers, sellerChecks } from '../../src/prices/price-lists.js';
import { type PRICE_LISTS, priceListMessage } from '../../src/slack/features/prices/price-list-message.js';

const book = loadCatalogue();
const AS_OF = '2026-11-30';

function said(which: (typeof PRICE_LISTS)[number]): string {
  const { blocks } = priceListMessage({ which, book, asOf: AS_OF, actions: { kind: 'none' } });
  expect(checkMessageBlocks(blocks)).toBeUndefined();
  expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
  return JSON.stringify(blocks);
}

describe('lists over the whole price book', () => {
  it('hold every tuning offer that takes jobs, with price, who, until when and when it ends', () => {
    const table = said('tuning');
    const offers = openOffers(book, AS_OF);
    expect(offers.length).toBeGreaterThan(40);
    for (const { offer } of offers) expect(table).toContain(offer.name.slice(0, 20));
    const azure = table.split('\\n').find((row) => row.startsWith('GPT-4.1 on Azure'));
    expect(azure).toMatch(/^GPT-4\.1 on Azure +25 +2\/8 +1\.70 +– +existing +2027-04-14\+ +2027-10-14$/);
  });

  it('hold what moved, old and new', () => {
    expect(said('changes')).toMatch(
      /7 Oct 2026, Claude Sonnet 5\.5: .*cached input \$0\.20 → \$0\.10 \(-50%\)/,
    );
  });

  it('hold what is derived or assumed, each with its reason', () => {
    const list = said('derived');
    expect(list).toContain('GPT-4.1 on Azure');
    expect(list).toContain(
      "derived: A tuned model is billed like its base; this is the base's price on Azure.",
    );
  });

  it('count a seller as looked at when all that it sells was', () => {
    const checks = sellerChecks(book, AS_OF);
    expect(checks.length).toBeGreaterThan(10);
    const old = book.facts.map((fact) =>
      fact.product === 'gpt-6-luna' ? { ...fact, checkedOn: '2026-01-01' } : fact,
    );
    expect(sellerChecks({ ...book, facts: old }, AS_OF)[0]).toEqual({
      platform: 'openai',
      oldestCheck: '2026-01-01',
    });
  });
});

describe('a seller', () => {
  it.each([
    ['azure', 'azure-foundry'],
    ['Azure AI Foundry', 'azure-foundry'],
    ['bedrock', 'aws-bedrock'],
    ['amazon bedrock', 'aws-bedrock'],
    ['vertex', 'google-cloud'],
    ['Vertex AI', 'google-cloud'],
    ['Google Cloud', 'google-cloud'],
    ['google', 'Google'],
    ['gemini', 'google-gemini-api'],
    ['together', 'together'],
    ['OpenAI', 'OpenAI'],
  ])('is found as %j', (typed, name) => {
    expect(findPriced(book, typed)).toEqual({ kind: 'seller', name });
  });
});
