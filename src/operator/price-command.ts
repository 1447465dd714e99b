import { ConfigError, type PriceConfig, readPriceConfig } from '../config.js';
import { loadCatalogue } from '../prices/catalogue.js';
import { CatalogueError } from '../prices/catalogue-error.js';
import type { PriceBook } from '../prices/price-book.js';
import type { PriceStore } from '../prices/price-store.js';
import { openStore } from '../store/open-store.js';
import { createPriceStore } from '../store/prices.js';
import { StoreError } from '../store/store-error.js';

/** What a command about prices works with. */
export interface PriceCommandParts {
  readonly config: PriceConfig;
  readonly store: PriceStore;
  readonly catalogue: PriceBook;
  /** The store's. */
  readonly clock: () => Date;
}

/** What a command prints and exits with. */
export interface PriceCommandOutcome {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Opens the store, runs one command about prices, prints what it says and sets the exit code: 2 when it could not start. */
export async function runPriceCommand(
  command: (parts: PriceCommandParts) => Promise<PriceCommandOutcome>,
): Promise<void> {
  try {
    const config = readPriceConfig(process.env);
    const catalogue = loadCatalogue();
    const store = await openStore(config.store);
    try {
      const { lines, exitCode } = await command({
        config,
        catalogue,
        store: createPriceStore(store),
        clock: store.clock,
      });
      console.log(lines.join('\n'));
      process.exitCode = exitCode;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof CatalogueError || error instanceof StoreError))
      throw error;
    console.error(error instanceof StoreError ? error.explanation : error.message);
    process.exitCode = 2;
  }
}
