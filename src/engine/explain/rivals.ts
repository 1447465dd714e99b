import type { Plan } from '../advice.js';
import { isPresent } from '../plans/index.js';
import type { Findings } from './findings.js';
import { planNamed } from './findings.js';
import type { Reason } from './reason-words.js';

/** What is said of the plans that came close. */

/** Differences under a dollar are not worth a sentence. */
const LEAST_USD = 1;

/** The next best course, and what separates it from the one taken. */
export function rivalReasons(winner: Plan, { plans, decision, verdict }: Findings): Reason[] {
  const { standings } = decision.course;
  const own = standings.get(winner.id);
  if (own === undefined) return [];
  const [next] = [...standings.values()]
    .filter(({ id }) => id !== winner.id && planNamed(plans, id)?.feasible === true)
    .filter(({ id }) => planNamed(plans, id)?.decision !== winner.decision)
    .sort((a, b) => a.pursuedUsd - b.pursuedUsd || a.id.localeCompare(b.id));
  const rival = planNamed(plans, next?.id);
  if (next === undefined || rival === undefined) return [];
  const usd = next.pursuedUsd - own.pursuedUsd;
  const { title } = rival;
  if (verdict.grade === 'too-close' || usd < LEAST_USD)
    return usd >= 0 ? [] : [{ code: 'rival-saves-more', title, usd: -usd }];
  return [{ code: 'rival-costs-more', title, usd, pBest: isPresent(winner) ? undefined : next.pBest }];
}
