import {
  believedAfter,
  type Classes,
  classesOf,
  type EarlyStop,
  earlyStopOf,
  isAdopted,
  type Outcome,
  outcomeOf,
  type PlanDraws,
} from './test-outcomes.js';

/** The test that would settle a choice: which plans, how many items, what has to come out, what it costs and is worth. */

/** How an answer is judged, and what that costs. */
export interface Judging {
  /** `labels`: right answers are at hand. `exact-match`: a program compares. `rubric`: a person reads. `judge-model`: a model reads. `pairs`: today's answer beside the new one, where nobody knows the right one. */
  readonly kind: 'labels' | 'exact-match' | 'rubric' | 'judge-model' | 'pairs';
  /** Share of its verdicts that are wrong: more items are needed then. */
  readonly errorShare: number;
  /** Working time of a person, an answer. */
  readonly minutesPerAnswer: number;
  /** A judge model's tokens, an answer. */
  readonly usdPerAnswer: number;
  /** Working days whatever the number of items. */
  readonly setUpDays: number;
}

/** Judging as it usually goes (stated choices; a judge model agrees with people in some 85 to 90 of 100 verdicts). */
export const JUDGING: Readonly<Record<Judging['kind'], Judging>> = {
  labels: { kind: 'labels', errorShare: 0, minutesPerAnswer: 0, usdPerAnswer: 0, setUpDays: 0.5 },
  'exact-match': { kind: 'exact-match', errorShare: 0, minutesPerAnswer: 0, usdPerAnswer: 0, setUpDays: 0.5 },
  rubric: { kind: 'rubric', errorShare: 0.03, minutesPerAnswer: 2, usdPerAnswer: 0, setUpDays: 1 },
  'judge-model': {
    kind: 'judge-model',
    errorShare: 0.1,
    minutesPerAnswer: 0,
    usdPerAnswer: 0.002,
    setUpDays: 1,
  },
  pairs: { kind: 'pairs', errorShare: 0.1, minutesPerAnswer: 1, usdPerAnswer: 0, setUpDays: 0.5 },
};

/** What a plan costs in each draw of the joint simulation: what sellers bill and people's time, apart from mistakes. */
export interface DrawnPlan {
  readonly planId: string;
  readonly accuracy: Float64Array;
  readonly fixedUsd: Float64Array;
}

/** A plan that may be tested. */
export interface TestablePlan extends DrawnPlan {
  /** Tokens of one item. */
  readonly itemUsd: number;
  /** Training bill and labels of a pilot; nothing for what needs no training. */
  readonly trainingUsd?: number;
  /** Working days to build what is tested. */
  readonly pilotDays?: number;
}

/** What is asked. All arrays have one entry a draw. */
export interface TestQuestion {
  /** What is done without a test: today's plan, or its safe step. */
  readonly stay: DrawnPlan;
  readonly candidates: readonly TestablePlan[];
  /** The one to aim at, if a test of it is worth its cost. Default: the one whose test is worth most. */
  readonly firstId?: string;
  /** Accuracy that is good enough, in each draw. */
  readonly bar: Float64Array;
  /** True where the bar is today's plan itself: both are then judged on the same items. */
  readonly againstToday: boolean;
  /** Queries over the horizon, in each draw. */
  readonly queries: Float64Array;
  /** Absent: mistakes have no price, so a gain counts only where the plan is good enough. */
  readonly lossPerErrorUsd?: number;
  readonly judging: Judging;
  readonly dayRateUsd: number;
  /** Standard normal numbers, four times as many as draws, from the seeded stream of this test. */
  readonly noise: Float64Array;
}

/** One plan's part in a test. */
export interface TestedPlan {
  readonly planId: string;
  /** Right answers that pass. Against today's plan on the same items: right answers more than today's, negative for fewer. */
  readonly passMark: number;
  readonly pPass: number;
  readonly pWrongPass: number;
  readonly gainIfPassUsd: number;
  readonly earlyStop: EarlyStop;
}

/** A planned test. */
export interface TestPlan {
  /** The plan to aim at first, then others on the same items. */
  readonly plans: readonly TestedPlan[];
  readonly items: number;
  readonly againstToday: boolean;
  readonly judging: Judging;
  /** Of all answers, today's included where they are needed, and of a judge model. */
  readonly tokensUsd: number;
  readonly trainingUsd: number;
  readonly people: { readonly days: number; readonly usd: number };
  /** Chance that at least one of the plans passes. */
  readonly pPass: number;
  /** Expected value of what the test shows, before its cost. */
  readonly worthUsd: number;
  /** After its cost. */
  readonly netUsd: number;
}

/** Sizes that are weighed. */
const SIZES = [20, 40, 60, 80, 120, 160, 240, 360, 540, 800, 1_200, 2_000];
/** The smallest size is taken whose worth after cost is within this part of the best. */
const SETTLED_PART = 0.1;
/** Largest chance that a plan passes which is not good enough. */
const MAX_WRONG_PASS = 0.05;
const HOURS_PER_DAY = 8;
/** Single plans that are looked at together, most promising first, and plans in one test. */
const MAX_LOOKED_AT = 5;
const MAX_TOGETHER = 3;
/** Correlation of two plans' verdicts on one item, beyond how good they are: hard items are hard for both (stated choice). */
const SAME_ITEM_CORRELATION = 0.4;

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** What adopting a plan gains over staying in one draw. */
function gainIn(question: TestQuestion, plan: DrawnPlan, n: number): number {
  const { stay, queries, lossPerErrorUsd = 0 } = question;
  const fewerMistakes = at(plan.accuracy, n) - at(stay.accuracy, n);
  return at(stay.fixedUsd, n) - at(plan.fixedUsd, n) + lossPerErrorUsd * at(queries, n) * fewerMistakes;
}

/** What can be said of a candidate at a glance. */
interface Glance {
  readonly plan: TestablePlan;
  /** What it gains on average if it is adopted untested; 0 where it must not be. */
  readonly untestedUsd: number;
  /** The most that any test of it could be worth: to know its accuracy exactly. */
  readonly perfectUsd: number;
}

function glanceAt(question: TestQuestion, plan: TestablePlan): Glance {
  const { bar, lossPerErrorUsd } = question;
  const size = bar.length;
  let [gainUsd, good, perfectUsd] = [0, 0, 0];
  for (let n = 0; n < size; n++) {
    const gain = gainIn(question, plan, n);
    const isGood = at(plan.accuracy, n) >= at(bar, n);
    if (isGood) good += 1 / size;
    if (isGood || lossPerErrorUsd !== undefined) gainUsd += gain / size;
    if (isGood && gain > 0) perfectUsd += gain / size;
  }
  const untestedUsd = isAdopted({ gainUsd, countedUsd: gainUsd, good }, 0) ? gainUsd : 0;
  return { plan, untestedUsd, perfectUsd: perfectUsd - (plan.trainingUsd ?? 0) };
}

/** A candidate with everything that is needed to weigh tests of it. */
interface Prospect extends Glance {
  readonly draws: PlanDraws;
  readonly classes: Classes;
}

/** What a plan gains in each draw, and what a test would see. */
function prospectOf(question: TestQuestion, glance: Glance): Prospect {
  const { plan } = glance;
  const { stay, bar, lossPerErrorUsd, judging, againstToday } = question;
  const { errorShare } = judging;
  const seenShare = (share: number) => errorShare + (1 - 2 * errorShare) * share;
  const size = bar.length;
  const draws = {
    seen: new Float64Array(size),
    itemSd: new Float64Array(size),
    gainUsd: new Float64Array(size),
    good: new Float64Array(size),
    countedUsd: new Float64Array(size),
  };
  for (let n = 0; n < size; n++) {
    const [seen, seenToday] = [seenShare(at(plan.accuracy, n)), seenShare(at(stay.accuracy, n))];
    const [ownSd, todaySd] = [Math.sqrt(seen * (1 - seen)), Math.sqrt(seenToday * (1 - seenToday))];
    const gain = gainIn(question, plan, n);
    const good = at(plan.accuracy, n) >= at(bar, n) ? 1 : 0;
    draws.seen[n] = againstToday ? seen - seenToday : seen;
    draws.itemSd[n] = againstToday
      ? Math.sqrt(ownSd ** 2 + todaySd ** 2 - 2 * SAME_ITEM_CORRELATION * ownSd * todaySd)
      : ownSd;
    draws.gainUsd[n] = gain;
    draws.good[n] = good;
    draws.countedUsd[n] = lossPerErrorUsd === undefined ? gain * good : gain;
  }
  return { ...glance, draws, classes: classesOf(draws) };
}

/** What a test costs. */
interface Bill {
  readonly tokensUsd: number;
  readonly trainingUsd: number;
  readonly days: number;
  readonly peopleUsd: number;
  readonly totalUsd: number;
}

function billOf(question: TestQuestion, plans: readonly TestablePlan[], items: number): Bill {
  const { judging, dayRateUsd } = question;
  // Today's plan answers the items anyway; its answers still have to be judged.
  const answers = items * (plans.length + Number(question.againstToday));
  const tokensUsd = plans.reduce((sum, { itemUsd }) => sum + items * itemUsd, answers * judging.usdPerAnswer);
  const trainingUsd = plans.reduce((sum, plan) => sum + (plan.trainingUsd ?? 0), 0);
  const pilotDays = plans.reduce((sum, plan) => sum + (plan.pilotDays ?? 0), 0);
  const days = judging.setUpDays + pilotDays + (answers * judging.minutesPerAnswer) / 60 / HOURS_PER_DAY;
  const peopleUsd = days * dayRateUsd;
  return { tokensUsd, trainingUsd, days, peopleUsd, totalUsd: tokensUsd + trainingUsd + peopleUsd };
}

/** A test of one or several plans with what it comes to. */
interface Weighed {
  readonly prospects: readonly Prospect[];
  readonly outcomes: readonly Outcome[];
  readonly bill: Bill;
  readonly pPass: number;
  readonly worthUsd: number;
  readonly netUsd: number;
}

/** The smallest test of one plan that settles it, or `null` where none is worth its cost. */
function bestSingle(question: TestQuestion, prospect: Prospect, nowUsd: number): Weighed | null {
  const elseUsd = elseOf(prospect, nowUsd);
  const weighed: Weighed[] = [];
  for (const items of SIZES) {
    const outcome = outcomeOf(prospect.classes, items, question.againstToday, elseUsd);
    if (outcome === null || outcome.pWrongPass > MAX_WRONG_PASS) continue;
    const bill = billOf(question, [prospect.plan], items);
    const worthUsd = outcome.valueUsd + (1 - outcome.pPass) * elseUsd - nowUsd;
    const netUsd = worthUsd - bill.totalUsd;
    weighed.push({
      prospects: [prospect],
      outcomes: [outcome],
      bill,
      pPass: outcome.pPass,
      worthUsd,
      netUsd,
    });
  }
  const most = Math.max(...weighed.map(({ netUsd }) => netUsd));
  return most > 0 ? (weighed.find(({ netUsd }) => netUsd >= most * (1 - SETTLED_PART)) ?? null) : null;
}

/** What is gained by what is done when the plan fails: what would have been done without a test, unless that is this plan. */
function elseOf({ untestedUsd }: Glance, nowUsd: number): number {
  return untestedUsd >= nowUsd ? 0 : nowUsd;
}

/** What is believed of a plan by how many items it got right: looked up, since every draw asks. */
function beliefTable({ classes }: Prospect, items: number, paired: boolean): (count: number) => number {
  const low = paired ? -items : 0;
  const step = Math.max(1, Math.floor((items - low) / 64));
  const known = new Map<number, number>();
  return (count) => {
    const place = low + Math.round((Math.min(items, Math.max(low, count)) - low) / step) * step;
    const value = known.get(place) ?? believedAfter(classes, items, place, paired).countedUsd;
    known.set(place, value);
    return value;
  };
}

/** Several plans on the same items: of those that pass, the one that then promises most is taken. */
function weighTogether(
  question: TestQuestion,
  prospects: readonly Prospect[],
  items: number,
  nowUsd: number,
): Weighed | null {
  const { againstToday, noise, bar } = question;
  const outcomes: Outcome[] = [];
  for (const prospect of prospects) {
    const outcome = outcomeOf(prospect.classes, items, againstToday, elseOf(prospect, nowUsd));
    if (outcome === null || outcome.pWrongPass > MAX_WRONG_PASS) return null;
    outcomes.push(outcome);
  }
  const believed = prospects.map((prospect) => beliefTable(prospect, items, againstToday));
  const size = bar.length;
  const elseUsd = Math.min(...prospects.map((prospect) => elseOf(prospect, nowUsd)));
  let [valueUsd, passes] = [0, 0];
  for (let n = 0; n < size; n++) {
    let [best, takenUsd] = [elseUsd, elseUsd];
    for (let p = 0; p < prospects.length; p++) {
      const draws = prospects[p]?.draws;
      if (draws === undefined) continue;
      const luck =
        Math.sqrt(SAME_ITEM_CORRELATION) * at(noise, n) +
        Math.sqrt(1 - SAME_ITEM_CORRELATION) * at(noise, size * (p + 1) + n);
      const count = Math.round(items * at(draws.seen, n) + Math.sqrt(items) * at(draws.itemSd, n) * luck);
      if (count < (outcomes[p]?.mark ?? 0)) continue;
      const promised = believed[p]?.(count) ?? 0;
      if (promised <= best) continue;
      best = promised;
      takenUsd = at(draws.countedUsd, n);
    }
    valueUsd += takenUsd / size;
    if (best > elseUsd) passes += 1 / size;
  }
  const bill = billOf(
    question,
    prospects.map(({ plan }) => plan),
    items,
  );
  const worthUsd = valueUsd - nowUsd;
  return { prospects, outcomes, bill, pPass: passes, worthUsd, netUsd: worthUsd - bill.totalUsd };
}

/** Adds plans to a test while each is worth more than it costs. */
function together(
  question: TestQuestion,
  start: Weighed,
  others: readonly Prospect[],
  nowUsd: number,
): Weighed {
  let best = start;
  const items = start.outcomes[0]?.items ?? 0;
  let reference = weighTogether(question, start.prospects, items, nowUsd);
  while (reference !== null && best.prospects.length < MAX_TOGETHER) {
    let added: Weighed | null = null;
    for (const other of others) {
      if (best.prospects.includes(other)) continue;
      const weighed = weighTogether(question, [...best.prospects, other], items, nowUsd);
      if (weighed !== null && weighed.netUsd > (added ?? reference).netUsd) added = weighed;
    }
    if (added === null) return best;
    best = added;
    reference = added;
  }
  return best;
}

/**
 * The test that is worth most after its cost, or `null` where none is: the choice is clear without, or no affordable
 * result would change it.
 */
export function planTest(question: TestQuestion): TestPlan | null {
  const glances = question.candidates.map((plan) => glanceAt(question, plan));
  const nowUsd = glances.reduce((most, { untestedUsd }) => Math.max(most, untestedUsd), 0);
  const promising = glances
    .filter(({ perfectUsd }) => perfectUsd > 0)
    .sort((a, b) => b.perfectUsd - a.perfectUsd)
    .slice(0, MAX_LOOKED_AT)
    .map((glance) => prospectOf(question, glance));
  const singles = promising
    .flatMap((prospect) => bestSingle(question, prospect, nowUsd) ?? [])
    .sort((a, b) => b.netUsd - a.netUsd);
  const aimed = singles.find(({ prospects }) => prospects[0]?.plan.planId === question.firstId);
  const first = aimed ?? singles[0];
  if (first === undefined) return null;
  const others = singles.flatMap((single) => single.prospects);
  return described(question, together(question, first, others, nowUsd));
}

function described(question: TestQuestion, weighed: Weighed): TestPlan {
  const { prospects, outcomes, bill, pPass, worthUsd, netUsd } = weighed;
  const plans = prospects.flatMap(({ plan, classes }, p): readonly TestedPlan[] => {
    const outcome = outcomes[p];
    if (outcome === undefined) return [];
    const { mark, pPass, pWrongPass, gainIfPassUsd } = outcome;
    const earlyStop = earlyStopOf(classes, outcome, question.againstToday);
    return [{ planId: plan.planId, passMark: mark, pPass, pWrongPass, gainIfPassUsd, earlyStop }];
  });
  return {
    plans,
    items: outcomes[0]?.items ?? 0,
    againstToday: question.againstToday,
    judging: question.judging,
    tokensUsd: bill.tokensUsd,
    trainingUsd: bill.trainingUsd,
    people: { days: bill.days, usd: bill.peopleUsd },
    pPass,
    worthUsd,
    netUsd,
  };
}
