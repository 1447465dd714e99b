import type { Plan, PlannedTest } from '../advice.js';
import { planNamed } from './findings.js';
import { formatCount, formatUsd, formatWorkdays, listed, upperFirst } from './wording.js';

/** A planned test in words. */

/** How answers are judged, as the end of a sentence. */
const JUDGED_BY: Readonly<Record<PlannedTest['judging'], string>> = {
  labels: 'against labels at hand',
  'exact-match': 'by comparison with the right answers',
  rubric: 'by a person who reads each answer',
  'judge-model': 'by a judge model, which errs in about 1 of 10',
  pairs: "beside today's answers, which shows what is better and not what is right",
};

export function judgingWords({ judging }: Pick<PlannedTest, 'judging'>): string {
  return JUDGED_BY[judging];
}

/** What a test takes: `240 of your queries, $1.20 and half a day`. */
export function testCostWords({ items, tokensUsd, trainingUsd, people }: PlannedTest): string {
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

function markWords(mark: number, { againstToday }: PlannedTest): string {
  return atLeast(mark, againstToday);
}

/** What the plan aimed at has to reach: `GPT-6 Luna passes with at least 231 right`. */
export function passPhrase(test: PlannedTest, plans: readonly Plan[]): string {
  const name = planNamed(plans, test.planId)?.names.tested ?? 'It';
  return `${upperFirst(name)} passes with ${markWords(test.passMark, test)}`;
}

/** What has to come out, for each plan of the test. */
export function passWords(test: PlannedTest, plans: readonly Plan[]): string {
  const marks = new Set(test.plans.map(({ passMark }) => passMark));
  if (marks.size === 1) {
    const subject = test.plans.length === 1 ? 'It passes' : 'Each passes';
    return `${subject} with ${markWords(test.passMark, test)}.`;
  }
  return test.plans
    .map(({ planId, passMark }) => {
      const tested = planNamed(plans, planId)?.names.tested ?? planId;
      return `${upperFirst(tested)} passes with ${markWords(passMark, test)}.`;
    })
    .join(' ');
}

/** When it can be stopped early; empty where it cannot. */
export function earlyStopWords({ earlyStop, againstToday }: PlannedTest): string {
  if (earlyStop === null) return '';
  const { afterItems, stopAtOrBelow, goAtOrAbove } = earlyStop;
  const ends = [
    ...(stopAtOrBelow === null ? [] : [`it fails with ${atMost(stopAtOrBelow, againstToday)}`]),
    ...(goAtOrAbove === null ? [] : [`it passes with ${atLeast(goAtOrAbove, againstToday)}`]),
  ];
  return ends.length === 0 ? '' : `After ${formatCount(afterItems)} you can stop: ${listed(ends)}.`;
}
