import type { PriceBook } from '../../prices/price-book.js';
import type { Candidate } from './decide.js';

/**
 * Tuning offers of one seller and one base that differ in the method of training only. They differ by cents, so which
 * of them is taken is a detail of one decision, not another decision.
 */

/** `platform/base` of an offer's id, which is `platform/base[/method]`. */
function baseOf(offerId: string): string {
  return offerId.split('/', 2).join('/');
}

/** Ids of an offer and its twins. */
export function twinsOf(offerId: string, book: PriceBook): readonly string[] {
  return book.tuningOffers.map(({ id }) => id).filter((id) => baseOf(id) === baseOf(offerId));
}

/** A name in which the method of training is not told. */
export function withoutMethod(name: string): string {
  return name.replace(/ \((?:LoRA|full)\)/, '');
}

/** Whether two plans are the same decision: one and the same plan, or twins. */
export function isSameDecision(one: Candidate | null, other: Candidate | null, book: PriceBook): boolean {
  if (one === null || other === null) return one === other;
  if (one.id === other.id) return true;
  if (one.kind !== other.kind || !one.proposal.trained || !other.proposal.trained) return false;
  const [first, second] = [one, other].map(({ id }) => id.slice(id.indexOf(':') + 1));
  return first !== undefined && second !== undefined && twinsOf(first, book).includes(second);
}
