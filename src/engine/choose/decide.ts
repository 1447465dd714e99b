import type { Proposal } from '../cost/follow.js';
import { dayRateUsd } from '../cost/people.js';
import { blockersOf, isOffered } from '../cost/weigh.js';
import type { Blocker } from '../explain/blockers.js';
import { coefficientsOf } from '../odds/coefficients.js';
import { costsOf, type PlanCosts, type PlanInScenarios } from '../odds/plan-costs.js';
import { isSwitch, planKind } from '../plans/index.js';
import { barInDraws } from '../quality/good-enough.js';
import { JUDGING, type TestPlan } from '../quality/test-plan.js';
import {
  type Contender,
  type Field,
  fieldOf,
  type Question,
  type Scope,
  successorOf,
} from './competing-plans.js';
import { type CourseOfAction, courseOfAction, type Stakes, withoutTest } from './course-of-action.js';
import { plannedTest } from './planned-test.js';

/** The pure core of an advice: what to do, and where every plan stands, without the words. */

export interface Decision extends Field {
  /** Every plan, in the order of the kinds. */
  readonly contenders: readonly Contender[];
  /** What follows a plan that ends, and what tuned plans are measured against: the course without any tune. */
  readonly bestUntuned: Proposal | null;
  readonly stakes: Stakes;
  readonly course: CourseOfAction;
  /** The test that the course begins with; `null` where there is none, or it was not asked for. */
  readonly test: TestPlan | null;
  /** The plan that the course aims at; `null` where facts exclude every plan. */
  readonly winner: Contender | null;
}

/** Working days of judging that every test takes, until it is planned (stated assumption). */
const JUDGING_DAYS = 1;
/** Items of a test, until it is planned. */
const USUAL_ITEMS = 240;

/** What it costs about to find out whether a plan is good enough. */
function testUsd({ draft }: Proposal, { context }: Field): number {
  const { proof, perQuery } = draft;
  const dayUsd = dayRateUsd(context.workload.people.engineerMonthlyUsd);
  const tokensUsd = USUAL_ITEMS * (perQuery[0]?.ledger.totalUsd ?? 0);
  return (proof.usd ?? 0) + tokensUsd + (proof.days + JUDGING_DAYS) * dayUsd;
}

/** Works out what plans cost in the scenarios, each followed by another where it ends. */
function costing(field: Field): (proposal: Proposal, next: Proposal | null) => PlanCosts | null {
  const { joint, scale, keep } = field;
  const known = new Map<Proposal, PlanInScenarios | null>();
  function inScenarios(proposal: Proposal): PlanInScenarios | null {
    const seen = known.get(proposal);
    if (seen !== undefined) return seen;
    const plan = coefficientsOf(proposal, scale);
    const made = plan && { plan, accuracy: joint.rightIn(proposal.draft) };
    known.set(proposal, made);
    return made;
  }
  return (proposal, next) => {
    const one = inScenarios(proposal);
    const present = inScenarios(keep);
    if (one === null || present === null) return null;
    return costsOf(one, { keep: present, successor: next && inScenarios(next) }, joint.scenarios);
  };
}

/** Whether only what stands in the present plan's way stands in this one's. */
function servesMeanwhile(blockers: readonly Blocker[], presents: readonly Blocker[]): boolean {
  return blockers.every(({ code }) => presents.some((one) => one.code === code));
}

type Contend = (proposal: Proposal, next: Proposal | null) => Contender;

/** Makes contenders of a field's plans, each once for what follows it. */
function contending(field: Field): Contend {
  const { context, joint, scale, keep } = field;
  const costed = costing(field);
  const keepBlockers = blockersOf(keep, scale, keep);
  const made = new Map<Proposal, Map<Proposal | null, Contender>>();

  function contend(proposal: Proposal, next: Proposal | null): Contender {
    const { draft, kind } = proposal;
    const blockers = proposal === keep ? keepBlockers : blockersOf(proposal, scale, keep);
    return {
      id: draft.id,
      change: planKind(kind).change,
      sameProvider: draft.provider === context.current.provider,
      feasible: blockers.length === 0,
      safe: draft.answersAsToday,
      servesMeanwhile: servesMeanwhile(blockers, keepBlockers),
      trains: proposal.trained,
      costs: costed(proposal, next),
      accuracy: joint.rightIn(draft),
      testUsd: testUsd(proposal, field),
      proposal,
      blockers,
    };
  }

  return (proposal, next) => {
    const byNext = made.get(proposal) ?? new Map<Proposal | null, Contender>();
    made.set(proposal, byNext);
    const seen = byNext.get(next) ?? contend(proposal, next);
    byNext.set(next, seen);
    return seen;
  };
}

/** By the plans that compete: a field that takes them over from another takes over what was made of them. */
const contendings = new WeakMap<Field['proposals'], Contend>();

function contendingOnce(field: Field): Contend {
  const known = contendings.get(field.proposals) ?? contending(field);
  contendings.set(field.proposals, known);
  return known;
}

function stakesOf(field: Field, presents: readonly Blocker[]): Stakes {
  const { context, joint, keep } = field;
  const { bar, today } = context.accuracies;
  const { lossPerErrorUsd } = context.workload.quality;
  const named = context.current.replacement;
  const successor = named === undefined ? undefined : context.book.findModel(named);
  const followers = field.proposals.filter(
    ({ kind, draft }) => isSwitch({ kind }) && draft.productId === successor?.id,
  );
  return {
    bar: barInDraws(bar, joint.rightIn(today)),
    barIsRequired: bar.kind === 'target',
    ...(lossPerErrorUsd !== undefined && { lossPerErrorUsd }),
    presentId: keep.draft.id,
    successorIds: followers.map(({ draft }) => draft.id),
    mustMove: presents.some(({ code }) => code === 'model-ends'),
  };
}

/** The untuned plan that a course without any tune comes to: the one it takes, or what it does until a test is passed. */
function untunedEnd({ testId, planId, meanwhileId, meanwhileStands }: CourseOfAction): string | null {
  return testId === null || !meanwhileStands ? planId : meanwhileId;
}

/**
 * Decides on the course of action for a workload: among the untuned plans first, then among all, each that ends
 * followed by the untuned one.
 *
 * @param whole plans the test that the course begins with, and places the plans that cannot be taken, too.
 * @throws UnknownModelError when a model that the workload names is not in the price book.
 */
export function decide(question: Question, scope: Scope, whole = true): Decision {
  const field = fieldOf(question, scope);
  const { context, joint, keep } = field;
  // Without explanations, plans that cannot be taken need not be looked at.
  const proposals = whole
    ? field.proposals
    : field.proposals.filter((one) => one === keep || one.draft.answersAsToday || isOffered(one));
  const contend = contendingOnce(field);
  const stakes = stakesOf(field, contend(keep, null).blockers);

  const alone = proposals.filter(({ trained }) => !trained).map((proposal) => contend(proposal, null));
  const untunedId = untunedEnd(courseOfAction(alone, stakes));
  const bestUntuned = alone.find(({ id }) => id === untunedId)?.proposal ?? null;
  const contenders = proposals.map((proposal) => {
    const known = alone.find((one) => one.proposal === proposal);
    const next = successorOf(proposal, keep, bestUntuned);
    return known !== undefined && proposal.draft.end === undefined ? known : contend(proposal, next);
  });
  const aimed = courseOfAction(contenders, stakes);
  const test =
    whole && aimed.testId !== null
      ? plannedTest(aimed, contenders, stakes, {
          joint,
          judging: JUDGING[context.workload.judging],
          againstToday:
            context.accuracies.bar.kind === 'today' &&
            contenders.some(({ id, safe }) => id === aimed.meanwhileId && safe),
          dayRateUsd: dayRateUsd(context.workload.people.engineerMonthlyUsd),
        })
      : null;
  const course = whole && aimed.testId !== null && test === null ? withoutTest(aimed, stakes) : aimed;
  const [tested] = test?.plans ?? [];
  const winnerId = stakes.mustMove ? course.planId : (tested?.planId ?? course.planId);
  return {
    ...field,
    contenders,
    bestUntuned,
    stakes,
    course: tested === undefined ? course : { ...course, planId: winnerId, testId: tested.planId },
    test,
    winner: contenders.find(({ id }) => id === winnerId) ?? null,
  };
}
