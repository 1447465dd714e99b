import Big from 'big.js';
import { buildPriceBook } from './build-price-book.js';
import { ownModel } from './own-models.js';
import type { IsoDate, Model, PriceBook, PriceFact, PriceKind } from './price-book.js';

/** What a million tokens cost one customer, in USD. */
export interface OwnTokenPrice {
  readonly inputUsdPerMTok: number;
  /** Of what is read from the cache. Absent: as listed. */
  readonly cachedInputUsdPerMTok?: number | undefined;
  readonly outputUsdPerMTok: number;
}

/** What one customer has agreed with a seller: a discount on list prices, or a price. */
export type Negotiated = {
  /** Id of a model, tuning offer or component, or `platform:<name>` for everything sold there. */
  readonly product: string;
  readonly note?: string | undefined;
} & (
  | {
      /** Share taken off every token price, 0..1. */
      readonly discount: number;
    }
  | {
      /** For a model or a tuning offer: what it costs in place of the list price. */
      readonly price: OwnTokenPrice;
    }
);

/** How a negotiated price names a whole platform. */
export const PLATFORM_PREFIX = 'platform:';

/**
 * What is agreed on a price, or `undefined`. What is agreed on the product goes before what is on its platform, and
 * they do not add up. Only token prices are negotiated: not hours, months, jobs or searches.
 */
export function agreedOn<One extends Negotiated>(
  fact: PriceFact,
  negotiated: readonly One[],
): One | undefined {
  if (fact.unit !== 'usdPerMTok') return undefined;
  return (
    negotiated.findLast(({ product }) => product === fact.product) ??
    negotiated.findLast(({ product }) => product === `${PLATFORM_PREFIX}${fact.platform}`)
  );
}

/**
 * The book of a customer with negotiated prices. A discount is taken off the list prices, which are marked
 * `overridden`; a price stands in their place on every day, marked `own`, and what it does not name stays as listed.
 * Models of the customer's own come in with theirs. The version changes with the prices.
 *
 * @param since day on which the customer said so
 */
export function withNegotiatedPrices(
  book: PriceBook,
  negotiated: readonly Negotiated[],
  since: IsoDate,
): PriceBook {
  if (negotiated.length === 0) return book;
  const { facts, models, tuningOffers, components } = book;
  const own = negotiated.flatMap((one) => ownFacts(one, book, since));
  const replaced = new Set(own.map(({ product, kind }) => `${product} ${kind}`));
  const listed = facts.filter(
    ({ product, kind, aboveTokens }) => aboveTokens !== undefined || !replaced.has(`${product} ${kind}`),
  );
  return buildPriceBook({
    facts: [
      ...listed.map((fact) => {
        const agreed = agreedOn(fact, negotiated);
        return agreed === undefined || !('discount' in agreed) ? fact : discounted(fact, agreed);
      }),
      ...own,
    ],
    models: [...models, ...ownModels(negotiated)],
    tuningOffers,
    components,
  });
}

/** The customer's own models, which are weighed like those on sale. */
function ownModels(negotiated: readonly Negotiated[]): readonly Model[] {
  return negotiated.flatMap(({ product }) => {
    const model = ownModel(product);
    return model === undefined ? [] : [{ ...model, candidate: true }];
  });
}

/** Long before any price in the book: an own price holds on every day that is asked about. */
const ALWAYS: IsoDate = '2000-01-01';

function ownFacts(one: Negotiated, book: PriceBook, since: IsoDate): readonly PriceFact[] {
  if (!('price' in one)) return [];
  const { product, note, price } = one;
  const { inputUsdPerMTok, cachedInputUsdPerMTok: cached, outputUsdPerMTok } = price;
  const platform =
    [...book.models, ...book.tuningOffers].find(({ id }) => id === product)?.platform ??
    ownModel(product)?.platform ??
    product;
  const title = `Your own price, from this workspace's settings${note === undefined ? '' : `: ${note}`}`;
  const amounts: readonly (readonly [PriceKind, number])[] = [
    ['input', inputUsdPerMTok],
    ...(cached === undefined ? [] : [['cachedInput', cached] as const]),
    ['output', outputUsdPerMTok],
  ];
  return amounts.map(([kind, usd]) => ({
    id: `own/${product}/${kind}`,
    platform,
    product,
    kind,
    unit: 'usdPerMTok',
    amount: new Big(usd).toFixed(),
    usd,
    effectiveFrom: ALWAYS,
    source: { id: 'own', title, date: since },
    checkedOn: since,
    confidence: 'A',
    marks: ['own'],
  }));
}

function discounted(
  fact: PriceFact,
  { discount, note }: { readonly discount: number; readonly note?: string | undefined },
): PriceFact {
  const amount = new Big(fact.amount).times(new Big(1).minus(discount)).toFixed();
  const percent = new Big(discount).times(100).toFixed();
  const notes = [
    `Negotiated: ${percent}% off the list price of $${fact.amount}.`,
    ...(note === undefined ? [] : [note]),
    ...(fact.note === undefined ? [] : [fact.note]),
  ];
  return {
    ...fact,
    amount,
    usd: Number(amount),
    note: notes.join(' '),
    marks: [...fact.marks.filter((mark) => mark !== 'overridden'), 'overridden'],
  };
}
