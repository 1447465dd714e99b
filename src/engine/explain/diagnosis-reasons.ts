import type { Plan } from '../advice.js';
import type { CompleteWorkload } from '../defaults.js';
import { isSwitch } from '../plans/index.js';
import { diagnose } from '../quality/diagnosis.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';
import type { Reason } from './reason-words.js';

/**
 * The diagnosis as a reason for the verdict, where it decided.
 *
 * @param winner `null` when no plan is feasible: then whatever is known to be wrong is told.
 */
export function diagnosisReasons(workload: CompleteWorkload, winner: Plan | null): Reason[] {
  const found = diagnose(workload);
  const told: Reason[] = [{ code: 'diagnosis', found }];
  if (found.axis === 'none') return [];
  if (winner === null) return told;
  const trains = winner.training !== undefined;
  if (found.axis === 'behaviour') return trains ? told : [];
  if (found.axis === 'neither') return isSwitch(winner) ? told : [];
  if (winner.bringsFacts && hasKnowledgeGap(workload))
    return [{ code: 'diagnosis', found, cure: { isPrompted: winner.approach === 'prompting', trains } }];
  return found.axis === 'both' && trains
    ? [{ code: 'diagnosis', found: { axis: 'behaviour', factShare: found.factShare } }]
    : [];
}
