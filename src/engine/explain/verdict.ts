import type { Outcome, Plan, PlannedTest, Verdict } from '../advice.js';
import type { Contender } from '../choose/competing-plans.js';
import { breakEvenDrop, MIN_CHANCE, SURE_ENOUGH } from '../choose/course-of-action.js';
import type { Decision } from '../choose/decide.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { meanOf } from '../odds/plan-costs.js';
import { isPresent } from '../plans/index.js';
import { fairDrop } from '../quality/good-enough.js';
import type { TestPlan } from '../quality/test-plan.js';
import { cautionWords } from './caution-words.js';
import { cautionsAbout } from './cautions.js';
import { conditionWords } from './condition-words.js';
import { conditionsOn } from './conditions.js';
import { evidenceFor } from './evidence.js';
import { type Findings, planNamed, presentAmong } from './findings.js';
import { nextSteps } from './next-step.js';
import { daysToPayback, formatPayback } from './payback.js';
import { reasonWords } from './reason-words.js';
import { reasonsFor } from './reasons.js';
import { stepWords } from './step-words.js';
import { passPhrase, testCostWords, testedName } from './test-words.js';
import { formatDay, formatOdds, formatShare, formatUsd, listed, lowerFirst, upperFirst } from './wording.js';

/** The verdict: a course of action as data, and in two sentences. */

const APPROACH_WORDS = {
  prompting: 'Prompt, do not fine-tune: ',
  rag: 'Retrieve: ',
  'fine-tuning': '',
  'rag+fine-tuning': 'Retrieve and fine-tune: ',
  'self-host': 'Host it yourself: ',
} as const;

/** The verdict as data, without its words. */
type Course = Omit<Outcome['verdict'], 'headline' | 'action' | 'outcome'>;

/** What is paid today or, where that cannot go on, after the cheapest move: what savings are measured against. */
function baselineOf({ course }: Decision, plans: readonly Plan[]): Plan {
  return planNamed(plans, course.forcedMoveId) ?? presentAmong(plans);
}

/** Less than the baseline in invoice and people, a month; negative for more, `null` where a cost is unknown. */
function monthlySaving(plan: Plan, baseline: Plan): number | null {
  if (plan.firstMonthUsd === null || baseline.firstMonthUsd === null) return null;
  return baseline.firstMonthUsd - plan.firstMonthUsd;
}

function testOf(test: TestPlan, decision: Decision): PlannedTest {
  const { context, contenders, course, stakes } = decision;
  const [first] = test.plans;
  const { tokensUsd, trainingUsd, people, worthUsd, netUsd, pPass, items, againstToday, judging } = test;
  return {
    planId: first?.planId ?? '',
    plans: test.plans.map(({ planId, passMark, pPass }) => ({ planId, passMark, pPass })),
    items,
    passMark: first?.passMark ?? 0,
    againstToday,
    earlyStop: first?.earlyStop ?? null,
    judging: judging.kind,
    tokensUsd,
    trainingUsd,
    people,
    costUsd: tokensUsd + trainingUsd + people.usd,
    pPass,
    worthUsd,
    netUsd,
    gainIfPassUsdPerMonth: (first?.gainIfPassUsd ?? 0) / context.workload.horizonMonths,
    breakEvenAccuracy: breakEvenOf(
      contenders.find(({ id }) => id === first?.planId),
      contenders.find(({ id }) => id === course.meanwhileId),
      stakes.lossPerErrorUsd,
    ),
  };
}

/** Accuracy at which a plan costs as much as what is done meanwhile. */
function breakEvenOf(
  plan: Contender | undefined,
  meanwhile: Contender | undefined,
  lossPerErrorUsd: number | undefined,
): number | null {
  if (plan?.costs == null || meanwhile?.costs == null || lossPerErrorUsd === undefined) return null;
  const accuracy = meanOf(meanwhile.accuracy) + breakEvenDrop(plan.costs, meanwhile.costs, lossPerErrorUsd);
  return Math.min(1, Math.max(0, accuracy));
}

function safeStepOf({ course, context }: Decision, plans: readonly Plan[]): Verdict['safeStep'] {
  const step = planNamed(plans, course.safeStepId);
  const keep = presentAmong(plans);
  if (step === undefined) return null;
  const usdOf = ({ horizonCost }: Plan) =>
    horizonCost === null ? 0 : horizonCost.invoiceUsd + horizonCost.peopleUsd;
  return {
    planId: step.id,
    savesUsdPerMonth: monthlySaving(step, keep) ?? 0,
    horizonUsd: context.workload.horizonMonths === 0 ? 0 : usdOf(keep) - usdOf(step),
  };
}

function forcedMoveOf({ course, stakes }: Decision, plans: readonly Plan[]): Verdict['forcedMove'] {
  const move = planNamed(plans, course.forcedMoveId);
  const keep = presentAmong(plans);
  const { until } = keep.lifetime;
  if (move === undefined || until === undefined) return null;
  const saving = monthlySaving(move, keep);
  return {
    planId: move.id,
    by: until,
    becauseOf: keep.lifetime.because,
    chosenAs: stakes.successorIds.includes(move.id)
      ? 'named-successor'
      : stakes.lossPerErrorUsd !== undefined && !stakes.barIsRequired
        ? 'costs-least'
        : 'likeliest',
    costsUsdPerMonth: saving === null ? null : -saving,
  };
}

/** How far accuracy may fall for what is saved, where nobody has said what a wrong answer costs. */
function fairDropOf({ context, winner }: Decision, plan: Plan, baseline: Plan): Verdict['fairDrop'] {
  const { quality, volume } = context.workload;
  const saving = monthlySaving(plan, baseline);
  if (quality.lossPerErrorUsd !== undefined || winner === null || plan.answersAsToday) return null;
  return saving === null || saving <= 0 ? null : fairDrop(saving, volume.queriesPerDay * DAYS_PER_MONTH);
}

function courseAsData(decision: Decision, plans: readonly Plan[]): Course {
  const { course, winner, context, test } = decision;
  const aimed = planNamed(plans, winner?.id) ?? presentAmong(plans);
  const standing = course.standings.get(aimed.id);
  const proven = course.testId === null;
  return {
    approach: aimed.approach,
    planId: aimed.id,
    grade: winner === null ? 'no-plan' : course.grade,
    pBestOrTied: standing?.pBestOrTied ?? 0,
    meanwhilePlanId: proven ? aimed.id : (course.meanwhileId ?? aimed.id),
    safeStep: safeStepOf(decision, plans),
    forcedMove: forcedMoveOf(decision, plans),
    test: test && testOf(test, decision),
    fairDrop: fairDropOf(decision, aimed, baselineOf(decision, plans)),
    tiedPlanIds: course.grade === 'too-close' ? course.tiedIds : winner === null ? [] : [winner.id],
    bar: context.accuracies.bar,
    unresolved: winner === null,
  };
}

/** What to do, without a full stop, and what comes of it, as sentences. */
type Words = Pick<Verdict, 'action' | 'outcome'>;

interface Told {
  readonly decision: Decision;
  readonly plans: readonly Plan[];
  readonly course: Course;
  readonly aimed: Plan;
  readonly keep: Plan;
  readonly baseline: Plan;
}

function period({ decision }: Told): string {
  return decision.context.workload.volume.oneOffQueries === undefined ? ' a month' : ' in all';
}

/** When a plan has earned itself back, as the end of a sentence: `pays for itself in 9 days`. */
function paybackWords(days: number | null): string {
  if (days === null) return 'never pays for itself on cost alone';
  return days === 0 ? 'pays for itself at once' : `pays for itself in ${formatPayback(days)}`;
}

/** What fewer or more wrong answers come to a month, where a loss is given and it matters. */
function mistakesWords(plan: Plan, told: Told): string {
  const [own, other] = [plan.firstMonth?.mistakesUsd, told.baseline.firstMonth?.mistakesUsd];
  if (own == null || other == null || Math.abs(own - other) < 1) return '';
  const fewer = own < other;
  return `; ${fewer ? 'fewer' : 'more'} mistakes ${fewer ? 'save' : 'cost'} about ${formatUsd(Math.abs(own - other))} more`;
}

function savingSentence(told: Told): string {
  const { aimed, decision } = told;
  const saving = monthlySaving(aimed, told.baseline) ?? 0;
  const mistakes = mistakesWords(aimed, told);
  if (saving <= 0) {
    const than = told.baseline === told.keep ? 'than today' : `than ${lowerFirst(told.baseline.names.doing)}`;
    return saving === 0
      ? `It costs the same${mistakes}.`
      : `It costs ${formatUsd(-saving)}${period(told)} more ${than}${mistakes}.`;
  }
  const days = daysToPayback(aimed, decision.context.asOf);
  const inTime = days !== null && days <= decision.context.workload.horizonMonths * DAYS_PER_MONTH;
  return `It saves ${formatUsd(saving)}${period(told)} ${inTime ? 'and' : 'but'} ${paybackWords(days)}${mistakes}.`;
}

function titled(plan: Plan): string {
  const words = APPROACH_WORDS[plan.approach];
  return `${words}${words === '' ? plan.title : lowerFirst(plan.title)}`;
}

/** What to do until the plan has proved itself, where that is something: `Meanwhile: turn on caching, which saves $3k a month.` */
function meanwhileSentence(told: Told): string {
  const step = planNamed(told.plans, told.course.meanwhilePlanId);
  if (step === undefined || isPresent(step) || step.id === told.aimed.id) return '';
  const saving = monthlySaving(step, told.keep) ?? 0;
  const money =
    saving > 0
      ? `saves ${formatUsd(saving)}${period(told)}`
      : `costs ${formatUsd(-saving)}${period(told)} more than today`;
  return ` Meanwhile: ${lowerFirst(step.title)}; that ${money}.`;
}

function gainWords({ gainIfPassUsdPerMonth }: PlannedTest, told: Told): string {
  if (gainIfPassUsdPerMonth <= 0) return 'and what passes is good enough';
  return `and a pass is worth ${formatUsd(gainIfPassUsdPerMonth)}${period(told)}`;
}

/** Longest list of names in a headline; of a longer one the next step has all. */
const MAX_NAMES_LENGTH = 70;

/** The plans of a test by name, as many as a headline has room for. */
function testedNames(test: PlannedTest, plans: readonly Plan[]): string {
  const names = test.plans.map(({ planId }) => testedName(plans, planId));
  const all = listed(names);
  return all.length <= MAX_NAMES_LENGTH || names.length < 3
    ? all
    : `${names[0]} and ${names.length - 1} more`;
}

/** What passes a test, how likely that is, and what it is worth. */
function passSentences(test: PlannedTest, told: Told): string {
  const one = test.plans.length === 1 ? '' : ' that one of them passes';
  return `${passPhrase(test, told.plans)}. The chance${one} is ${formatOdds(test.pPass)}, ${gainWords(test, told)}.`;
}

function testWords(test: PlannedTest, told: Told): Words {
  return {
    action: `Test ${testedNames(test, told.plans)} first: ${testCostWords(test)}`,
    outcome: `${passSentences(test, told)}${meanwhileSentence(told)}`,
  };
}

function moveWords(told: Told): Words {
  const { course, plans, keep, aimed } = told;
  const { forcedMove, test } = course;
  const until = keep.lifetime.until;
  const by =
    until === undefined || until <= told.decision.context.asOf
      ? `: ${keep.modelName} is gone`
      : ` before ${keep.modelName} ends on ${formatDay(until)}`;
  const change = -(forcedMove?.costsUsdPerMonth ?? 0);
  const own = monthlySaving(aimed, keep) ?? change;
  const money =
    own >= 0
      ? `It costs ${formatUsd(own)}${period(told)} less than today.`
      : `It costs ${formatUsd(-own)}${period(told)} more than today.`;
  const unproven =
    aimed.answersAsToday || aimed.pGoodEnough >= SURE_ENOUGH
      ? ''
      : ` Judge it before that day: the chance that it is good enough is ${formatOdds(aimed.pGoodEnough)}.`;
  if (test === null) return { action: `${aimed.title}${by}`, outcome: `${money}${unproven}` };
  return {
    action: `${aimed.title}${by}`,
    outcome: `${money}${unproven} Then test ${testedNames(test, plans)}: ${testCostWords(test)}. ${passSentences(test, told)}`,
  };
}

/** Plans of a tie that are named. */
const MAX_NAMED = 3;

function tieWords(told: Told): Words {
  const { course, plans, aimed } = told;
  const tied = course.tiedPlanIds.flatMap((id) => planNamed(plans, id) ?? []);
  const months = tied.flatMap(({ firstMonthUsd }) => firstMonthUsd ?? []);
  const apart = Math.max(...months) - Math.min(...months);
  const named = tied.length > MAX_NAMED ? tied.slice(0, MAX_NAMED - 1) : tied;
  const left = tied.length - named.length;
  const names = [
    ...named.map(({ names: own }) => lowerFirst(own.doing)),
    ...(left === 0 ? [] : [`${left} more plans`]),
  ];
  const bills =
    apart < 1 ? 'Their bills are the same' : `Their bills are ${formatUsd(apart)}${period(told)} apart`;
  const included = told.decision.stakes.lossPerErrorUsd === undefined ? '' : ', mistakes included';
  return {
    action: isPresent(aimed)
      ? aimed.title
      : `Too close to call: ${lowerFirst(aimed.title)}, which changes least`,
    outcome: `${upperFirst(listed(names))} are as good as each other over the horizon${included}. ${bills}.`,
  };
}

function keepSentence({ course, keep }: Told): string {
  if (course.bar.kind === 'target' && keep.pGoodEnough < 0.5)
    return 'It is likely to miss the bar, but nothing else that was weighed is more likely to reach it.';
  return course.grade === 'clear'
    ? 'Nothing else saves enough to be worth the work.'
    : 'Nothing else is likely to save enough, and no test of one is worth its cost.';
}

function plainWords(told: Told): Words {
  const { aimed, course } = told;
  const { bar, grade, pBestOrTied } = course;
  const outcome = isPresent(aimed) ? keepSentence(told) : savingSentence(told);
  if (grade === 'clear') return { action: titled(aimed), outcome };
  if (bar.kind === 'today')
    return { action: `${titled(aimed)} (best in ${formatOdds(pBestOrTied)})`, outcome };
  const reach = `${formatShare(bar.accuracy)} right`;
  const chance = formatOdds(aimed.pGoodEnough);
  if (aimed.pGoodEnough >= MIN_CHANCE)
    return { action: `${titled(aimed)} (${chance} that it is ${reach})`, outcome };
  return {
    action: `No plan is likely to be ${reach}`,
    outcome: `The best chance, ${chance}: ${lowerFirst(aimed.title)}. ${outcome}`,
  };
}

function excludedWords({ keep }: Told): Words {
  const [first] = keep.blockers;
  return {
    action: 'Facts exclude every plan',
    outcome: `What stops the present one: ${first?.message ?? 'unknown.'}`,
  };
}

function wordsOf(told: Told): Words {
  const { grade, test } = told.course;
  switch (grade) {
    case 'no-plan':
      return excludedWords(told);
    case 'must-move':
      return moveWords(told);
    case 'test-first':
      return test === null ? plainWords(told) : testWords(test, told);
    case 'too-close':
      return tieWords(told);
    default:
      return plainWords(told);
  }
}

/** Puts a decision into one line, with what it rests on as data. */
export function verdictOn(decision: Decision, plans: readonly Plan[]): Outcome['verdict'] {
  const course = courseAsData(decision, plans);
  const keep = presentAmong(plans);
  const aimed = planNamed(plans, course.planId) ?? keep;
  const words = wordsOf({ decision, plans, course, aimed, keep, baseline: baselineOf(decision, plans) });
  return { ...course, headline: `${words.action}. ${words.outcome}`, ...words };
}

/** The same verdict with everything that is said for it and against it. */
export function explained(findings: Findings): Verdict {
  const keep = presentAmong(findings.plans);
  const reasons = reasonsFor(findings, keep);
  const conditions = conditionsOn(findings);
  const cautions = cautionsAbout(findings, keep);
  const steps = nextSteps(findings, keep);
  return {
    ...findings.verdict,
    facts: { reasons, conditions, cautions, nextSteps: steps },
    reasons: reasons.map(reasonWords),
    conditions: conditions.map(conditionWords),
    cautions: cautions.map(cautionWords),
    nextStep: steps.map(stepWords).join(' '),
    evidence: evidenceFor(findings),
  };
}
