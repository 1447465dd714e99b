import type { CompleteWorkload } from '../defaults.js';
import type { PlanQuality } from '../plans/plan-kind.js';
import { type Ledger, ledger, ownLine } from './ledger.js';

/** What wrong answers cost. */

/**
 * Whether wrong answers are counted: for every plan or for none. Without the accuracy of the present model there is
 * nothing to compare with.
 */
export function countsErrors({ quality }: CompleteWorkload): boolean {
  return quality.lossPerErrorUsd !== undefined && quality.current !== undefined;
}

/** What wrong answers cost, a query. */
export function errorLoss(workload: CompleteWorkload, { accuracy }: PlanQuality): Ledger {
  const loss = workload.quality.lossPerErrorUsd;
  if (loss === undefined || !countsErrors(workload) || accuracy === null) return ledger([]);
  return ledger([ownLine('wrong-answers', 'Loss from wrong answers', 1 - accuracy, 'wrong answers', loss)]);
}
