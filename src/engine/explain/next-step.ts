import type { Plan, PlannedTest } from '../advice.js';
import { planKind } from '../plans/index.js';
import { type Findings, planNamed } from './findings.js';
import type { Step } from './step-words.js';
import { earlyStopWords, passesOf, testedName } from './test-words.js';

/** What to do today, and what its result decides. */

/** Share of the traffic that a plan begins with after it has passed. */
const FIRST_SHARE = 0.05;

/** The planned test as instructions. */
function testSteps(test: PlannedTest, { plans }: Findings, keep: Plan): readonly Step[] {
  const { items, againstToday, earlyStop, judging, tokensUsd, trainingUsd, people } = test;
  const tested = test.plans.map(({ planId }) => testedName(plans, planId));
  const trains = test.plans.some(({ planId }) => planNamed(plans, planId)?.training !== undefined);
  const steps: Step[] = [{ code: 'judge-items', items, tested, pilotUsd: trains ? trainingUsd : undefined }];
  if (againstToday) steps.push({ code: 'judge-present', modelName: keep.modelName });
  steps.push({ code: 'judging', judging, items, tokensUsd, trainingUsd, people });
  // A rented GPU of a test costs something, and shows something else.
  const plan = planNamed(plans, test.planId);
  const own = plan && planKind(plan.kind).test(plan, keep);
  if (own?.code === 'rent-gpu') steps.push(own);
  for (const pass of passesOf(test, plans)) steps.push({ code: 'passes', ...pass });
  steps.push({ code: 'marks-leave-room' });
  if (earlyStopWords(test) !== '') steps.push({ code: 'stop-early', earlyStop, againstToday });
  return [...steps, { code: 'begin-small', share: FIRST_SHARE }];
}

/** What to do first, in the order of doing. */
export function nextSteps(findings: Findings, keep: Plan): readonly Step[] {
  const { winner, verdict } = findings;
  if (winner === null) return [{ code: 'relax-conditions' }];
  if (verdict.test !== null) return testSteps(verdict.test, findings, keep);
  const test = planKind(winner.kind).test(winner, keep);
  switch (test.code) {
    case 'none':
      return [{ code: 'nothing-to-test' }, { code: 'ask-again' }];
    case 'train-once':
      return [{ code: 'tune-once', share: FIRST_SHARE }];
    case 'judge':
      return [{ code: 'judge-some', share: FIRST_SHARE, how: test.how }];
    default:
      return [test];
  }
}
