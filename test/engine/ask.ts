import type { Advice, Ledger, Outcome, Plan } from '../../src/engine/advice.js';
import { tell } from '../../src/engine/advise.js';
import { settle } from '../../src/engine/choose/outcome.js';
import type { Call } from '../../src/engine/cost/call-cost.js';
import { DECISION_SAMPLE } from '../../src/engine/defaults.js';
import { NO_EVIDENCE } from '../../src/engine/quality/no-evidence.js';
import { redecide } from '../../src/engine/redecide.js';
import type { Workload } from '../../src/engine/workload.js';
import type { EvidenceBook } from '../../src/evidence/evidence-book.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import { adviceOf } from '../advice-of.js';
import { AS_OF, BOOK } from './test-book.js';

/** Short ways to ask the engine and to read its answer. */

/** A call of nothing, sent directly and once. */
export const EMPTY_CALL: Call = {
  staticPrompt: 0,
  fewShot: 0,
  user: 0,
  retrieved: 0,
  output: 0,
  reasoning: 0,
  turns: 1,
  warmTurns: 0,
  cacheHitRate: 0,
  batchShare: 0,
  retryRate: 0,
};

/** 30,000 queries a month of 200 and 100 tokens on a model that does not end; no candidates, no discounting. */
export const PLAIN_WORKLOAD: Workload = {
  volume: { queriesPerDay: 1000 },
  tokens: { user: 200, output: 100 },
  current: { model: 'plain' },
  candidates: [],
  discountRate: 0,
};

/** What a verdict is told with: an advice without its curve, sensitivity and flip points, which take most of the time. */
type Told = Outcome & Pick<Advice, 'verdict' | 'uncertainty'>;

/** The verdict in full, on the tests' day, from the tests' book. */
export function ask(
  workload: Workload,
  book: PriceBook = BOOK,
  asOf = AS_OF,
  evidence: EvidenceBook = NO_EVIDENCE,
): Told {
  const settled = settle({ workload, book, evidence, asOf }, DECISION_SAMPLE);
  return { ...settled.outcome, ...tell(settled) };
}

/** The whole advice. */
export function askAll(workload: Workload, book: PriceBook = BOOK, asOf = AS_OF): Advice {
  return adviceOf(workload, book, { asOf });
}

/** What it comes to, without reasons and odds. */
export function outcomeOf(workload: Workload, book: PriceBook = BOOK, asOf = AS_OF): Outcome {
  return redecide(workload, book, { asOf });
}

/** The plan of this id. */
export function planOf(advice: Outcome, id: string): Plan {
  const plan = advice.plans.find((one) => one.id === id);
  if (plan === undefined) throw new Error(`No plan ${id}: ${advice.plans.map((one) => one.id).join(', ')}`);
  return plan;
}

/** Codes of what blocks a plan. */
export function blockersOf(advice: Outcome, id: string): string[] {
  return planOf(advice, id).blockers.map((blocker) => blocker.code);
}

/** Every ledger of a plan. */
export function ledgersOf(plan: Plan): Ledger[] {
  const later = plan.perQueryLater.map((dated) => dated.ledger);
  const recurring = plan.recurring === undefined ? [] : [plan.recurring.ledger];
  return [plan.upfront, plan.perQuery, ...later, plan.monthly, ...recurring];
}

/** The amounts of a ledger by line. */
export function amountsOf(ledger: Ledger): Record<string, number> {
  return Object.fromEntries(ledger.lines.map((line) => [line.item, line.amountUsd]));
}
