import { LRUCache } from 'lru-cache';
import { withNegotiatedPrices } from '../prices/negotiated-prices.js';
import type { PriceBook } from '../prices/price-book.js';
import type { WorkspaceBasis } from './advise-for.js';
import type { SettingsVersion } from './settings.js';

/** Books kept ready: a book takes some megabytes, and making one some milliseconds. */
const BOOKS_KEPT = 20;

/** Makes what the advices of a workspace rest on, and keeps the books it made: one for each version of the settings. */
export function createBasisMaker(): (
  book: PriceBook,
  settings: SettingsVersion | undefined,
) => WorkspaceBasis {
  const kept = new LRUCache<string, { readonly list: PriceBook; readonly own: PriceBook }>({
    max: BOOKS_KEPT,
  });
  return (list, settings) => {
    if (settings === undefined || settings.settings.negotiated.length === 0) return { settings, book: list };
    const key = `${settings.workspaceId} ${settings.version} ${list.version}`;
    const known = kept.get(key);
    if (known?.list === list) return { settings, book: known.own };
    const own = withNegotiatedPrices(
      list,
      settings.settings.negotiated,
      settings.changedAt.toISOString().slice(0, 10),
    );
    kept.set(key, { list, own });
    return { settings, book: own };
  };
}
