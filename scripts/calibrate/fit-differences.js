import { DIFFERENCE, normalShare, pooled } from '../../dist/engine/quality/index.js';
import { mean, readBoards, rms, streamOf } from './tables.js';

/**
 * How well benchmarks show the difference between two models on work that is none of them: each benchmark in turn
 * stands for somebody's work, and the others of its board predict the difference on it.
 */

const PAIRS_PER_BOARD = 150;

/** Differences of pairs of models on a held-out benchmark, with what all others say. */
function heldOut() {
  const stream = streamOf(7);
  return readBoards().flatMap(({ board, tested, models }) => {
    const names = [...models.keys()];
    const pairs = board === 'tau2' ? everyPair(names) : somePairs(names, stream);
    return pairs.flatMap(([from, to]) =>
      tested.flatMap((work) => {
        const [said] = work.speaksFor;
        const difference = differenceOn(models, work.id, from, to);
        // Work is like the benchmarks that are direct or near; the far ones are harder than anybody's work.
        if (said.closeness === 'far' || difference === undefined) return [];
        const voices = voicesFor(work, said.task, tested, models, from, to);
        return voices.length === 0
          ? []
          : [
              {
                board,
                work: work.id,
                task: said.task,
                fold: `${board} ${said.task}`,
                difference,
                voices,
                from,
                to,
              },
            ];
      }),
    );
  });
}

function everyPair(names) {
  return names.flatMap((from, i) => names.slice(i + 1).map((to) => [from, to]));
}

function somePairs(names, stream) {
  return Array.from({ length: PAIRS_PER_BOARD }, () => {
    const from = Math.floor(stream() * names.length);
    const step = 1 + Math.floor(stream() * (names.length - 1));
    return [names[from], names[(from + step) % names.length]];
  });
}

function differenceOn(models, id, from, to) {
  const [before, after] = [models.get(from).get(id), models.get(to).get(id)];
  return before === undefined || after === undefined ? undefined : after - before;
}

function voicesFor(work, task, tested, models, from, to) {
  const voices = new Map();
  for (const benchmark of tested) {
    const difference = differenceOn(models, benchmark.id, from, to);
    if (benchmark.id === work.id || difference === undefined) continue;
    const closeness = benchmark.speaksFor.find((said) => said.task === task)?.closeness ?? 'other';
    const key = `${closeness} ${benchmark.group}`;
    const voice = voices.get(key) ?? { closeness, differences: [], variances: [] };
    voice.differences.push(difference);
    voice.variances.push(0);
    voices.set(key, voice);
  }
  return [...voices.values()];
}

/**
 * Spreads from the logarithms that are fitted. Without any benchmark a difference must have the spread that
 * differences have.
 */
function spreadsOf(logs, wholeSd) {
  const [workSd, direct, near, far, other] = logs.map(Math.exp);
  const abilitySd = Math.sqrt(Math.max(0.1, wholeSd ** 2 - workSd ** 2));
  return { abilitySd, workSd, errorSd: { direct, near, far, other } };
}

/** Mean negative log-likelihood; every kind of work of every board weighs the same. */
function misfit(spreads, folds) {
  return mean(
    folds.map((cases) =>
      mean(
        cases.map(({ difference, voices }) => {
          const { mean: expected, sd } = pooled(voices, 1, 0, spreads);
          return Math.log(sd) + ((difference - expected) / sd) ** 2 / 2;
        }),
      ),
    ),
  );
}

/** Spreads under which what was seen is likeliest: one at a time, in steps that shrink. */
function fitSpreads(cases, rounds = 40) {
  const folds = groups(cases);
  const wholeSd = rms(folds.map((fold) => rms(fold.map(({ difference }) => difference))));
  let logs = [0.7, 0.6, 0.8, 1.1, 2.5].map(Math.log);
  let best = misfit(spreadsOf(logs, wholeSd), folds);
  let step = 0.3;
  for (let round = 0; round < rounds && step > 0.01; round++) {
    let improved = false;
    for (let field = 0; field < logs.length; field++) {
      for (const sign of [1, -1]) {
        const tried = logs.with(field, logs[field] + sign * step);
        const found = misfit(spreadsOf(tried, wholeSd), folds);
        if (found >= best - 1e-6 || Math.abs(tried[field]) > Math.log(8)) continue;
        best = found;
        logs = tried;
        improved = true;
      }
    }
    if (!improved) step /= 2;
  }
  return spreadsOf(logs, wholeSd);
}

function groups(cases) {
  const folds = new Map();
  for (const one of cases) folds.set(one.fold, [...(folds.get(one.fold) ?? []), one]);
  return [...folds.values()];
}

/** Scores of predictions: how often 80% intervals hold, and how good the sign is. */
function scored(cases, spreadsFor) {
  const rows = cases.map((one) => {
    const { mean: expected, sd } = pooled(one.voices, 1, 0, spreadsFor(one));
    const pBetter = normalShare(expected / sd);
    return { ...one, expected, sd, pBetter };
  });
  const signed = rows.filter(({ difference }) => difference !== 0);
  const chance = ({ pBetter, difference }) => (difference > 0 ? pBetter : 1 - pBetter);
  return {
    comparisons: rows.length,
    held: mean(
      rows.map(({ difference, expected, sd }) => Number(Math.abs(difference - expected) <= 1.2816 * sd)),
    ),
    signRight: mean(signed.map((row) => Number(chance(row) > 0.5))),
    brier: mean(signed.map((row) => (1 - chance(row)) ** 2)),
    log: mean(signed.map((row) => -Math.log(chance(row)))),
  };
}

/** The fit on everything, and scores of each kind of work with it left out of the fit. */
export function calibrateDifferences() {
  const cases = heldOut();
  const fit = fitSpreads(cases);
  const folds = [...new Set(cases.map(({ fold }) => fold))];
  const without = new Map(
    folds.map((fold) => [
      fold,
      fitSpreads(
        cases.filter((one) => one.fold !== fold),
        25,
      ),
    ]),
  );
  const spreadsFor = ({ fold }) => without.get(fold);
  return {
    fit,
    shipped: DIFFERENCE,
    all: scored(cases, spreadsFor),
    folds: folds.map((fold) => ({
      fold,
      ...scored(
        cases.filter((one) => one.fold === fold),
        spreadsFor,
      ),
    })),
  };
}
