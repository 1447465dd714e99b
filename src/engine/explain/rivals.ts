import type { Plan } from '../advice.js';
import { isPresent } from '../plans/index.js';
import type { Findings } from './findings.js';
import { planNamed } from './findings.js';
import { formatOdds, formatUsd, lowerFirst } from './wording.js';

/** What is said of the plans that came close. */

/** Differences under a dollar are not worth a sentence. */
const LEAST_USD = 1;

/** The next best course, and what separates it from the one taken. */
export function rivalReasons(winner: Plan, { plans, decision, verdict }: Findings): string[] {
  const { standings } = decision.course;
  const own = standings.get(winner.id);
  if (own === undefined) return [];
  const [next] = [...standings.values()]
    .filter(({ id }) => id !== winner.id && planNamed(plans, id)?.feasible === true)
    .filter(({ id }) => planNamed(plans, id)?.decision !== winner.decision)
    .sort((a, b) => a.pursuedUsd - b.pursuedUsd || a.id.localeCompare(b.id));
  const rival = planNamed(plans, next?.id);
  if (next === undefined || rival === undefined) return [];
  const more = next.pursuedUsd - own.pursuedUsd;
  const title = lowerFirst(rival.title);
  if (verdict.grade === 'too-close' || more < LEAST_USD) {
    return more >= 0
      ? []
      : [
          `The next best, ${title}, would save ${formatUsd(-more)} more over the horizon: too little for a larger change.`,
        ];
  }
  return [
    isPresent(winner)
      ? `The next best, ${title}, comes to ${formatUsd(more)} more over the horizon, people's time and the chance that it fails included.`
      : `The next best, ${title}, comes to ${formatUsd(more)} more over the horizon; it is the best course in ${formatOdds(next.pBest)} scenarios.`,
  ];
}
