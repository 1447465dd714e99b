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

/** So many right answers more or fewer than today's. */
function beside(mark: number): string {
  if (mark === 0) return 'as many right as today';
  return mark > 0
    ? `at least ${formatCount(mark)} more right than today`
    : `at most ${formatCount(-mark)} fewer right than today`;
}

function markWords(mark: number, { againstToday }: PlannedTest): string {
  return againstToday ? beside(mark) : `at least ${formatCount(mark)} right`;
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
  const each = test.plans.map(
    ({ planId, passMark }) =>
      `${planNamed(plans, planId)?.names.tested ?? planId} with ${markWords(passMark, test)}`,
  );
  return `What passes: ${listed(each)}.`;
}

/** When it can be stopped early; empty where it cannot. */
export function earlyStopWords({ earlyStop, againstToday }: PlannedTest): string {
  if (earlyStop === null) return '';
  const { afterItems, stopAtOrBelow, goAtOrAbove } = earlyStop;
  const unit = againstToday ? ' against today' : ' right';
  const ends = [
    ...(stopAtOrBelow === null ? [] : [`at ${formatCount(stopAtOrBelow)}${unit} or fewer it fails`]),
    ...(goAtOrAbove === null ? [] : [`at ${formatCount(goAtOrAbove)}${unit} or more it passes`]),
  ];
  return ends.length === 0 ? '' : `After ${formatCount(afterItems)} you can stop: ${listed(ends)}.`;
}
