import type { PriceEvent } from '../price-event.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow } from './registry-row.js';

/**
 * The rows that hold after a sync: those of the new feed, in which everything that waits for the operator, or was
 * rejected, still stands as before. The next feed is compared with them, so that held news is the same news until
 * it is decided, and is gone when the feed takes it back.
 */
export function rowsInForce(
  previous: readonly RegistryRow[],
  next: readonly RegistryRow[],
  events: readonly PriceEvent[],
): readonly RegistryRow[] {
  const waiting = new Map<string, PriceEvent[]>();
  for (const event of events) {
    if (event.disposition !== 'hold' && event.disposition !== 'rejected') continue;
    waiting.set(event.registryKey, [...(waiting.get(event.registryKey) ?? []), event]);
  }
  const previousByKey = new Map(previous.map((row) => [row.key, row]));
  return next.map((row) => {
    const before = previousByKey.get(row.key);
    return (waiting.get(row.key) ?? []).reduce((held, event) => keptBack(held, before, event), row);
  });
}

/** A row without one piece of news. On first sight there is nothing before it: the gate holds it by itself. */
function keptBack(row: RegistryRow, before: RegistryRow | undefined, event: PriceEvent): RegistryRow {
  if (!before) return row;
  if (event.kind === 'shutting-down') {
    const { deprecatedOnHint: _new, ...rest } = row;
    const old = before.deprecatedOnHint;
    return { ...rest, ...(old !== undefined && { deprecatedOnHint: old }) };
  }
  return { ...row, prices: withOldPrice(row.prices, before.prices, event) };
}

function withOldPrice(
  prices: readonly RegistryPrice[],
  before: readonly RegistryPrice[],
  { priceKind, unit, aboveTokens }: PriceEvent,
): readonly RegistryPrice[] {
  if (priceKind === undefined || unit === undefined) return prices;
  const key = priceKeyOf({ kind: priceKind, unit, ...(aboveTokens !== undefined && { aboveTokens }) });
  const isOther = (price: RegistryPrice): boolean => priceKeyOf(price) !== key;
  return [...prices.filter(isOther), ...before.filter((price) => !isOther(price))];
}
