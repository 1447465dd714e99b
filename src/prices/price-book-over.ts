import { ownModel } from './own-models.js';
import type {
  Component,
  IsoDate,
  Model,
  PriceBook,
  PriceFact,
  PriceKind,
  Rates,
  TuningOffer,
  TuningPrices,
} from './price-book.js';
import { changeDaysIn, type Segment, segmentOn, segmentsOf } from './price-segments.js';
import { tunedModelsIn } from './tuned-model.js';

/** What a price book is made of. Within one product, kind and band a later fact wins over an earlier one of the same first day. */
export interface PriceBookData {
  readonly facts: readonly PriceFact[];
  readonly models: readonly Model[];
  readonly tuningOffers: readonly TuningOffer[];
  readonly components: readonly Component[];
}

const MAIN_KIND: Record<Component['kind'], PriceKind> = {
  embedding: 'embedding',
  rerank: 'rerank',
  'vector-store': 'vectorStorage',
  gpu: 'gpuHour',
  'small-gpu': 'gpuHour',
  cpu: 'hostingHour',
};

const NO_RATES: Rates = {};
const NO_TUNING_PRICES: TuningPrices = { rates: NO_RATES };

/** The last day on which somebody looked at one of these prices. */
export function lastChecked({ facts }: PriceBookData): IsoDate {
  return (
    facts
      .map((fact) => fact.checkedOn)
      .sort()
      .at(-1) ?? ''
  );
}

/**
 * A price book over these facts, whose version is known. Look-ups by day are answered from prepared segments of
 * unchanging prices. Runs in a browser as well.
 */
export function priceBookOver(data: PriceBookData, version: string): PriceBook {
  const modelsByName = namesOf(data.models);
  const kindOfComponent = new Map(
    data.components.map((component) => [component.id, MAIN_KIND[component.kind]]),
  );
  const segments = segmentsByProduct(data.facts);
  const checkedOn = lastChecked(data);

  const findTuned = tunedModelsIn(data, (name) => modelsByName.get(name.toLowerCase()));

  function findModel(idOrAlias: string): Model | undefined {
    return modelsByName.get(idOrAlias.trim().toLowerCase()) ?? findTuned(idOrAlias) ?? ownModel(idOrAlias);
  }

  /** The dated prices of a product; those of a tuned model are its offer's. */
  function segmentsFor(productId: string): readonly Segment[] | undefined {
    return segments.get(productId) ?? segments.get(findTuned(productId)?.tunedOn ?? '');
  }

  function ratesOf(modelId: string, on: IsoDate): Rates {
    return segmentOn(segmentsFor(modelId), on)?.rates ?? NO_RATES;
  }

  function tuningPricesOf(offerId: string, on: IsoDate): TuningPrices {
    return segmentOn(segments.get(offerId), on)?.tuningPrices ?? NO_TUNING_PRICES;
  }

  function componentPrice(componentId: string, on: IsoDate): PriceFact | undefined {
    const kind = kindOfComponent.get(componentId);
    return kind === undefined ? undefined : segmentOn(segments.get(componentId), on)?.facts.get(kind);
  }

  function changeDays(productId: string, after: IsoDate, until: IsoDate): readonly IsoDate[] {
    return changeDaysIn(segmentsFor(productId) ?? [], after, until);
  }

  return { ...data, version, checkedOn, findModel, ratesOf, tuningPricesOf, componentPrice, changeDays };
}

function namesOf(models: readonly Model[]): ReadonlyMap<string, Model> {
  const byName = new Map<string, Model>();
  for (const model of models) {
    for (const alias of model.aliases) byName.set(alias.toLowerCase(), model);
  }
  for (const model of models) byName.set(model.id.toLowerCase(), model);
  return byName;
}

function segmentsByProduct(facts: readonly PriceFact[]): ReadonlyMap<string, readonly Segment[]> {
  const byProduct = new Map<string, PriceFact[]>();
  for (const fact of facts) {
    const ofProduct = byProduct.get(fact.product);
    if (ofProduct) ofProduct.push(fact);
    else byProduct.set(fact.product, [fact]);
  }
  const segments = new Map<string, readonly Segment[]>();
  for (const [product, ofProduct] of byProduct) segments.set(product, segmentsOf(ofProduct));
  return segments;
}
