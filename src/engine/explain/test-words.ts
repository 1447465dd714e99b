import type { PlanNames } from '../plans/plan-kind.js';
import type { EarlyStop } from '../quality/test-outcomes.js';
import type { Judging } from '../quality/test-plan.js';
import { formatCount, formatUsd, formatWorkdays, listed, upperFirst } from './wording.js';

/** A planned test in words. */

/** What a test takes: items to judge, money, and working days. */
export interface TestCost {
  readonly items: number;
  readonly tokensUsd: number;
  readonly trainingUsd: number;
  readonly people: { readonly days: number };
}

/** What passes: for each plan its right answers or, against today's plan, how many more. */
interface Marks {
  readonly planId: string;
  readonly plans: readonly { readonly planId: string; readonly passMark: number }[];
  readonly passMark: number;
  readonly againstToday: boolean;
}

/** A plan as a test names it. */
interface Tested {
  readonly id: string;
  readonly names: Pick<PlanNames, 'tested'>;
}

/** What is judged of a plan, by name. */
export function testedName(plans: readonly Tested[], planId: string): string {
  return plans.find(({ id }) => id === planId)?.names.tested ?? planId;
}

/** How answers are judged, as the end of a sentence. */
const JUDGED_BY: Readonly<Record<Judging['kind'], string>> = {
  labels: 'against labels at hand',
  'exact-match': 'by comparison with the right answers',
  rubric: 'by a person who reads each answer',
  'judge-model': 'by a judge model, which errs in about 1 of 10',
  pairs: "beside today's answers, which shows what is better and not what is right",
};

export function judgingWords({ judging }: { readonly judging: Judging['kind'] }): string {
  return JUDGED_BY[judging];
}

/** What a test takes: `240 of your queries, $1.20 and half a day`. */
export function testCostWords({ items, tokensUsd, trainingUsd, people }: TestCost): string {
  const paid = formatUsd(tokensUsd + trainingUsd);
  return `${formatCount(items)} of your queries, ${paid} and ${formatWorkdays(people.days)}`;
}

/** So many right answers or more; against today's plan, as a difference to it. */
function atLeast(count: number, againstToday: boolean): string {
  if (!againstToday) return `at least ${formatCount(count)} right`;
  if (count === 0) return 'as many right as today';
  return count > 0
    ? `at least ${formatCount(count)} more right than today`
    : `at most ${formatCount(-count)} fewer right than today`;
}

/** So many right answers or fewer. */
function atMost(count: number, againstToday: boolean): string {
  if (!againstToday) return `${formatCount(count)} right or fewer`;
  if (count === 0) return 'no more right than today';
  return count > 0
    ? `${formatCount(count)} more right than today or fewer`
    : `${formatCount(-count)} fewer right than today or worse`;
}

/** What the plan aimed at has to reach: `GPT-6 Luna passes with at least 231 right`. */
export function passPhrase(test: Marks, plans: readonly Tested[]): string {
  return `${upperFirst(testedName(plans, test.planId))} passes with ${atLeast(test.passMark, test.againstToday)}`;
}

/** What has to come out for a plan of a test, or for all of them alike. */
export interface Pass {
  /** What is judged; absent where one mark holds for all. */
  readonly tested: string | undefined;
  /** How many plans are judged. */
  readonly plans: number;
  readonly mark: number;
  readonly againstToday: boolean;
}

/** What has to come out, for each plan of a test, or once where one mark holds for all. */
export function passesOf({ plans, passMark, againstToday }: Marks, all: readonly Tested[]): readonly Pass[] {
  const isOne = new Set(plans.map((one) => one.passMark)).size === 1;
  if (isOne) return [{ tested: undefined, plans: plans.length, mark: passMark, againstToday }];
  return plans.map((one) => ({
    tested: testedName(all, one.planId),
    plans: plans.length,
    mark: one.passMark,
    againstToday,
  }));
}

/** What has to come out, as a sentence. */
export function passSentence({ tested, plans, mark, againstToday }: Pass): string {
  const who = tested === undefined ? (plans === 1 ? 'It' : 'Each') : upperFirst(tested);
  return `${who} passes with ${atLeast(mark, againstToday)}.`;
}

/** What has to come out, for each plan of the test. */
export function passWords(test: Marks, plans: readonly Tested[]): string {
  return passesOf(test, plans).map(passSentence).join(' ');
}

/** When a test can be stopped early. */
export interface Stopping {
  readonly earlyStop: EarlyStop | null;
  readonly againstToday: boolean;
}

/** When it can be stopped early; empty where it cannot. */
export function earlyStopWords({ earlyStop, againstToday }: Stopping): string {
  if (earlyStop === null) return '';
  const { afterItems, stopAtOrBelow, goAtOrAbove } = earlyStop;
  const ends = [
    ...(stopAtOrBelow === null ? [] : [`it fails with ${atMost(stopAtOrBelow, againstToday)}`]),
    ...(goAtOrAbove === null ? [] : [`it passes with ${atLeast(goAtOrAbove, againstToday)}`]),
  ];
  return ends.length === 0 ? '' : `After ${formatCount(afterItems)} you can stop: ${listed(ends)}.`;
}
