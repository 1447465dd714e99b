import type { Plan, PlannedTest } from '../advice.js';
import { planKind } from '../plans/index.js';
import { type Findings, planNamed } from './findings.js';
import { earlyStopWords, judgingWords, passWords, testCostWords } from './test-words.js';
import { formatCount, formatUsd, listed } from './wording.js';

/** What to do today, and what its result decides. */

/** Share of the traffic that a plan begins with after it has passed. */
const FIRST_SHARE = '5%';

/** The planned test as instructions. */
function testStep(test: PlannedTest, findings: Findings, keep: Plan): string {
  const { plans } = findings;
  const names = listed(test.plans.map(({ planId }) => planNamed(plans, planId)?.names.tested ?? planId));
  const trains = test.plans.some(({ planId }) => planNamed(plans, planId)?.training !== undefined);
  const pilot = trains ? `, trained once for ${formatUsd(test.trainingUsd)}` : '';
  const both = test.againstToday ? `Judge the same on ${keep.modelName}. ` : '';
  const stop = earlyStopWords(test);
  return [
    `Judge ${formatCount(test.items)} of your own queries on ${names}${pilot}.`,
    `${both}They are judged ${judgingWords(test)}; all of it takes ${testCostWords(test)}.`,
    ...rentalWords(test, findings, keep),
    passWords(test, plans),
    'The marks leave room for luck, so they are stricter than the bar.',
    ...(stop === '' ? [] : [stop]),
    `After a pass, send it ${FIRST_SHARE} of the traffic first and watch how often answers are corrected.`,
  ].join(' ');
}

/** What a rented GPU of a test costs, and what else it shows. */
function rentalWords(test: PlannedTest, { plans }: Findings, keep: Plan): readonly string[] {
  const plan = planNamed(plans, test.planId);
  const own = plan && planKind(plan.kind).test(plan, keep);
  if (own?.code !== 'rent-gpu') return [];
  return [
    `Rent one GPU for a day, about ${formatUsd(24 * own.hourUsd)}, and measure how many queries it answers in a second.`,
  ];
}

/** What to do first. */
export function nextStepFor(findings: Findings, keep: Plan): string {
  const { winner, verdict } = findings;
  if (winner === null) return 'Decide which of the conditions can be relaxed, and ask again.';
  if (verdict.test !== null) return testStep(verdict.test, findings, keep);
  const test = planKind(winner.kind).test(winner, keep);
  switch (test.code) {
    case 'none':
      return 'Nothing has to be tested. Ask again when the volume grows or a price moves.';
    case 'turn-on':
      return test.watch === 'bill'
        ? 'Turn it on for a day and compare the bill.'
        : 'Turn it on for a day and count the calls that are sent again.';
    case 'train-once':
      return `Tune once, judge held-out queries, and send the tuned model ${FIRST_SHARE} of the traffic first.`;
    case 'rent-gpu':
      return `Rent one GPU for a day, about ${formatUsd(24 * test.hourUsd)}, and measure how many queries it answers in a second.`;
    case 'judge':
      return `Send it ${FIRST_SHARE} of the traffic first and judge answers ${test.how}.`;
  }
}
