import { openEmbeddedStore } from './embedded-store.js';
import { openServerStore, type ServerStoreOptions } from './server-store.js';
import type { Store } from './store.js';

/** Where the store is kept: a folder for the embedded database, a PostgreSQL, or memory for as long as the process runs. */
export type StorePlace =
  | { readonly kind: 'folder'; readonly directory: string }
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'memory' };

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws StoreError naming what to do
 */
export function openStore(place: StorePlace, options?: ServerStoreOptions): Promise<Store> {
  switch (place.kind) {
    case 'folder':
      return openEmbeddedStore(place.directory);
    case 'memory':
      return openEmbeddedStore();
    case 'server':
      return openServerStore(place.url, options);
  }
}
