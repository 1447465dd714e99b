/**
 * Writes items in batches: while one write is under way the next items gather, so that a burst costs a few writes
 * and not one each. Resolves when the item is written; a failed write fails every item in it.
 */
export function createBatch<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let gathering: { readonly items: Item[]; readonly written: Promise<void> } | undefined;
  let last: Promise<void> = Promise.resolve();

  return (item) => {
    if (gathering === undefined) {
      const items: Item[] = [];
      const written = last.then(() => {
        gathering = undefined;
        return write(items);
      });
      gathering = { items, written };
      last = written.catch(() => undefined);
    }
    gathering.items.push(item);
    return gathering.written;
  };
}
