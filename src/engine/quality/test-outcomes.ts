import { normalShare } from './normal.js';

/**
 * What a test of so many items may show of one plan, and what each outcome is worth: the draws of its accuracy in a
 * few classes of equal size, so that a plan is weighed at many sizes of test in no time.
 */

/** A plan's draws, sorted by what a test sees and put together. */
export interface Classes {
  /** Share of items that come out right, or, against today's plan on the same items, right more often than today's. */
  readonly seen: Float64Array;
  /** Spread of one item's verdict. */
  readonly itemSd: Float64Array;
  /** What adopting it gains over staying, in USD. */
  readonly gainUsd: Float64Array;
  /** Share of the class that is good enough. */
  readonly good: Float64Array;
  /** Gain that counts when it is adopted: all of it, or only where it is good enough. */
  readonly countedUsd: Float64Array;
  /** Logarithms of what is seen and of the rest, held off certainty: every count is judged by them. */
  readonly logSeen: Float64Array;
  readonly logUnseen: Float64Array;
}

const CLASSES = 64;
/** Shares nearer to none or all than this are held there. */
const NEAREST_SHARE = 1e-9;

/** A draw of what matters about a plan. */
export interface PlanDraws {
  readonly seen: Float64Array;
  readonly itemSd: Float64Array;
  readonly gainUsd: Float64Array;
  readonly good: Float64Array;
  readonly countedUsd: Float64Array;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** Sorts draws into classes of equal size. */
export function classesOf(draws: PlanDraws): Classes {
  const { seen } = draws;
  const order = Uint32Array.from(seen, (_, n) => n).sort((a, b) => at(seen, a) - at(seen, b));
  const count = Math.min(CLASSES, order.length);
  function meanIn(values: Float64Array): Float64Array {
    return Float64Array.from({ length: count }, (_, c) => {
      const from = Math.floor((c * order.length) / count);
      const to = Math.floor(((c + 1) * order.length) / count);
      let sum = 0;
      for (let i = from; i < to; i++) sum += at(values, order[i] ?? 0);
      return sum / (to - from);
    });
  }
  const classSeen = meanIn(seen);
  const held = classSeen.map((share) => Math.min(1 - NEAREST_SHARE, Math.max(NEAREST_SHARE, share)));
  return {
    seen: classSeen,
    logSeen: held.map(Math.log),
    logUnseen: held.map((share) => Math.log1p(-share)),
    itemSd: meanIn(draws.itemSd),
    gainUsd: meanIn(draws.gainUsd),
    good: meanIn(draws.good),
    countedUsd: meanIn(draws.countedUsd),
  };
}

/** Smallest variance of a count at which a normal stands in for a binomial. */
const NORMAL_FROM = 9;

/** Chance of fewer than `count` among `items`, each with this chance. */
function countedBelow(items: number, count: number, chance: number): number {
  let term = Math.exp(items * Math.log1p(-chance));
  let below = term;
  for (let k = 1; k < count; k++) {
    term *= ((items - k + 1) / k) * (chance / (1 - chance));
    below += term;
  }
  return Math.min(1, below);
}

/** Chance of at least `least` right among `items`, each right with this chance. */
export function binomialTail(items: number, least: number, chance: number): number {
  if (least <= 0) return 1;
  if (least > items) return 0;
  const variance = items * chance * (1 - chance);
  if (variance > NORMAL_FROM) return normalShare((items * chance - least + 0.5) / Math.sqrt(variance));
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  // Counted from the rarer end, where the first term is no number too small to be held.
  return chance > 0.5
    ? countedBelow(items, items - least + 1, 1 - chance)
    : 1 - countedBelow(items, least, chance);
}

/** Chance, by class, that a test of this size reaches the mark. */
export function reachesMark(classes: Classes, items: number, mark: number, paired: boolean): Float64Array {
  return classes.seen.map((seen, c) => {
    if (!paired) return binomialTail(items, mark, seen);
    const sd = Math.sqrt(items) * at(classes.itemSd, c);
    return normalShare((items * seen - mark + 0.5) / Math.max(sd, 1e-9));
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How likely each class is to show just this count, up to a constant. */
function likelihoods(classes: Classes, items: number, count: number, paired: boolean): Float64Array {
  const { seen, logSeen, logUnseen, itemSd } = classes;
  // One spread for all classes against today's plan, so that a better count never speaks for a worse class.
  const sd = paired ? Math.sqrt(items) * Math.max(meanOf(itemSd), 1e-6) : 0;
  const likely = new Float64Array(seen.length);
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < likely.length; c++) {
    const log = paired
      ? -(((count - items * at(seen, c)) / sd) ** 2) / 2
      : count * at(logSeen, c) + (items - count) * at(logUnseen, c);
    likely[c] = log;
    if (log > top) top = log;
  }
  for (let c = 0; c < likely.length; c++) likely[c] = Math.exp(at(likely, c) - top);
  return likely;
}

/** What is believed once a test has shown this count. */
export interface Believed {
  readonly gainUsd: number;
  readonly countedUsd: number;
  readonly good: number;
}

/** Expectations after a test has shown this count. */
export function believedAfter(classes: Classes, items: number, count: number, paired: boolean): Believed {
  const weights = likelihoods(classes, items, count, paired);
  let [whole, gainUsd, countedUsd, good] = [0, 0, 0, 0];
  for (let c = 0; c < weights.length; c++) {
    const weight = at(weights, c);
    whole += weight;
    gainUsd += weight * at(classes.gainUsd, c);
    countedUsd += weight * at(classes.countedUsd, c);
    good += weight * at(classes.good, c);
  }
  return { gainUsd: gainUsd / whole, countedUsd: countedUsd / whole, good: good / whole };
}

/** How sure one has to be that a plan is good enough before it is adopted. */
export const SURE_ENOUGH = 0.9;

/**
 * Whether a plan is worth adopting on what is believed.
 *
 * @param elseUsd what is gained by what would be done instead; 0 for staying.
 */
export function isAdopted({ gainUsd, good }: Believed, elseUsd: number): boolean {
  return gainUsd > elseUsd && good >= SURE_ENOUGH;
}

/**
 * The fewest right answers at which the plan is adopted: the point at which the decision flips.
 *
 * @returns a whole number, negative where fewer than today's are enough, or `null` where not even the best result would do.
 */
export function passMarkOf(classes: Classes, items: number, paired: boolean, elseUsd: number): number | null {
  const adoptedAt = (count: number) => isAdopted(believedAfter(classes, items, count, paired), elseUsd);
  let high = items;
  if (!adoptedAt(high)) return null;
  let low = paired ? -items : 0;
  if (adoptedAt(low)) return low;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (adoptedAt(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** What a test of one plan comes to. */
export interface Outcome {
  readonly items: number;
  readonly mark: number;
  /** Chance of passing. */
  readonly pPass: number;
  /** Chance of passing without being good enough. */
  readonly pWrongPass: number;
  /** Expected gain of adopting the plan where it passes, else staying; before the cost of the test. */
  readonly valueUsd: number;
  /** Gain a plan that passes is expected to bring. */
  readonly gainIfPassUsd: number;
}

/** The outcome of a test of this size; `null` where no result would change anything. */
export function outcomeOf(classes: Classes, items: number, paired: boolean, elseUsd: number): Outcome | null {
  const mark = passMarkOf(classes, items, paired, elseUsd);
  if (mark === null) return null;
  const passes = reachesMark(classes, items, mark, paired);
  let [pPass, pWrongPass, valueUsd, gainUsd] = [0, 0, 0, 0];
  for (let c = 0; c < passes.length; c++) {
    const pass = at(passes, c) / passes.length;
    pPass += pass;
    pWrongPass += pass * (1 - at(classes.good, c));
    valueUsd += pass * at(classes.countedUsd, c);
    gainUsd += pass * at(classes.gainUsd, c);
  }
  return { items, mark, pPass, pWrongPass, valueUsd, gainIfPassUsd: pPass === 0 ? 0 : gainUsd / pPass };
}

/** When to stop half-way: passing or failing is then as good as certain. */
export interface EarlyStop {
  readonly afterItems: number;
  /** With this many right or fewer it would hardly pass any more. */
  readonly stopAtOrBelow: number | null;
  /** With this many right or more it would hardly fail any more. */
  readonly goAtOrAbove: number | null;
}

/** What is as good as certain. */
const HARDLY = 0.03;

/** Looks once, at half of the items. Counts are of right answers, or of right answers more than today's. */
export function earlyStopOf(classes: Classes, { items, mark }: Outcome, paired: boolean): EarlyStop {
  const afterItems = Math.floor(items / 2);
  const rest = items - afterItems;
  function pPassAfter(count: number): number {
    const weights = likelihoods(classes, afterItems, count, paired);
    const passes = reachesMark(classes, rest, mark - count, paired);
    let [whole, sum] = [0, 0];
    for (let c = 0; c < weights.length; c++) {
      whole += at(weights, c);
      sum += at(weights, c) * at(passes, c);
    }
    return sum / whole;
  }
  const lowest = paired ? -afterItems : 0;
  const stop = lastWhere(lowest, afterItems, (count) => pPassAfter(count) < HARDLY);
  const go = lastWhere(lowest, afterItems, (count) => pPassAfter(count) <= 1 - HARDLY);
  return {
    afterItems,
    stopAtOrBelow: stop,
    goAtOrAbove: go === null ? lowest : go === afterItems ? null : go + 1,
  };
}

/** The last whole number of a span up to which something holds, or `null` where it never does. */
function lastWhere(low: number, high: number, holds: (count: number) => boolean): number | null {
  if (!holds(low)) return null;
  if (holds(high)) return high;
  let [yes, no] = [low, high];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
