import type { PriceBook } from '../price-book.js';
import type { RegistryProduct } from '../price-event.js';
import { platformOfProvider } from './platforms.js';
import type { RegistryRow } from './registry-row.js';

/** How the registry marks a tuned model: `ft:gpt-4o-2024-08-06`. */
const TUNED = 'ft:';

/** Which product of the catalogue a registry row is, by exact name and platform only. */
export type FindCatalogueProduct = (row: RegistryRow) => string | undefined;

/**
 * Prepares the look-up from registry rows to products of the catalogue. A row is a product when their platforms
 * are one and the row's key is exactly the product's id or one of its aliases, with or without the registry's
 * own `provider/` in front. `ft:` rows are tuning offers of exactly that base. Beginnings of names never count:
 * a name that is not in the catalogue stays a product of its own.
 */
export function catalogueProducts(book: PriceBook): FindCatalogueProduct {
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
  return (row) => {
    const platform = platformOfProvider(row.provider);
    const key = row.key.toLowerCase();
    const prefix = `${row.provider.toLowerCase()}/`;
    const bare = key.startsWith(prefix) ? key.slice(prefix.length) : key;
    return products.get(`${platform} ${key}`) ?? products.get(`${platform} ${bare}`);
  };
}

/** Whether a row is a tuned model: its prices are checked against the hand-kept table, which wins. */
export function isTunedRow(row: RegistryRow): boolean {
  return row.key.toLowerCase().startsWith(TUNED);
}

/** How a row is named in events and in the price book. */
export function registryProduct(row: RegistryRow, findProduct: FindCatalogueProduct): RegistryProduct {
  return {
    product: findProduct(row) ?? row.key,
    registryKey: row.key,
    provider: row.provider,
    platform: platformOfProvider(row.provider),
  };
}
