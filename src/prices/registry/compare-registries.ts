import type { IsoDate } from '../price-book.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow, sortOf } from './registry-row.js';

/** One price of one row that differs between two snapshots. */
export interface PriceDifference {
  readonly before: RegistryRow;
  readonly after: RegistryRow;
  /** Absent when the row had no such price. */
  readonly old?: RegistryPrice;
  /** Absent when the row has it no more. */
  readonly new?: RegistryPrice;
}

/** A row for which the registry names another day of its end than before. */
export interface ShutdownDifference {
  readonly row: RegistryRow;
  readonly old?: IsoDate;
  readonly new: IsoDate;
}

/** What differs between two snapshots of the registry, unjudged. */
export interface RegistryComparison {
  readonly prices: readonly PriceDifference[];
  readonly shutdowns: readonly ShutdownDifference[];
  readonly added: readonly RegistryRow[];
  readonly removed: readonly RegistryRow[];
}

/**
 * Compares two snapshots, row by row and price by price, in the order of the later one. A key that sells another
 * sort of thing than before, embeddings instead of calls, is one row less and another one more.
 */
export function compareRegistries(
  previous: readonly RegistryRow[],
  next: readonly RegistryRow[],
): RegistryComparison {
  const previousByKey = new Map(previous.map((row) => [row.key, row]));
  const stays = new Set<string>();
  const prices: PriceDifference[] = [];
  const shutdowns: ShutdownDifference[] = [];
  const added: RegistryRow[] = [];
  for (const row of next) {
    const known = previousByKey.get(row.key);
    const before = known && sortOf(known) === sortOf(row) ? known : undefined;
    if (before) stays.add(row.key);
    if (before) prices.push(...priceDifferences(before, row));
    else added.push(row);
    const [old, day] = [before?.deprecatedOnHint, row.deprecatedOnHint];
    if (before && day !== undefined && day !== old) {
      shutdowns.push({ row, new: day, ...(old !== undefined && { old }) });
    }
  }
  return { prices, shutdowns, added, removed: previous.filter((row) => !stays.has(row.key)) };
}

function priceDifferences(before: RegistryRow, after: RegistryRow): readonly PriceDifference[] {
  const olds = new Map(before.prices.map((price) => [priceKeyOf(price), price]));
  const differences: PriceDifference[] = [];
  for (const price of after.prices) {
    const key = priceKeyOf(price);
    const old = olds.get(key);
    olds.delete(key);
    if (old?.amount !== price.amount) differences.push({ before, after, new: price, ...(old && { old }) });
  }
  for (const old of olds.values()) differences.push({ before, after, old });
  return differences;
}
