import { sqlStateOf } from '../../store/store-error.js';

/** Of PostgreSQL's classes of errors: the database is away, full or about to stop, so that no item is at fault. */
const NOBODYS_FAULT = /^(08|53|57|58)/;

/**
 * Writes items in batches: while one write is under way the next items gather, so that a burst costs a few writes
 * and not one each. Resolves when the item is written. Where the database refuses a batch for what is in it, each
 * item is written by itself, so that none fails for another.
 */
export function createBatch<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let gathering:
    | { readonly items: Item[]; readonly failures: Promise<ReadonlyMap<Item, unknown>> }
    | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function writeAll(items: readonly Item[]): Promise<ReadonlyMap<Item, unknown>> {
    try {
      await write(items);
      return new Map();
    } catch (error) {
      const state = sqlStateOf(error);
      const isOfOne = items.length > 1 && state !== undefined && !NOBODYS_FAULT.test(state);
      if (!isOfOne) return new Map(items.map((item) => [item, error]));
      const failures = await Promise.all(items.map((item) => writeAll([item])));
      return new Map(failures.flatMap((failed) => [...failed]));
    }
  }

  return async (item) => {
    if (gathering === undefined) {
      const items: Item[] = [];
      const failures = last.then(() => {
        gathering = undefined;
        return writeAll(items);
      });
      gathering = { items, failures };
      last = failures;
    }
    gathering.items.push(item);
    const failures = await gathering.failures;
    if (failures.has(item)) throw failures.get(item);
  };
}
