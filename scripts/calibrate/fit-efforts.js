import { mean, median, rms } from './tables.js';

/** What effort does to results and to their size, from models that were run at several efforts in one pool. */

const LADDER = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

function byRun(book) {
  const runs = new Map();
  for (const result of book.results) {
    if (!LADDER.includes(result.effort) || book.findBenchmark(result.benchmark).unit === 'elo') continue;
    if (book.findBenchmark(result.benchmark).speaksFor.length === 0) continue;
    const key = `${result.modelId}|${result.pool}`;
    const run = runs.get(key) ?? new Map();
    run.set(result.effort, result);
    runs.set(key, run);
  }
  return [...runs.values()].filter((run) => run.size > 1);
}

/** Steps from an effort to the next one printed. */
function stepsOf(book) {
  return byRun(book).flatMap((run) => {
    const efforts = LADDER.filter((effort) => run.has(effort));
    return efforts
      .slice(1)
      .map((to, i) => ({ from: efforts[i], to, before: run.get(efforts[i]), after: run.get(to) }));
  });
}

/** Level of each effort over none, in logits; the spread of a step; tokens against those at low. */
export function fitEfforts(book) {
  const steps = stepsOf(book);
  const between = (from, to) => steps.filter((step) => step.from === from && step.to === to);
  const gain = (from, to) => mean(between(from, to).map(({ before, after }) => after.logit - before.logit));
  const size = (from, to) => median(between(from, to).flatMap(ratioOf));
  const rungs = [
    ['minimal', 'low'],
    ['low', 'medium'],
    ['medium', 'high'],
    ['high', 'xhigh'],
    ['xhigh', 'max'],
  ];
  const level = { none: 0, minimal: 0 };
  const tokens = { low: 1 };
  const left = [];
  for (const [from, to] of rungs) {
    const step = gain(from, to);
    level[to] = level[from] + step;
    left.push(...between(from, to).map(({ before, after }) => after.logit - before.logit - step));
    if (from !== 'minimal') tokens[to] = tokens[from] * size(from, to);
  }
  return { steps: steps.length, level, stepSd: rms(left), tokens };
}

function ratioOf({ before, after }) {
  const tokens = after.tokensPerTask / before.tokensPerTask;
  const usd = after.costUsdPerTask / before.costUsdPerTask;
  return Number.isFinite(tokens) ? [tokens] : Number.isFinite(usd) ? [usd] : [];
}

/** Spread of one model's figures on one benchmark at one effort between publishers; exact copies left out. */
export function fitHarness(book) {
  const figures = new Map();
  for (const result of book.results) {
    if (book.findBenchmark(result.benchmark).unit === 'elo') continue;
    const key = `${result.modelId}|${result.benchmark}|${result.effort}`;
    figures.set(key, [...(figures.get(key) ?? []), result]);
  }
  const differences = [...figures.values()].flatMap((same) =>
    same.flatMap((one, i) =>
      same
        .slice(i + 1)
        .filter((other) => other.source.id !== one.source.id && other.value !== one.value)
        .map((other) => other.logit - one.logit),
    ),
  );
  return { pairs: differences.length, sd: rms(differences) };
}

/** Spread of what one effort's gain is beyond the expected, on a benchmark, against that of two models. */
export function fitSameModel(book, level, difference) {
  const left = stepsOf(book).map(
    ({ from, to, before, after }) => after.logit - before.logit - level[to] + level[from],
  );
  return { steps: left.length, part: rms(left) / Math.hypot(difference.abilitySd, difference.workSd) };
}
