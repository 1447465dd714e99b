import type { PriceBookData } from '../build-price-book.js';
import { isSellerOn } from '../feeds/voices.js';
import type { RegistryProduct } from '../price-event.js';
import { isTuningKind } from '../price-kinds.js';
import { platformOfProvider } from './platforms.js';
import type { RegistryPrice, RegistryRow } from './registry-row.js';

/** How the registry marks a tuned model: `ft:gpt-4o-2024-08-06`. */
const TUNED = 'ft:';

/** A key of the registry and who sells under it, by our name. */
export interface RegistryKey {
  readonly key: string;
  readonly platform: string;
}

/** Which product of the catalogue a key is, by exact name and platform only. */
export type FindCatalogueProduct = (one: RegistryKey) => string | undefined;

/**
 * Prepares the look-up from registry keys to products of the catalogue. A key is a product when their platforms
 * are one and the key is exactly the product's id or one of its aliases, with or without the seller's name in
 * front, as the registry writes it. `ft:` keys are tuning offers of exactly that base. Beginnings of names never
 * count: a name that is not in the catalogue stays a product of its own.
 */
export function catalogueProducts(
  book: Pick<PriceBookData, 'models' | 'tuningOffers' | 'components'>,
): FindCatalogueProduct {
  const products = new Map<string, string>();
  function learn(platform: string, names: readonly string[], product: string): void {
    for (const name of names) products.set(`${platform} ${name.toLowerCase()}`, product);
  }
  for (const component of book.components) learn(component.platform, [component.id], component.id);
  for (const model of book.models) learn(model.platform, [...model.aliases, model.id], model.id);
  for (const offer of book.tuningOffers) {
    const base = book.models.find((model) => model.id === offer.baseModel);
    const named = offer.id.split('/')[1] ?? offer.id;
    const names = new Set([named, ...(base ? [base.id, ...base.aliases] : [])]);
    learn(
      offer.platform,
      [...names].map((name) => `${TUNED}${name}`),
      offer.id,
    );
  }
  return ({ key, platform }) =>
    products.get(`${platform} ${key.toLowerCase()}`) ?? products.get(`${platform} ${bareKey(key, platform)}`);
}

/** A key without the seller's own name in front. */
export function bareKey(key: string, platform: string): string {
  const name = key.toLowerCase();
  const slash = name.indexOf('/');
  const isSeller = slash > 0 && platformOfProvider(name.slice(0, slash)) === platform;
  return isSeller ? name.slice(slash + 1) : name;
}

/** Whether a row is a tuned model: its prices are checked against the hand-kept table, which wins. */
export function isTunedRow(row: RegistryRow): boolean {
  return isTunedKey(row.key, platformOfProvider(row.provider));
}

/** Whether a key stands for a tuned model. */
export function isTunedKey(key: string, platform: string): boolean {
  return bareKey(key, platform).startsWith(TUNED);
}

/** Whether a price is one of a tuning job, or a tuned model's by its seller's own list: neither is in the registry. */
export function isTuningPrice({ kind, said = [] }: RegistryPrice, row: RegistryRow): boolean {
  if (!isTunedRow(row)) return false;
  const platform = platformOfProvider(row.provider);
  return isTuningKind(kind) || said.some(({ voice }) => isSellerOn(voice, platform));
}

/** Which product of the catalogue a row is. */
export function productOfRow(row: RegistryRow, findProduct: FindCatalogueProduct): string | undefined {
  return findProduct({ key: row.key, platform: platformOfProvider(row.provider) });
}

/** How a row is named in events and in the price book. */
export function registryProduct(row: RegistryRow, findProduct: FindCatalogueProduct): RegistryProduct {
  return {
    product: productOfRow(row, findProduct) ?? row.key,
    registryKey: row.key,
    provider: row.provider,
    platform: platformOfProvider(row.provider),
  };
}
