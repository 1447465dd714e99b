import { formatShare } from '../engine/index.js';
import type { PriceEvent } from '../prices/price-event.js';

/** How price events read in the terminal: one line a cause, of which the first product's prices are spelled out. */

/** Products that one line names; the others are counted. */
const MAX_NAMED = 3;

/** Prices that one line spells out. */
const MAX_SPELLED = 4;

const KIND_NAMES: Partial<Record<NonNullable<PriceEvent['priceKind']>, string>> = {
  cachedInput: 'cached input',
  cacheWrite: 'cache write',
  batchInput: 'batch input',
  batchCachedInput: 'batch cached input',
  batchOutput: 'batch output',
};

/** One line for each cause, in the order of the events; causes that concern the same products share a line. */
export function causeLines(events: readonly PriceEvent[]): readonly string[] {
  const causes = grouped(events, ({ cause }) => cause);
  const lines = grouped(causes, (ofCause) => [...keysOf(ofCause)].join());
  return lines.map((sameProducts) => lineOf(sameProducts.flat()));
}

/** An event in a line: product, price, amounts and why. */
export function eventLine(event: PriceEvent): string {
  const what = spelled(event);
  const reason = event.reason === undefined ? '' : ` ${event.reason}`;
  return `${event.registryKey} (${event.platform}): ${what === '' ? event.kind : what}.${reason}`;
}

function lineOf(events: readonly PriceEvent[]): string {
  const keys = [...keysOf(events)];
  const named = keys.slice(0, MAX_NAMED).join(', ');
  const more = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : '';
  const prices = events.filter(({ registryKey }) => registryKey === keys[0]).map(spelled);
  const shown = prices.filter((price) => price !== '').slice(0, MAX_SPELLED);
  const platform = events[0]?.platform ?? '';
  return `${platform}: ${named}${more}${shown.length === 0 ? '' : `: ${shown.join('; ')}`}`;
}

function keysOf(events: readonly PriceEvent[]): ReadonlySet<string> {
  return new Set(events.map(({ registryKey }) => registryKey));
}

function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return [...groups.values()];
}

/** `input 1 -> 0.2 (-80%)`, `input above 200,000 tokens 6 -> 7.2 (+20%)`, `ends 2027-01-14`. */
function spelled({ priceKind, aboveTokens, oldAmount, newAmount, shutdownOn }: PriceEvent): string {
  if (shutdownOn !== undefined) return `ends ${shutdownOn}`;
  if (priceKind === undefined) return '';
  const band = aboveTokens === undefined ? '' : ` above ${aboveTokens.toLocaleString('en-US')} tokens`;
  const name = `${KIND_NAMES[priceKind] ?? priceKind}${band}`;
  if (oldAmount === undefined) return `${name} ${newAmount ?? ''}`;
  if (newAmount === undefined) return `${name} ${oldAmount} -> none`;
  return `${name} ${oldAmount} -> ${newAmount}${shareOf(oldAmount, newAmount)}`;
}

function shareOf(before: string, after: string): string {
  if (Number(before) <= 0) return '';
  const share = Number(after) / Number(before) - 1;
  return ` (${share > 0 ? '+' : ''}${formatShare(share)})`;
}
