import {
  billMoved,
  byCost,
  type Competitor,
  type Costed,
  costed,
  type Pursued,
  pursue,
  type Stakes,
} from './pursue.js';
import { type Standing, standingsOf } from './standings.js';

/**
 * From what plans cost and how good they may be to a course of action: what to do today, which plan to aim at, and
 * how sure that is. Pure arithmetic over scenarios; what blocks a plan is decided before, and by facts only.
 *
 * A plan whose answers are those of today is safe. Every other plan is pursued: people find out whether it is good
 * enough, take it if it is and fall back if it is not. So a plan counts for what pursuing it costs in each scenario,
 * and a plan that nobody measured neither wins nor loses by what was assumed of it.
 */

/** How sure a course of action is, and so what its first step is. */
export type Grade = 'clear' | 'leaning' | 'test-first' | 'too-close' | 'must-move' | 'no-plan';

export interface CourseOfAction {
  readonly grade: Grade;
  /** The plan that the course aims at; `null` where facts exclude every plan. */
  readonly planId: string | null;
  /** The plan to be tested first; `null` where no test is worth its cost. */
  readonly testId: string | null;
  /** What is done until the plan has proved itself: the present plan, the safe step, or the forced move. */
  readonly meanwhileId: string | null;
  /** Whether that could be done for good: no fact stands in its way, and it is more likely than not above a bar that the team has set. */
  readonly meanwhileStands: boolean;
  /** A change without any risk to quality that saves more than it costs. */
  readonly safeStepId: string | null;
  /** Where the present plan cannot go on: the cheapest move of which nothing bad is known. */
  readonly forcedMoveId: string | null;
  /** Plans within the hurdle of the chosen one, cheapest first, the chosen one included. */
  readonly tiedIds: readonly string[];
  /** Difference below which two courses count as equal, in USD over the horizon. */
  readonly hurdleUsd: number;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Share of what differs between two plans that a change has to save, to be worth it (stated assumption). */
export const WORTH_CHANGING = 0.05;
/** P(good enough) from which on a plan needs no test, and P(best or tied) from which on a verdict is clear. */
export const SURE_ENOUGH = 0.9;
const CLEARLY_BEST = 0.8;
/** Chance of reaching a bar that today's plan misses, below which a plan is not likely to (stated assumption). */
export const MIN_CHANCE = 0.2;

/** The best of the safe plans, if it saves enough to be worth the change. */
function safeStepAmong(field: readonly Costed[], present: Costed): Costed | null {
  const [best] = field
    .filter((one) => one.safe && one.servesMeanwhile && one.id !== present.id)
    .sort(byCost((one) => one.meanUsd));
  if (best === undefined) return null;
  return present.meanUsd - best.meanUsd > WORTH_CHANGING * billMoved(best.costs, present.costs) ? best : null;
}

/** What finding out costs, for each good outcome of it: without a plan to fall back on, tests go on until one passes. */
function costUntilGood({ meanUsd, testUsd, pGoodEnough, safe }: Costed): number {
  if (safe || pGoodEnough >= 1) return meanUsd;
  return meanUsd + testUsd * (1 / Math.max(pGoodEnough, 1e-6) - 1);
}

/** The cheapest way to get to a plan that is good enough, by the cost until one is found; where none is likely, the likeliest. */
function cheapestUntilGood<T extends Costed>(field: readonly T[]): T | null {
  const likely = field.filter((one) => one.pGoodEnough >= MIN_CHANCE);
  if (likely.length > 0) return likely.sort(byCost(costUntilGood))[0] ?? null;
  const byChance = (a: T, b: T) => b.pGoodEnough - a.pGoodEnough || byCost(costUntilGood)(a, b);
  return [...field].sort(byChance)[0] ?? null;
}

/** Part of the best chance of being good enough that is as good, for a move that has to be made (stated assumption). */
const AS_LIKELY = 0.75;

/**
 * Where to move when nothing is known to be good enough and staying is impossible: to the maker's named successor,
 * else to any untuned plan. With a price of mistakes the cheapest, mistakes included; without, the cheapest of those
 * that are likeliest good enough.
 */
function forcedMoveAmong(field: readonly Costed[], stakes: Stakes): Costed | null {
  const named = field.filter(({ id }) => stakes.successorIds.includes(id));
  const open = named.length > 0 ? named : field;
  const likeliest = Math.max(0, ...open.map((one) => one.pGoodEnough));
  const priced = stakes.lossPerErrorUsd !== undefined && !stakes.barIsRequired;
  const fit = priced ? open : open.filter((one) => one.pGoodEnough >= likeliest * AS_LIKELY);
  return [...fit].sort(byCost((one) => one.meanUsd))[0] ?? null;
}

/** Whether two plans are within the hurdle of each other: what separates them is a small share of what either moves. */
function isTie(one: Pursued, other: Pursued): boolean {
  return (
    Math.abs(one.pursuedUsd - other.pursuedUsd) <= WORTH_CHANGING * Math.max(one.movedUsd, other.movedUsd)
  );
}

/** Of the plans that are as good as the best, what changes least comes first. */
function byChange(a: Pursued, b: Pursued): number {
  return a.change - b.change || byCost<Pursued>((one) => one.pursuedUsd)(a, b);
}

/** What is known of the field once every plan has been pursued. */
interface Field {
  readonly competing: readonly Pursued[];
  readonly meanwhile: Pursued;
  /** Whether what is done meanwhile could be done for good. */
  readonly meanwhileStands: boolean;
}

/** The plans to aim at, all within the hurdle of the best: by what pursuing them costs or, where nothing at hand will do, by what it costs to get to something that does. */
function aimsOf({ competing, meanwhile, meanwhileStands }: Field): readonly Pursued[] {
  const feasible = competing.filter((one) => one.feasible);
  if (!meanwhileStands) {
    const aim = cheapestUntilGood(feasible);
    return aim === null ? [] : [aim];
  }
  const [best] = [...feasible].sort(byCost((one) => one.pursuedUsd));
  if (best === undefined) return [];
  const tied = feasible.filter((one) => isTie(one, best));
  return (best.id === meanwhile.id ? [best] : tied).sort(byChange);
}

/** Whether people have to find out first whether a plan is good enough. */
function needsProof(one: Pursued, { meanwhile }: Field): boolean {
  return !one.safe && one.id !== meanwhile.id && one.pGoodEnough < SURE_ENOUGH;
}

/** Mean cost of the best course that takes no test: to go on as meanwhile, or to take the plan as it is where mistakes have a price. */
function untestedUsd(aim: Pursued, { meanwhile, meanwhileStands }: Field, stakes: Stakes): number {
  const staying = meanwhileStands ? meanwhile.meanUsd : Number.POSITIVE_INFINITY;
  return stakes.lossPerErrorUsd === undefined || stakes.barIsRequired
    ? staying
    : Math.min(staying, aim.meanUsd);
}

/**
 * The course of action for a workload.
 *
 * @param plans every plan, the present one among them, in any order: the answer does not depend on it.
 */
export function courseOfAction(plans: readonly Competitor[], stakes: Stakes): CourseOfAction {
  const all = plans.flatMap((one) => costed(one, stakes)).sort((a, b) => a.id.localeCompare(b.id));
  const present = all.find(({ id }) => id === stakes.presentId);
  const safeStep = present === undefined ? null : safeStepAmong(all, present);
  const feasible = all.filter((one) => one.feasible);
  const forcedMove = stakes.mustMove
    ? forcedMoveAmong(
        feasible.filter((one) => !one.trains),
        stakes,
      )
    : null;
  const found = forcedMove ?? safeStep ?? present;
  const none: CourseOfAction = {
    grade: 'no-plan',
    planId: null,
    testId: null,
    meanwhileId: found?.id ?? null,
    meanwhileStands: found?.feasible === true && !(stakes.barIsRequired && found.pGoodEnough < 0.5),
    safeStepId: safeStep?.id ?? null,
    forcedMoveId: forcedMove?.id ?? null,
    tiedIds: [],
    hurdleUsd: 0,
    standings: new Map(),
  };
  if (found === undefined || feasible.length === 0) return none;

  const meanwhile = pursue(found, found, stakes);
  const field: Field = {
    meanwhile,
    competing: all
      .filter((one) => one.feasible || one.id === found.id)
      .map((one) => (one.id === found.id ? meanwhile : pursue(one, found, stakes))),
    meanwhileStands: none.meanwhileStands,
  };
  const tied = aimsOf(field);
  const [aim] = tied;
  if (aim === undefined) return none;

  const others = field.competing.filter((one) => one.feasible && one.id !== aim.id);
  const [rival] = others.sort(byCost((one) => one.pursuedUsd));
  const hurdleUsd = WORTH_CHANGING * Math.max(aim.movedUsd, rival?.movedUsd ?? 0);
  let standings: ReadonlyMap<string, Standing> | undefined;
  const testId = needsProof(aim, field) && aim.pursuedUsd < untestedUsd(aim, field, stakes) ? aim.id : null;
  return {
    ...none,
    get grade() {
      return gradeOf(aim, this.standings.get(aim.id)?.pBestOrTied ?? 0, {
        stakes,
        testId,
        tied: tied.length,
      });
    },
    // An unproven plan is no way out of a model that ends: the move is, and the plan is tested after it.
    planId: stakes.mustMove && testId !== null ? meanwhile.id : aim.id,
    testId,
    tiedIds: tied.map(({ id }) => id),
    hurdleUsd,
    // Worked out when first asked for: most decisions are only asked for their plan.
    get standings() {
      standings ??= standingsOf(field.competing, hurdleUsd);
      return standings;
    },
  };
}

/**
 * The course where no test is worth its cost: to go on as meanwhile, or to take the plan as it is where mistakes have
 * a price and it is cheaper with them; where what is done meanwhile cannot be done for good, to take the plan.
 */
export function withoutTest(course: CourseOfAction, stakes: Stakes): CourseOfAction {
  const { testId, meanwhileId, standings, meanwhileStands } = course;
  const aim = testId === null ? undefined : standings.get(testId);
  const meanwhile = meanwhileId === null ? undefined : standings.get(meanwhileId);
  if (aim === undefined) return course;
  const priced = stakes.lossPerErrorUsd !== undefined && !stakes.barIsRequired;
  const takes = !meanwhileStands || (priced && meanwhile !== undefined && aim.meanUsd < meanwhile.meanUsd);
  const planId = takes || meanwhileId === null ? aim.id : meanwhileId;
  const grade = stakes.mustMove ? 'must-move' : 'leaning';
  return { ...course, grade, planId, testId: null, tiedIds: [planId] };
}

function gradeOf(
  aim: Pursued,
  pBestOrTied: number,
  {
    stakes,
    testId,
    tied,
  }: { readonly stakes: Stakes; readonly testId: string | null; readonly tied: number },
): Grade {
  if (stakes.mustMove) return 'must-move';
  if (testId !== null) return 'test-first';
  if (tied > 1) return 'too-close';
  // A plan that answers as today is good enough by its nature, unless a bar is set that today's may miss.
  const proven = (aim.safe && !stakes.barIsRequired) || aim.pGoodEnough >= SURE_ENOUGH;
  return pBestOrTied >= CLEARLY_BEST && proven ? 'clear' : 'leaning';
}
