import type { Joint } from '../odds/joint.js';
import { meanOf, type PlanCosts } from '../odds/plan-costs.js';
import {
  type DrawnPlan,
  type Judging,
  planTest,
  type TestablePlan,
  type TestPlan,
} from '../quality/test-plan.js';
import type { Contender } from './competing-plans.js';
import type { CourseOfAction } from './course-of-action.js';
import type { Stakes } from './pursue.js';

/** The test that a course of action begins with. */

/** Other plans that may be judged on the same items. */
const MAX_OTHERS = 5;

function fixedUsd({ invoiceUsd, peopleUsd }: PlanCosts): Float64Array {
  return invoiceUsd.map((usd, n) => usd + (peopleUsd[n] ?? 0));
}

/** A plan as the planner of tests sees it; `null` where a part of its cost is unknown. */
function testable({ id, costs, accuracy, proposal }: Contender): TestablePlan | null {
  if (costs === null) return null;
  const { proof, perQuery } = proposal.draft;
  return {
    planId: id,
    accuracy,
    fixedUsd: fixedUsd(costs),
    itemUsd: perQuery[0]?.ledger.totalUsd ?? 0,
    trainingUsd: proof.usd ?? 0,
    pilotDays: proof.days,
  };
}

/** The plan to be tested and the next best ones, one of each decision, that are not proven yet. */
function worthJudging(course: CourseOfAction, contenders: readonly Contender[]): readonly Contender[] {
  const standing = ({ id }: Contender) => course.standings.get(id);
  const ranked = contenders
    .filter(
      (one) => one.feasible && !one.safe && standing(one) !== undefined && one.id !== course.meanwhileId,
    )
    .sort(
      (a, b) =>
        Number(b.id === course.testId) - Number(a.id === course.testId) ||
        (standing(a)?.pursuedUsd ?? 0) - (standing(b)?.pursuedUsd ?? 0) ||
        a.id.localeCompare(b.id),
    );
  const seen = new Set<string>();
  return ranked
    .filter(({ proposal: { draft } }) => !seen.has(draft.decision) && seen.add(draft.decision))
    .slice(0, 1 + MAX_OTHERS);
}

/**
 * What staying costs. Where nothing at hand may go on, because a bar is set that it misses, meeting the bar is worth
 * at least what people would spend on building the plan at all: that much is lost if it is built in vain.
 */
function stayOf(meanwhile: Contender, aim: Contender, stakes: Stakes, stands: boolean): DrawnPlan | null {
  if (meanwhile.costs === null || aim.costs === null) return null;
  const staying = fixedUsd(meanwhile.costs);
  const taking = fixedUsd(aim.costs);
  const plain = { planId: meanwhile.id, accuracy: meanwhile.accuracy, fixedUsd: staying };
  if (stands) return plain;
  const loss = stakes.lossPerErrorUsd ?? 0;
  const saved =
    meanOf(staying) -
    meanOf(taking) +
    loss * (meanOf(meanwhile.costs.wrongAnswers) - meanOf(aim.costs.wrongAnswers));
  const atLeast = (aim.proposal.draft.upfront.totalUsd ?? 0) + aim.testUsd;
  const lift = Math.max(0, atLeast - saved);
  return { ...plain, fixedUsd: staying.map((usd) => usd + lift) };
}

/** Plans the test; `null` where none is worth its cost. */
export function plannedTest(
  course: CourseOfAction,
  contenders: readonly Contender[],
  stakes: Stakes,
  how: {
    readonly joint: Joint;
    readonly judging: Judging;
    readonly againstToday: boolean;
    readonly dayRateUsd: number;
  },
): TestPlan | null {
  const meanwhile = contenders.find(({ id }) => id === course.meanwhileId);
  const candidates = worthJudging(course, contenders);
  const [aim] = candidates;
  if (meanwhile === undefined || aim === undefined) return null;
  const stay = stayOf(meanwhile, aim, stakes, course.meanwhileStands);
  if (stay === null) return null;
  const { joint } = how;
  const { count } = joint.scenarios;
  const noise = new Float64Array(4 * count);
  for (let part = 0; part < 4; part++) noise.set(joint.scenarios.scores(`test ${part}`), part * count);
  return planTest({
    stay,
    candidates: candidates.flatMap((one) => testable(one) ?? []),
    firstId: aim.id,
    bar: stakes.bar,
    againstToday: how.againstToday,
    queries: aim.costs?.ownQueries ?? new Float64Array(count),
    ...(stakes.lossPerErrorUsd !== undefined && { lossPerErrorUsd: stakes.lossPerErrorUsd }),
    judging: how.judging,
    dayRateUsd: how.dayRateUsd,
    noise,
  });
}
