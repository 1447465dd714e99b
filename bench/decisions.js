// @ts-check
import { decide } from '../dist/engine/choose/decide.js';
import { WorkloadSchema } from '../dist/engine/index.js';
import { totalUsd } from '../dist/engine/odds/plan-costs.js';
import { streamOf } from '../dist/engine/odds/random.js';
import { normalScore } from '../dist/engine/quality/normal.js';
import { loadEvidence } from '../dist/evidence/index.js';
import { BOOK } from './workload.js';

/**
 * Is the advice worth following? True accuracies, volumes and prices are drawn from the priors with another seed; the
 * advice is followed to the letter, its test included, answer by answer; beside it stand *switch to the cheapest now*
 * and *keep*.
 */

const AS_OF = '2026-11-30';
const WORLDS = 400;
const SEED_OF_WORLDS = 77;
/** Correlation of two plans' verdicts on one item, as the planner of tests takes it. */
const SAME_ITEM_CORRELATION = 0.4;

/** @typedef {import('../dist/engine/choose/decide.js').Decision} Decision */
/** @typedef {import('../dist/engine/choose/competing-plans.js').Contender} Contender */

/** Workloads of every kind of task, with a loss per error, on models that go on. */
const WORKLOADS = [
  ['tickets', 'classification', 'gpt-6.1-terra', 200_000, 900, 300, 20, 0.93, 0.02],
  ['invoices', 'extraction', 'gpt-6.2-sol', 40_000, 1_500, 900, 250, 0.94, 0.1],
  ['summaries', 'generation', 'claude-sonnet-5.5', 20_000, 600, 2_500, 300, 0.9, 0.05],
  ['support chat', 'chat', 'gemini-3.8-flash', 100_000, 1_200, 800, 200, 0.85, 0.01],
  ['coding agent', 'agent', 'claude-opus-5.5', 2_000, 9_000, 6_000, 900, 0.8, 3],
  ['small bot', 'chat', 'claude-haiku-5.5', 3_000, 400, 200, 150, 0.88, 0.02],
].map(([name, task, model, queriesPerDay, staticPrompt, user, output, current, lossPerErrorUsd]) =>
  WorkloadSchema.parse({
    name,
    task,
    volume: { queriesPerDay },
    tokens: { staticPrompt, user, output },
    current: { model },
    quality: { current, lossPerErrorUsd },
    data: { examples: 2_000 },
  }),
);

/** @param {Float64Array} values */
function meanOf(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Judges items under several plans of given true accuracies: right answers of each.
 * @param {readonly number[]} accuracies
 * @param {number} items
 * @param {number} errorShare of the judge's verdicts
 * @param {() => number} stream
 */
function judge(accuracies, items, errorShare, stream) {
  const right = accuracies.map(() => 0);
  const marks = accuracies.map((accuracy) => normalScore(Math.min(1 - 1e-9, Math.max(1e-9, accuracy))));
  for (let item = 0; item < items; item++) {
    const shared = normalScore(Math.min(1 - 1e-9, Math.max(1e-9, stream())));
    marks.forEach((mark, p) => {
      const own = normalScore(Math.min(1 - 1e-9, Math.max(1e-9, stream())));
      const score = Math.sqrt(SAME_ITEM_CORRELATION) * shared + Math.sqrt(1 - SAME_ITEM_CORRELATION) * own;
      const isRight = score < mark !== stream() < errorShare;
      if (isRight) right[p] = (right[p] ?? 0) + 1;
    });
  }
  return right;
}

/**
 * What becomes of one workload in every world: mean regret of each way of deciding, in USD over the horizon, and how
 * often a test passed a plan that is not worth it.
 * @param {import('../dist/engine/index.js').Workload} workload
 */
function follow(workload) {
  const question = { workload, book: BOOK, evidence: loadEvidence(), asOf: AS_OF };
  const decision = decide(question, { sample: { draws: 512, seed: 1 } });
  const world = decide(question, { sample: { draws: WORLDS, seed: SEED_OF_WORLDS } });
  const loss = workload.quality?.lossPerErrorUsd ?? 0;
  /** @type {Map<string, { one: Contender, usd: Float64Array }>} */
  const plans = new Map();
  for (const one of world.contenders) {
    if (one.costs !== null && (one.feasible || one.id === 'keep'))
      plans.set(one.id, { one, usd: totalUsd(one.costs, loss) });
  }
  const cheapest = [...plans.values()]
    .filter(({ one }) => one.feasible)
    .sort((a, b) => meanOf(totalUsd(must(a.one.costs), 0)) - meanOf(totalUsd(must(b.one.costs), 0)))[0];
  const stream = streamOf(SEED_OF_WORLDS, `judging ${workload.name}`);
  const sums = { advice: 0, cheapest: 0, keep: 0, present: 0, tests: 0, passes: 0, wrong: 0 };
  for (let n = 0; n < WORLDS; n++) {
    const usdOf = (/** @type {string | null | undefined} */ id) => plans.get(id ?? '')?.usd[n] ?? 0;
    const best = Math.min(...[...plans.values()].map(({ usd }) => usd[n] ?? 0));
    const followed = adopt(decision, world, n, stream);
    sums.advice += usdOf(followed.planId) + followed.testUsd - best;
    sums.cheapest += usdOf(cheapest?.one.id) - best;
    sums.keep += usdOf('keep') - best;
    sums.present += usdOf('keep');
    sums.tests += Number(followed.tested);
    sums.passes += Number(followed.passed);
    // Not worth it: a plan that passed and makes the team worse off than what it did meanwhile.
    if (followed.passed && usdOf(followed.planId) > usdOf(decision.course.meanwhileId)) sums.wrong += 1;
  }
  const share = (/** @type {number} */ usd) => usd / sums.present;
  return {
    name: workload.name ?? '',
    grade: decision.course.grade,
    aim: decision.winner?.id ?? '-',
    advice: share(sums.advice),
    cheapest: share(sums.cheapest),
    keep: share(sums.keep),
    wrong: sums.tests === 0 ? 0 : sums.wrong / sums.tests,
    passes: sums.tests === 0 ? 0 : sums.passes / sums.tests,
  };
}

/**
 * @template T
 * @param {T | null} value
 * @returns {T}
 */
function must(value) {
  if (value === null) throw new Error('A cost is unknown.');
  return value;
}

/**
 * Follows the advice in one world.
 * @param {Decision} decision
 * @param {Decision} world
 * @param {number} n
 * @param {() => number} stream
 */
function adopt(decision, world, n, stream) {
  const { test, course, winner } = decision;
  const meanwhile = course.meanwhileId ?? 'keep';
  if (test === null) return { planId: winner?.id ?? 'keep', testUsd: 0, tested: false, passed: false };
  const accuracyOf = (/** @type {string} */ id) =>
    world.contenders.find((one) => one.id === id)?.accuracy[n] ?? 0;
  const testUsd = test.tokensUsd + test.trainingUsd + test.people.usd;
  const ids = test.plans.map(({ planId }) => planId);
  const right = judge(
    [accuracyOf(meanwhile), ...ids.map(accuracyOf)],
    test.items,
    test.judging.errorShare,
    stream,
  );
  const seen = test.plans.map(({ planId, passMark }, p) => {
    const own = (right[p + 1] ?? 0) - (test.againstToday ? (right[0] ?? 0) : 0);
    return { planId, margin: own - passMark, gain: own };
  });
  const passed = seen.filter(({ margin }) => margin >= 0);
  if (passed.length === 0) return { planId: meanwhile, testUsd, tested: true, passed: false };
  const loss = decision.stakes.lossPerErrorUsd ?? 0;
  const promised = ({ planId, gain }) => {
    const costs = decision.contenders.find((one) => one.id === planId)?.costs;
    if (costs == null) return Number.POSITIVE_INFINITY;
    return (
      meanOf(costs.invoiceUsd) +
      meanOf(costs.peopleUsd) -
      (loss * meanOf(costs.ownQueries) * gain) / test.items
    );
  };
  passed.sort((a, b) => promised(a) - promised(b));
  return { planId: passed[0]?.planId ?? meanwhile, testUsd, tested: true, passed: true };
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}

/** Prints what following the advice comes to, as a table. */
export function benchDecisions() {
  console.log('\nRegret of following the advice, as a share of what today costs with its mistakes');
  console.log(
    '| workload | grade | aims at | advice | cheapest now | keep | tests that pass | wrong passes |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const rows = WORKLOADS.map(follow);
  for (const { name, grade, aim, advice, cheapest, keep, passes, wrong } of rows) {
    console.log(
      `| ${name} | ${grade} | ${aim} | ${percent(advice)} | ${percent(cheapest)} | ${percent(keep)} | ${percent(passes)} | ${percent(wrong)} |`,
    );
  }
  const mean = (/** @type {'advice' | 'cheapest' | 'keep' | 'wrong'} */ key) =>
    percent(rows.reduce((sum, row) => sum + row[key], 0) / rows.length);
  console.log(
    `| **mean** | | | ${mean('advice')} | ${mean('cheapest')} | ${mean('keep')} | | ${mean('wrong')} |`,
  );
}
