import type { Plan } from '../advice.js';
import type { CompleteWorkload } from '../defaults.js';
import { isSwitch } from '../plans/index.js';
import { behaviourSentence, diagnose, factShare } from '../quality/diagnosis.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';

/** What the chosen plan does about each axis, as the end of a reason. */
function cureOf(axis: 'knowledge' | 'both', winner: Plan): string {
  if (axis === 'both')
    return winner.training !== undefined
      ? 'Retrieval brings the facts, and the tune mends the rest.'
      : `${winner.approach === 'prompting' ? 'The prompt' : 'Retrieval'} brings the facts; clearer instructions and examples mend the rest.`;
  return winner.approach === 'prompting'
    ? 'They fit into the prompt; a tune does not bring them.'
    : 'Retrieval brings them; a better prompt or a tune does not.';
}

/**
 * The diagnosis as a reason for the verdict, where it decided.
 *
 * @param winner `null` when no plan is feasible: then whatever is known to be wrong is told.
 */
export function diagnosisReasons(workload: CompleteWorkload, winner: Plan | null): string[] {
  const { axis, sentence } = diagnose(workload);
  if (axis === 'none') return [];
  if (winner === null) return [sentence];
  if (axis === 'knowledge' || axis === 'both') {
    if (winner.bringsFacts && hasKnowledgeGap(workload)) return [`${sentence} ${cureOf(axis, winner)}`];
    return axis === 'both' && winner.training !== undefined ? [behaviourSentence(factShare(workload))] : [];
  }
  if (axis === 'behaviour') return winner.training !== undefined ? [sentence] : [];
  return isSwitch(winner) ? [sentence] : [];
}
