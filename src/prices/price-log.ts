import { isDeepStrictEqual } from 'node:util';
import type { PriceBookData } from './build-price-book.js';
import type { Component, Model, PriceFact, TuningOffer } from './price-book.js';

/**
 * The append-only log of the price book. What was ever put in stays readable; a book of any moment is what the
 * log says up to there.
 */

/** Where an entry comes from: the shipped catalogue, or the community registry. */
export type PriceLayer = 'catalogue' | 'registry';

/** Something of a book, by the kind of thing that it is. */
export type PriceEntity =
  | { readonly entity: 'fact'; readonly body: PriceFact }
  | { readonly entity: 'model'; readonly body: Model }
  | { readonly entity: 'tuning-offer'; readonly body: TuningOffer }
  | { readonly entity: 'component'; readonly body: Component };

/** One entry: something is put into a layer, in place of what had its id before, or dropped from it. */
export type PriceLogEntry =
  | ({ readonly layer: PriceLayer; readonly operation: 'put'; readonly entityId: string } & PriceEntity)
  | {
      readonly layer: PriceLayer;
      readonly operation: 'drop';
      readonly entityId: string;
      readonly entity: PriceEntity['entity'];
    };

/** The content of each layer. */
export type PriceLayers = Readonly<Record<PriceLayer, PriceBookData>>;

/** A layer without anything in it. */
export const EMPTY_LAYER: PriceBookData = { facts: [], models: [], tuningOffers: [], components: [] };

/**
 * The entries that turn one state of a layer into another, in the order of the new one. Empty when nothing
 * differs.
 */
export function layerChanges(
  layer: PriceLayer,
  before: PriceBookData,
  after: PriceBookData,
): readonly PriceLogEntry[] {
  const old = new Map(entitiesOf(before).map((one) => [keyOf(one), one]));
  const entries: PriceLogEntry[] = [];
  for (const one of entitiesOf(after)) {
    const key = keyOf(one);
    const known = old.get(key);
    old.delete(key);
    if (known && isDeepStrictEqual(known.body, one.body)) continue;
    entries.push({ layer, operation: 'put', entityId: one.body.id, ...one });
  }
  for (const { entity, body } of old.values()) {
    entries.push({ layer, operation: 'drop', entityId: body.id, entity });
  }
  return entries;
}

/** The state of both layers after these entries, of which the last of each thing counts. */
export function layersOf(entries: readonly PriceLogEntry[]): PriceLayers {
  const layers = { catalogue: emptyLists(), registry: emptyLists() };
  const latest = new Map(entries.map((entry) => [`${entry.layer} ${entry.entity} ${entry.entityId}`, entry]));
  for (const entry of latest.values()) {
    if (entry.operation === 'put') add(layers[entry.layer], entry);
  }
  return layers;
}

interface Lists {
  readonly facts: PriceFact[];
  readonly models: Model[];
  readonly tuningOffers: TuningOffer[];
  readonly components: Component[];
}

function emptyLists(): Lists {
  return { facts: [], models: [], tuningOffers: [], components: [] };
}

function add(lists: Lists, one: PriceEntity): void {
  switch (one.entity) {
    case 'fact':
      lists.facts.push(one.body);
      return;
    case 'model':
      lists.models.push(one.body);
      return;
    case 'tuning-offer':
      lists.tuningOffers.push(one.body);
      return;
    case 'component':
      lists.components.push(one.body);
  }
}

function entitiesOf(data: PriceBookData): readonly PriceEntity[] {
  return [
    ...data.models.map((body) => ({ entity: 'model', body }) as const),
    ...data.tuningOffers.map((body) => ({ entity: 'tuning-offer', body }) as const),
    ...data.components.map((body) => ({ entity: 'component', body }) as const),
    ...data.facts.map((body) => ({ entity: 'fact', body }) as const),
  ];
}

function keyOf({ entity, body }: PriceEntity): string {
  return `${entity} ${body.id}`;
}
