import { findSeller } from './find-seller.js';
import type { Model, PriceBook } from './price-book.js';
import { suggestModels } from './suggest-model.js';

/** What somebody asks the prices of. */
export type Priced =
  | {
      readonly kind: 'model';
      readonly model: Model;
      /** True when the name was that of a tuned model: `ft:gpt-4o-mini:acme::8xk2`. */
      readonly isTuned: boolean;
    }
  /** Everything of one maker, or on one platform, as the book writes it. */
  | { readonly kind: 'seller'; readonly name: string }
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] };

/** A tuned model as OpenAI names it: `ft:<base>:<organisation>:<name>:<id>`, of which only the base is needed. */
const TUNED_NAME = /^ft:([^:\s]+)(?::[^\s]*)?$/i;

/** Makers and platforms in the book, each once. */
export function sellersIn(book: PriceBook): readonly string[] {
  const all = [...book.models, ...book.tuningOffers].flatMap(({ provider, platform }) => [
    provider,
    platform,
  ]);
  const byName = new Map<string, string>();
  for (const name of all) if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), name);
  return [...byName.values()];
}

/**
 * What a name stands for: an exact id or alias of a model, the name of a tuned model, a maker or a platform. Words may
 * be parted by spaces or hyphens. An unknown name gets the models that were probably meant.
 */
export function findPriced(book: PriceBook, typed: string): Priced {
  const name = typed.trim();
  const tuned = TUNED_NAME.exec(name);
  const wanted = tuned?.[1] ?? name;
  const hyphened = wanted.replace(/\s+/g, '-');
  const model = book.findModel(wanted) ?? book.findModel(hyphened);
  if (model) return { kind: 'model', model, isTuned: tuned !== null };
  const seller = tuned ? undefined : findSeller(sellersIn(book), wanted);
  if (seller !== undefined) return { kind: 'seller', name: seller };
  return { kind: 'unknown', suggestions: suggestModels(book, wanted.slice(0, MAX_NAME_LENGTH)) };
}

/** Nothing longer than this, in UTF-16 units, is compared with the names of the book. */
const MAX_NAME_LENGTH = 120;
