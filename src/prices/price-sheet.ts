import type {
  DatedFact,
  IsoDate,
  Model,
  PriceBook,
  PriceFact,
  PriceKind,
  Rates,
  TuningOffer,
  TuningPrices,
} from './price-book.js';
import { TOKEN_KINDS, TUNING_KINDS } from './price-kinds.js';
import { segmentsOf } from './price-segments.js';
import { sameAmount } from './registry/decimal-amount.js';

/** A price that moves, appears or goes away on a day. */
export interface PriceStep {
  readonly on: IsoDate;
  readonly kind: PriceKind;
  readonly aboveTokens?: number;
  /** Absent when there was no price before. */
  readonly before?: PriceFact;
  /** Absent when the price goes away. */
  readonly after?: PriceFact;
}

/** Everything that is known of the prices of one model on a day. */
export interface PriceSheet {
  readonly model: Model;
  /** What the prices are those of: the model, or `Tuned GPT-4o mini`. */
  readonly title: string;
  /** When it stops answering, where that is announced, and what its seller names in its place. */
  readonly endsOn?: DatedFact;
  readonly replacement?: string;
  readonly asOf: IsoDate;
  /** Prices that hold, in the order in which they are listed. */
  readonly prices: readonly PriceFact[];
  /** Prices of the whole request once its prompt is longer. */
  readonly longPrompt?: { readonly aboveTokens: number; readonly prices: readonly PriceFact[] };
  /** Announced changes, the next first. */
  readonly announced: readonly PriceStep[];
  /** Changes that have happened, the newest first. */
  readonly past: readonly PriceStep[];
  /** Offers to tune it: those that still sell first, and of these the one of its own platform. */
  readonly tuning: readonly PricedOffer[];
}

/** A tuning offer and its prices. */
export interface PricedOffer {
  readonly offer: TuningOffer;
  readonly prices: TuningPrices;
}

/**
 * The prices of a tune of the model: those of the offer that bills it by the token on the platform of its base, and
 * of that offer's jobs. `undefined` where no such price is known.
 */
export function tunedSheet({ model, asOf, tuning }: PriceSheet): PriceSheet | undefined {
  const own = tuning.find(
    ({ offer, prices }) =>
      offer.platform === model.platform && offer.serving === 'tokens' && factsOf(prices.rates).length > 0,
  );
  if (own === undefined) return undefined;
  const { offer, prices } = own;
  const { endsOn, replacement } = offer;
  return {
    model,
    title: `Tuned ${model.name}`,
    ...(endsOn && { endsOn }),
    ...(replacement !== undefined && { replacement }),
    asOf,
    prices: [...factsOf(prices.rates), ...jobFactsOf(prices)],
    announced: [],
    past: [],
    tuning,
  };
}

/**
 * The prices of one model.
 *
 * @param history every known price of the model, past and announced, in any order.
 */
export function priceSheet(
  book: PriceBook,
  model: Model,
  history: readonly PriceFact[],
  asOf: IsoDate,
): PriceSheet {
  const rates = book.ratesOf(model.id, asOf);
  const steps = priceStepsOf(history);
  return {
    model,
    title: model.name,
    ...(model.endsOn && { endsOn: model.endsOn }),
    ...(model.replacement !== undefined && { replacement: model.replacement }),
    asOf,
    prices: factsOf(rates),
    ...(rates.longPrompt && {
      longPrompt: { aboveTokens: rates.longPrompt.aboveTokens, prices: factsOf(rates.longPrompt.rates) },
    }),
    announced: steps.filter(({ on }) => on > asOf),
    past: steps.filter(({ on }) => on <= asOf).reverse(),
    tuning: book.tuningOffers
      .filter((offer) => offer.baseModel === model.id)
      .map((offer) => ({ offer, prices: book.tuningPricesOf(offer.id, asOf) }))
      .sort(
        (a, b) =>
          Number(isClosed(a.offer, asOf)) - Number(isClosed(b.offer, asOf)) ||
          Number(b.offer.platform === model.platform) - Number(a.offer.platform === model.platform),
      ),
  };
}

/** Whether nobody may start a job any more. */
export function isClosed(offer: TuningOffer, asOf: IsoDate): boolean {
  return (
    offer.eligibility === 'nobody' ||
    (offer.closesOn !== undefined && !offer.closesOn.orLater && offer.closesOn.date <= asOf)
  );
}

/** Token prices in the order in which they are listed. */
export function factsOf(rates: Rates): readonly PriceFact[] {
  return TOKEN_KINDS.flatMap((kind) => rates[kind] ?? []);
}

/** Prices of a tuning job and of keeping a tuned model, in the order in which they are listed. */
export function jobFactsOf(prices: TuningPrices): readonly PriceFact[] {
  return TUNING_KINDS.flatMap((kind) => prices[kind] ?? []);
}

/** Every change in a history, oldest first. A restated price is no change, and the first price of a kind neither. */
export function priceStepsOf(history: readonly PriceFact[]): readonly PriceStep[] {
  const bands = new Set(history.map(({ aboveTokens }) => aboveTokens));
  const steps = [...bands].flatMap((aboveTokens) =>
    TOKEN_KINDS.flatMap((kind) => {
      const band = aboveTokens === undefined ? {} : { aboveTokens };
      return stepsIn(periodsOf(history, kind, aboveTokens)).map((step) => ({ ...step, kind, ...band }));
    }),
  );
  return steps.sort((a, b) => a.on.localeCompare(b.on));
}

function stepsIn(periods: readonly PricePeriod[]): readonly Omit<PriceStep, 'kind' | 'aboveTokens'>[] {
  return periods.flatMap(({ from, until, price }, index) => {
    const earlier = periods[index - 1];
    const next = periods[index + 1];
    const before = earlier?.until === from ? { before: earlier.price } : {};
    return [
      ...(earlier === undefined ? [] : [{ on: from, ...before, after: price }]),
      // Followed by another price on the same day, an end is part of that change.
      ...(until === undefined || next?.from === until ? [] : [{ on: until, before: price }]),
    ];
  });
}

/** The price of one kind and the days on which it holds. */
export interface PricePeriod {
  readonly from: IsoDate;
  /** First day on which it no longer holds. */
  readonly until?: IsoDate;
  readonly price: PriceFact;
}

/** The prices of one kind, ascending; two that follow each other differ. `aboveTokens` as in the facts. */
export function periodsOf(
  history: readonly PriceFact[],
  kind: PriceKind,
  aboveTokens?: number,
): readonly PricePeriod[] {
  const facts = history.filter((fact) => fact.kind === kind && fact.aboveTokens === aboveTokens);
  const periods: { from: IsoDate; until?: IsoDate; price: PriceFact }[] = [];
  for (const segment of segmentsOf(facts)) {
    const { rates, facts: held } = segment;
    const price = aboveTokens === undefined ? held.get(kind) : longPriceOf(rates, kind);
    const last = periods.at(-1);
    const isOpen = last !== undefined && last.until === undefined;
    if (isOpen && price && last.price.unit === price.unit && sameAmount(last.price.amount, price.amount))
      continue;
    if (isOpen) last.until = segment.from;
    if (price !== undefined) periods.push({ from: segment.from, price });
  }
  return periods;
}

function longPriceOf({ longPrompt }: Rates, kind: PriceKind): PriceFact | undefined {
  return factsOf(longPrompt?.rates ?? {}).find((price) => price.kind === kind);
}

/** A model and the day on which something happens to it. */
export interface Upcoming<T> {
  readonly model: Model;
  readonly what: T;
}

/** Announced ends of models after a day, the next first. */
export function nextShutdowns(book: PriceBook, asOf: IsoDate): readonly Upcoming<DatedFact>[] {
  return book.models
    .flatMap((model) =>
      model.endsOn !== undefined && model.endsOn.date > asOf ? [{ model, what: model.endsOn }] : [],
    )
    .sort((a, b) => a.what.date.localeCompare(b.what.date) || a.model.id.localeCompare(b.model.id));
}

/** Announced changes of models' prices after a day, the next first; of one model and day all are given. */
export function nextPriceSteps(book: PriceBook, asOf: IsoDate): readonly Upcoming<PriceStep>[] {
  return book.models
    .flatMap((model) =>
      book.changeDays(model.id, asOf, FAR_AWAY).length === 0
        ? []
        : priceStepsOf(book.facts.filter((fact) => fact.product === model.id))
            .filter(({ on }) => on > asOf)
            .map((what) => ({ model, what })),
    )
    .sort((a, b) => a.what.on.localeCompare(b.what.on) || a.model.id.localeCompare(b.model.id));
}

/** Later than any day that is announced. */
const FAR_AWAY: IsoDate = '9999-12-31';

/** Whether a model answers on a day, as far as is announced. */
export function isOnSale(model: Model, asOf: IsoDate): boolean {
  return (
    (model.releasedOn === undefined || model.releasedOn <= asOf) &&
    !(model.endsOn !== undefined && !model.endsOn.orLater && model.endsOn.date <= asOf)
  );
}
