import { TUNE_LIFT } from '../../dist/engine/quality/index.js';
import { TASKS } from '../../dist/engine/workload.js';
import { mean, median } from './tables.js';

/**
 * What tunes gain over their own base. Bases that were right less than half the time are left out: most of them
 * failed to keep the format, which the models of today no longer do.
 */

const FAIR_BASE = 0.5;
/** Tunes that a kind of task needs for its own figure to weigh as much as the figure of all kinds. */
const OWN_WEIGHT_AT = 10;

function logit(share) {
  const held = Math.min(0.98, Math.max(0.02, share));
  return Math.log(held / (1 - held));
}

/** Share of tunes that beat the strongest prompted model of their time, by kind; open work takes that of the tasks without a kind that reason. */
function beatPrompted(tunes) {
  const share = (some) => mean(some.map(({ after, prompted }) => Number(after > prompted['gpt-4'])));
  const reasoning = tunes.filter(({ taskName }) => ['gsm8k', 'winogrande', 'hellaswag'].includes(taskName));
  const byKind = (kind) => tunes.filter(({ task }) => task === kind);
  return Object.fromEntries(
    TASKS.map((kind) => [kind, share(byKind(kind).length > 0 ? byKind(kind) : reasoning)]),
  );
}

/** Slope of the least squares line. */
function slope(xs, ys) {
  const [x, y] = [mean(xs), mean(ys)];
  return mean(xs.map((one, i) => (one - x) * (ys[i] - y))) / mean(xs.map((one) => (one - x) ** 2));
}

/** Median lift by kind of task in logits, and how many tunes gained nothing. */
export function fitTunes(book) {
  const { tunes } = book;
  const fair = tunes.filter(({ before }) => before >= FAIR_BASE);
  const lift = ({ before, after }) => logit(after) - logit(before);
  const all = median(fair.map(lift));
  const beat = beatPrompted(tunes);
  const lifts = Object.fromEntries(
    TASKS.map((kind) => {
      const own = fair.filter(({ task }) => task === kind);
      const sum = own.length === 0 ? 0 : own.length * median(own.map(lift));
      const pooled = (sum + OWN_WEIGHT_AT * all) / (own.length + OWN_WEIGHT_AT);
      return [kind, pooled * (0.5 + 0.5 * beat[kind])];
    }),
  );
  return {
    tunes: fair.length,
    lifts,
    weakBase: -slope(
      tunes.map(({ before }) => Math.min(0, logit(before))),
      tunes.map(lift),
    ),
    gainedNothing: mean(tunes.map(({ before, after }) => Number(after <= before))),
    shipped: TUNE_LIFT,
  };
}
