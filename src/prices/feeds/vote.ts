import { sameAmount } from '../registry/decimal-amount.js';
import { isTenfold } from '../registry/gate/tenfold.js';
import { isSellerOn, type Statement, type Voice } from './voices.js';

/** Share of the larger amount within which two amounts are one: feeds round differently. */
const SAME_WITHIN = 0.005;

/** What the voices come to. */
export interface Outcome {
  /** The amount that stands; `undefined` when there is none yet and no two voices agree. */
  readonly amount: string | undefined;
  readonly how: 'only-voice' | 'agreed' | 'seller' | 'no-majority';
  /** Who says what stands. */
  readonly by: readonly Voice[];
  /** Who says otherwise. */
  readonly against: readonly Statement[];
}

/**
 * Counts the voices on one price. A seller's own word outvotes registries, unless it is ten times away from all of
 * them: then a unit may have slipped. Of registries two that agree within 0.5 % decide: 0.150 and 0.1507 are one
 * amount, 0.150 and 0.151 are two. Where no two agree, what stood before stands; a single voice is believed as long
 * as nobody contradicts it.
 *
 * @param platform Who sells at this price.
 * @param standing The amount that stood before, if any.
 */
export function vote(
  statements: readonly Statement[],
  platform: string,
  standing: string | undefined,
): Outcome {
  const others = statements.filter(({ voice }) => !isSellerOn(voice, platform));
  const seller = statements.find(({ voice }) => isSellerOn(voice, platform));
  if (seller && !isSlipped(seller.amount, others)) return outcome('seller', seller.amount, statements);
  const majority = others.find(
    (one) => others.filter((other) => agrees(one.amount, other.amount)).length > 1,
  );
  if (majority) {
    // Rounded otherwise by another voice is no change of what stands.
    const stays = standing !== undefined && agrees(standing, majority.amount);
    return outcome('agreed', stays ? standing : majority.amount, statements);
  }
  const [only, second] = statements;
  if (only && !second) return outcome('only-voice', only.amount, statements);
  return outcome('no-majority', standing, statements);
}

/** Whether two amounts are one: within 0.5 % of the larger. */
export function agrees(one: string, other: string): boolean {
  if (sameAmount(one, other)) return true;
  const [a, b] = [Number(one), Number(other)];
  return Math.abs(a - b) <= SAME_WITHIN * Math.max(Math.abs(a), Math.abs(b));
}

function outcome(how: Outcome['how'], amount: string | undefined, statements: readonly Statement[]): Outcome {
  const isFor = (statement: Statement): boolean => amount !== undefined && agrees(statement.amount, amount);
  return {
    amount,
    how,
    by: statements.filter(isFor).map(({ voice }) => voice),
    against: statements.filter((statement) => !isFor(statement)),
  };
}

function isSlipped(amount: string, others: readonly Statement[]): boolean {
  const priced = others.filter((other) => Number(other.amount) > 0);
  return Number(amount) > 0 && priced.length > 0 && priced.every((other) => isTenfold(amount, other.amount));
}
