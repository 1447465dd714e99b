import type { DatedFact, IsoDate, PriceBook, PriceFact, PriceKind, Provenance } from './price-book.js';
import { isClosed } from './price-sheet.js';

/**
 * Why a value needs a look at the seller's page. `unknown`: no amount is known. `assumed`: no source of its day was
 * found. `disputed`: sources disagree. `unsure`: of confidence C. `announced`: to be confirmed on its day.
 */
export type OpenReason = 'unknown' | 'assumed' | 'disputed' | 'unsure' | 'announced';

/** One value that a person with a browser could settle. */
export interface OpenQuestion {
  readonly reason: OpenReason;
  /** Id of the model, tuning offer or component. */
  readonly product: string;
  readonly kind: PriceKind | 'endsOn' | 'closesOn';
  /** The value in the book, as it is written there; absent when it is unknown. */
  readonly value?: string;
  /** First day on which an announced price is to hold. */
  readonly from?: IsoDate;
  /** What the book says of it. */
  readonly note?: string;
}

/** What stays open in the book on a day, by reason, for what is still on sale then; the first of several reasons counts. */
export function openQuestions(book: PriceBook, on: IsoDate): readonly OpenQuestion[] {
  const questions = [...unknownAmounts(book, on), ...unsureDates(book, on), ...unsurePrices(book, on)];
  return REASONS.flatMap((reason) => questions.filter((question) => question.reason === reason));
}

const REASONS: readonly OpenReason[] = ['unknown', 'assumed', 'disputed', 'unsure', 'announced'];

/** Amounts without which a plan with an offer that still sells has no cost, or a worse one. */
function unknownAmounts(book: PriceBook, on: IsoDate): readonly OpenQuestion[] {
  return book.tuningOffers
    .filter((offer) => !isClosed(offer, on))
    .flatMap((offer) => {
      const { rates, training, hostingHour } = book.tuningPricesOf(offer.id, on);
      const needed: readonly (readonly [PriceKind, PriceFact | undefined])[] =
        offer.serving === 'dedicated'
          ? [['hostingHour', hostingHour]]
          : [
              ['input', rates.input],
              ['output', rates.output],
              ...(offer.cacheFloorTokens === undefined
                ? []
                : ([['cachedInput', rates.cachedInput]] as const)),
            ];
      return [['training', training] as const, ...needed]
        .filter(([, fact]) => fact === undefined)
        .map(([kind]): OpenQuestion => ({ reason: 'unknown', product: offer.id, kind }));
    });
}

function unsureDates(book: PriceBook, on: IsoDate): readonly OpenQuestion[] {
  const offers = book.tuningOffers.filter((offer) => !isClosed(offer, on));
  return [...book.models, ...offers].flatMap((product) => {
    const closesOn = 'closesOn' in product ? product.closesOn : undefined;
    return [
      ...dateQuestion(product.id, 'closesOn', closesOn, on),
      ...dateQuestion(product.id, 'endsOn', product.endsOn, on),
    ];
  });
}

function dateQuestion(
  product: string,
  kind: 'endsOn' | 'closesOn',
  fact: DatedFact | undefined,
  on: IsoDate,
): readonly OpenQuestion[] {
  if (fact === undefined || fact.date <= on || fact.confidence !== 'C') return [];
  return [{ reason: 'unsure', product, kind, value: fact.date, ...noteOf(fact) }];
}

function unsurePrices(book: PriceBook, on: IsoDate): readonly OpenQuestion[] {
  const gone = new Set([
    ...book.models.filter(({ endsOn }) => endsOn !== undefined && endsOn.date <= on).map(({ id }) => id),
    ...book.tuningOffers.filter((offer) => isClosed(offer, on)).map(({ id }) => id),
  ]);
  return book.facts.flatMap((fact): readonly OpenQuestion[] => {
    const isOver = fact.effectiveUntil !== undefined && fact.effectiveUntil <= on;
    const reason = reasonOf(fact, on);
    if (gone.has(fact.product) || isOver || reason === undefined) return [];
    const { product, kind, amount: value, effectiveFrom: from } = fact;
    return [{ reason, product, kind, value, ...(from > on && { from }), ...noteOf(fact) }];
  });
}

function reasonOf(fact: PriceFact, on: IsoDate): OpenReason | undefined {
  if (fact.marks.includes('assumed')) return 'assumed';
  if (fact.marks.includes('disputed')) return 'disputed';
  if (fact.confidence === 'C') return 'unsure';
  return fact.effectiveFrom > on ? 'announced' : undefined;
}

function noteOf({ note }: Provenance): { readonly note?: string } {
  return note === undefined ? {} : { note };
}
