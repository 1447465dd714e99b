import type { IsoDate, PriceBook, PriceFact } from '../../prices/price-book.js';
import type { Plan, PricesUsed } from '../advice.js';
import type { Ledger } from './ledger.js';
import { isStale } from './stale.js';

function ledgersOf(plan: Plan): Ledger[] {
  const ledgers = [
    plan.upfront,
    plan.perQuery,
    plan.monthly,
    ...plan.perQueryLater.map((later) => later.ledger),
  ];
  if (plan.recurring !== undefined) ledgers.push(plan.recurring.ledger);
  return ledgers;
}

/** Every price in a ledger of these plans, once, and how old the oldest check of one is. */
export function pricesUsed(plans: readonly Plan[], book: PriceBook, asOf: IsoDate): PricesUsed {
  const facts = new Map<string, PriceFact>();
  for (const plan of plans) {
    for (const ledger of ledgersOf(plan)) {
      for (const { price } of ledger.lines) if (price !== undefined) facts.set(price.id, price);
    }
  }
  const used = [...facts.values()].sort((a, b) => a.id.localeCompare(b.id));
  const oldestCheckedOn = used.map((fact) => fact.checkedOn).sort()[0] ?? null;
  return {
    bookVersion: book.version,
    asOf,
    facts: used,
    oldestCheckedOn,
    stale: oldestCheckedOn !== null && isStale(oldestCheckedOn, asOf),
  };
}
