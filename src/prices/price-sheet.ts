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
  readonly asOf: IsoDate;
  /** Prices that hold, in the order in which they are listed. */
  readonly prices: readonly PriceFact[];
  /** Prices of the whole request once its prompt is longer. */
  readonly longPrompt?: { readonly aboveTokens: number; readonly prices: readonly PriceFact[] };
  /** Announced changes, the next first. */
  readonly announced: readonly PriceStep[];
  /** Changes that have happened, the newest first. */
  readonly past: readonly PriceStep[];
  /** Offers to tune it, those that still sell first. */
  readonly tuning: readonly { readonly offer: TuningOffer; readonly prices: TuningPrices }[];
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
  const steps = stepsOf(history);
  return {
    model,
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
      .sort((a, b) => Number(isClosed(a.offer, asOf)) - Number(isClosed(b.offer, asOf))),
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
export function stepsOf(history: readonly PriceFact[]): readonly PriceStep[] {
  const steps: PriceStep[] = [];
  for (const ofKind of byKindAndBand(history).values()) {
    const [first] = ofKind;
    if (first === undefined) continue;
    const segments = segmentsOf(ofKind.map((fact) => withoutBand(fact)));
    const originals = new Map(ofKind.map((fact) => [fact.id, fact]));
    let before: PriceFact | undefined;
    for (const [index, segment] of segments.entries()) {
      const held = segment.facts.get(first.kind);
      const after = held && originals.get(held.id);
      const isSame = before?.amount === after?.amount && before?.unit === after?.unit;
      if (index > 0 && !isSame) {
        steps.push({
          on: segment.from,
          kind: first.kind,
          ...(first.aboveTokens !== undefined && { aboveTokens: first.aboveTokens }),
          ...(before && { before }),
          ...(after && { after }),
        });
      }
      before = after;
    }
  }
  return steps.sort((a, b) => a.on.localeCompare(b.on));
}

function withoutBand({ aboveTokens: _, ...fact }: PriceFact): PriceFact {
  return fact;
}

function byKindAndBand(history: readonly PriceFact[]): ReadonlyMap<string, readonly PriceFact[]> {
  const groups = new Map<string, PriceFact[]>();
  for (const kind of TOKEN_KINDS) {
    for (const fact of history) {
      if (fact.kind !== kind) continue;
      const key = `${kind}>${fact.aboveTokens ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), fact]);
    }
  }
  return groups;
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
        : stepsOf(book.facts.filter((fact) => fact.product === model.id))
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
