import type { PriceFact } from '../../prices/price-book.js';
import type { Ledger, LedgerLine } from '../advice.js';

/** Building and adding up ledgers. */

/** Units that a price of 1M tokens buys. */
const PER_MILLION = 1_000_000;

/** A line priced by a fact: `quantity x price / per`. */
export function pricedLine(
  item: string,
  quantity: number,
  unit: string,
  price: PriceFact,
  per: number = price.unit === 'usdPerMTok' ? PER_MILLION : 1,
): LedgerLine {
  return {
    item,
    quantity,
    unit,
    unitPriceUsd: price.usd,
    per,
    amountUsd: (quantity * price.usd) / per,
    price,
  };
}

/** A line priced by the team's own figure, such as a day's pay. */
export function ownLine(item: string, quantity: number, unit: string, unitPriceUsd: number): LedgerLine {
  return { item, quantity, unit, unitPriceUsd, per: 1, amountUsd: quantity * unitPriceUsd };
}

/** Sums lines. Lines that cost nothing are dropped; with anything unknown there is no total. */
export function ledger(lines: readonly LedgerLine[], unknown: readonly string[] = []): Ledger {
  const kept = lines.filter((line) => line.quantity !== 0);
  const totalUsd = unknown.length > 0 ? null : kept.reduce((sum, line) => sum + line.amountUsd, 0);
  return { lines: kept, totalUsd, unknown };
}

/** A ledger without lines. */
export const NOTHING: Ledger = { lines: [], totalUsd: 0, unknown: [] };

/** The lines of several ledgers as one. */
export function joinLedgers(...parts: readonly Ledger[]): Ledger {
  const lines: LedgerLine[] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    lines.push(...part.lines);
    unknown.push(...part.unknown);
  }
  return ledger(lines, unknown);
}

/**
 * A ledger paid `times` over, every line under a prefix that tells what for: `Escalated: Answer`.
 *
 * @param times any number from 0, parts of one included.
 */
export function timesLedger(part: Ledger, times: number, prefix: string): Ledger {
  return ledger(
    part.lines.map((line) => ({
      ...line,
      item: `${prefix}: ${line.item}`,
      quantity: line.quantity * times,
      amountUsd: line.amountUsd * times,
    })),
    part.unknown,
  );
}
