import { LRUCache } from 'lru-cache';
import { buildPriceBook, type PriceBookData } from './build-price-book.js';
import { layerBooks } from './layered-book.js';
import type { IsoDate, PriceBook } from './price-book.js';
import { layerChanges, type PriceLayers } from './price-log.js';
import type { PriceStore } from './price-store.js';

/** Books of the past that are kept ready: each takes some megabytes. */
const BOOKS_KEPT = 4;

/** The price book of now, and those of before. */
export interface PriceBooks {
  /** The book in force when it was last refreshed. */
  current(): PriceBook;
  /** Reads again what this or another instance has recorded. Cheap when nothing is new. */
  refresh(): Promise<PriceBook>;
  /** The book as it was known at a moment; the first whole one for a moment before anything was kept. */
  at(moment: Date): Promise<PriceBook>;
  /** The book of a version that was once in force, as an advice names it; `undefined` when it never was. */
  ofVersion(version: string): Promise<PriceBook | undefined>;
}

/**
 * Opens the price books of a store. Records the shipped catalogue first, so that its history is kept, too; one that
 * is older than what is recorded already changes nothing, so that an old release cannot undo a new one.
 */
export async function openPriceBooks(
  store: PriceStore,
  catalogue: PriceBookData,
  clock: () => Date,
): Promise<PriceBooks> {
  await store.alone(() => recordCatalogue(store, catalogue, clock));
  const past = new LRUCache<string, PriceBook>({ max: BOOKS_KEPT });
  let now = await read();

  async function read(): Promise<{ book: PriceBook; seq: number; checkedOn: IsoDate | undefined }> {
    const checkedOn = await store.registryCheckedOn();
    const { layers, seq } = await store.layers();
    const book = bookOf(layers, checkedOn);
    await store.recordBook(
      { version: book.version, seq, ...(checkedOn !== undefined && { registryCheckedOn: checkedOn }) },
      clock(),
    );
    return { book, seq, checkedOn };
  }

  return {
    current: () => now.book,
    async refresh() {
      const isNew =
        now.seq !== (await store.lastSeq()) || now.checkedOn !== (await store.registryCheckedOn());
      if (isNew) now = await read();
      return now.book;
    },
    async at(moment) {
      const beginning = await store.beginning();
      const at = beginning !== undefined && moment < beginning ? beginning : moment;
      const { layers } = await store.layers({ at });
      return bookOf(layers, await store.registryCheckedOn(at));
    },
    async ofVersion(version) {
      if (now.book.version === version) return now.book;
      const kept = past.get(version);
      if (kept) return kept;
      const record = await store.findBook(version);
      if (!record) return undefined;
      const { layers } = await store.layers({ seq: record.seq });
      const book = bookOf(layers, record.registryCheckedOn);
      past.set(version, book);
      return book;
    },
  };
}

function bookOf(layers: PriceLayers, checkedOn: IsoDate | undefined): PriceBook {
  return buildPriceBook(layerBooks(layers, checkedOn));
}

async function recordCatalogue(
  store: PriceStore,
  { facts, models, tuningOffers, components }: PriceBookData,
  clock: () => Date,
): Promise<void> {
  const { layers } = await store.layers();
  if (newestCheck(facts) < newestCheck(layers.catalogue.facts)) return;
  const catalogue = { facts, models, tuningOffers, components };
  const entries = layerChanges('catalogue', layers.catalogue, catalogue);
  if (entries.length > 0) await store.append(entries, clock());
}

/** The day on which a person last compared a price with its source; empty for no prices. */
function newestCheck(facts: PriceBookData['facts']): IsoDate {
  return (
    facts
      .map(({ checkedOn }) => checkedOn)
      .sort()
      .at(-1) ?? ''
  );
}
