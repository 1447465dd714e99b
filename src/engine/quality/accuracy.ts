import type { EvidenceSource } from '../../evidence/evidence-book.js';
import { expit, logit, normalShare } from './normal.js';

/**
 * An accuracy that nobody knows exactly: the distribution of the share of right answers of a plan on this workload.
 *
 * It is kept as the log-odds that belong to evenly spaced scores of a standard normal. A normal on the logit scale is
 * then a straight line, a Beta nearly one, and whatever is done to an accuracy (a ceiling, facts supplied, answers
 * judged) is done to the table. Draws of several plans are tied together by the factors that they share.
 */

/**
 * Where a distribution comes from. `measured`: so many of so many answers judged right. `stated`: a person's figure
 * without a count. `evidence`: published results of this model. `prior`: published effects of this kind of change.
 * `none`: nothing but the stated wide default.
 */
export type AccuracyBasis = 'measured' | 'stated' | 'evidence' | 'prior' | 'none';

/** Part of a plan's doubt that it shares with other plans: its correlation with a named standard normal factor. */
export interface Loading {
  /** `today`, `benchmarks`, `tuning`, `retrieval`, or `model:` and an id. */
  readonly factor: string;
  /** -1 to 1; the squares of a plan's loadings sum to 1 at the most. */
  readonly weight: number;
}

/** The distribution of one plan's accuracy. */
export interface Accuracy {
  /** Log-odds at each of `SCORES`, ascending. */
  readonly logits: Float64Array;
  readonly loadings: readonly Loading[];
  readonly basis: AccuracyBasis;
  /** Published figures behind it; empty unless the basis is `evidence` or `prior`, or began there. */
  readonly sources: readonly EvidenceSource[];
  /** How it came about, in one plain sentence. */
  readonly note: string;
  /** Answers judged, where any were. */
  readonly judged?: { readonly right: number; readonly items: number };
}

/** What an advice says of an accuracy. */
export interface AccuracySummary {
  readonly mean: number;
  /** A tenth of the distribution lies below. */
  readonly p10: number;
  /** A tenth of the distribution lies above. */
  readonly p90: number;
  readonly basis: AccuracyBasis;
  readonly sources: readonly EvidenceSource[];
  readonly note: string;
}

/** Scores of a standard normal at which an accuracy is kept: -3.2 to 3.2. */
const LAST_SCORE = 3.2;
const STEP = 0.1;
const COUNT = 65;
export const SCORES: Float64Array = Float64Array.from({ length: COUNT }, (_, i) => i * STEP - LAST_SCORE);
/** Share of a standard normal that belongs to each score. */
export const MASSES: Float64Array = SCORES.map((score, i) => {
  const below = i === 0 ? 0 : normalShare(score - STEP / 2);
  const above = i === COUNT - 1 ? 1 : normalShare(score + STEP / 2);
  return above - below;
});
const SHARES_BELOW = SCORES.map(normalShare);

/** Log-odds that stand for certainty at either end. */
const FURTHEST_LOGIT = 12;

function at(table: Float64Array, index: number): number {
  return table[index] ?? 0;
}

/** The log-odds at a standard normal score; straight on past the ends of the table. */
function logitAtScore({ logits }: Accuracy, score: number): number {
  const place = (score + LAST_SCORE) / STEP;
  const low = Math.min(COUNT - 2, Math.max(0, Math.floor(place)));
  const start = at(logits, low);
  return start + (at(logits, low + 1) - start) * (place - low);
}

/** The standard normal score at which the accuracy reaches these log-odds. */
function scoreAtLogit({ logits }: Accuracy, target: number): number {
  let low = 0;
  let high = COUNT - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(logits, middle) <= target) low = middle;
    else high = middle;
  }
  const width = at(logits, high) - at(logits, low);
  if (width < 1e-12) return target <= at(logits, low) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return at(SCORES, low) + (STEP * (target - at(logits, low))) / width;
}

/** The accuracy below which this share (0..1) of the distribution lies, given as a standard normal score. */
export function accuracyAtScore(accuracy: Accuracy, score: number): number {
  return expit(logitAtScore(accuracy, score));
}

/** Chance that the accuracy is at or above the bar. */
export function pAtLeast(accuracy: Accuracy, bar: number): number {
  return normalShare(-scoreAtLogit(accuracy, logit(bar)));
}

/** The expected accuracy. */
export function meanOf(accuracy: Accuracy): number {
  let sum = 0;
  for (let i = 0; i < COUNT; i++) sum += at(MASSES, i) * expit(at(accuracy.logits, i));
  return sum;
}

/** Centre and spread of the log-odds. */
export function logitMoments({ logits }: Accuracy): { readonly mean: number; readonly sd: number } {
  let mean = 0;
  for (let i = 0; i < COUNT; i++) mean += at(MASSES, i) * at(logits, i);
  let variance = 0;
  for (let i = 0; i < COUNT; i++) variance += at(MASSES, i) * (at(logits, i) - mean) ** 2;
  return { mean, sd: Math.sqrt(variance) };
}

/** Mean, 10th and 90th of 100, and where it comes from. */
export function summaryOf(accuracy: Accuracy): AccuracySummary {
  const { basis, sources, note } = accuracy;
  const p10 = accuracyAtScore(accuracy, -1.2815515655);
  const p90 = accuracyAtScore(accuracy, 1.2815515655);
  return { mean: meanOf(accuracy), p10, p90, basis, sources, note };
}

/** What an accuracy is, beside its distribution. */
export type AccuracyOrigin = Pick<Accuracy, 'basis' | 'sources' | 'note'>;

/** A part of the doubt: a named factor that other plans may share, or, without a name, the plan's own. */
export interface Doubt {
  readonly factor?: string;
  /** Standard deviation in logits. */
  readonly sd: number;
}

/** A normal distribution of the log-odds, its spread put together from independent doubts. */
export function normalAccuracy(centre: number, doubts: readonly Doubt[], origin: AccuracyOrigin): Accuracy {
  const sd = Math.sqrt(doubts.reduce((sum, doubt) => sum + doubt.sd ** 2, 0));
  const logits = SCORES.map((score) =>
    Math.min(FURTHEST_LOGIT, Math.max(-FURTHEST_LOGIT, centre + sd * score)),
  );
  return { ...origin, logits, loadings: loadingsOf(doubts, sd) };
}

/** Doubts as correlations with their factors; doubts of one factor are added. */
function loadingsOf(doubts: readonly Doubt[], sd: number): readonly Loading[] {
  if (sd === 0) return [];
  const weights = new Map<string, number>();
  for (const { factor, sd: part } of doubts) {
    if (factor === undefined || part === 0) continue;
    weights.set(factor, Math.hypot(weights.get(factor) ?? 0, part / sd));
  }
  return [...weights].map(([factor, weight]) => ({ factor, weight }));
}

/**
 * Adds independent doubts, and a shift in logits, to an accuracy: what is known of one plan, carried over to another.
 * The shape is kept where the first is far from normal, and its tails come closer to a normal's.
 */
export function shifted(
  from: Accuracy,
  shift: number,
  doubts: readonly Doubt[],
  origin: AccuracyOrigin,
): Accuracy {
  const { mean, sd } = logitMoments(from);
  const added = Math.sqrt(doubts.reduce((sum, doubt) => sum + doubt.sd ** 2, 0));
  const total = Math.hypot(sd, added);
  const kept = total === 0 ? 0 : sd / total;
  const logits = from.logits.map((value, i) => {
    // The part of a normal sum that its first summand explains at this score, and the rest.
    const own = kept * (value - mean) + (1 - kept ** 2) * total * at(SCORES, i);
    return Math.min(FURTHEST_LOGIT, Math.max(-FURTHEST_LOGIT, mean + shift + own));
  });
  const inherited = from.loadings.map(({ factor, weight }) => ({ factor, sd: weight * sd }));
  return { ...origin, logits, loadings: loadingsOf([...inherited, ...doubts], total) };
}

/** A gain in logits that is never negative: lognormal around its median. */
export interface Lift {
  readonly median: number;
  /** Standard deviation of its logarithm. */
  readonly logSd: number;
  /** Factor that half of the doubt is shared through. */
  readonly factor: string;
}

/**
 * Adds a gain that is never negative. As in a normal sum, each summand contributes what is expected of it at a score
 * of the whole: exact for normals, close for a lognormal.
 */
export function lifted(from: Accuracy, { median, logSd, factor }: Lift, origin: AccuracyOrigin): Accuracy {
  const { sd } = logitMoments(from);
  const liftSd = median * Math.exp(logSd ** 2 / 2) * Math.sqrt(Math.expm1(logSd ** 2));
  const total = Math.hypot(sd, liftSd);
  const [ownPart, liftPart] = total === 0 ? [1, 0] : [sd / total, liftSd / total];
  const logits = SCORES.map((score) => {
    const value = logitAtScore(from, ownPart * score) + median * Math.exp(logSd * liftPart * score);
    return Math.min(FURTHEST_LOGIT, value);
  });
  const doubts = [
    ...from.loadings.map((loading) => ({ factor: loading.factor, sd: loading.weight * sd })),
    { factor, sd: liftSd * Math.SQRT1_2 },
  ];
  const { basis, sources, note } = origin;
  return { basis, sources, note, logits, loadings: loadingsOf(doubts, total) };
}

/** What becomes of an accuracy when every right share becomes another: must not fall where the first rises. */
export function mapped(from: Accuracy, change: (share: number) => number, origin: AccuracyOrigin): Accuracy {
  return {
    ...origin,
    logits: from.logits.map((value) => logit(change(expit(value)))),
    loadings: from.loadings,
  };
}

/** One of several ways that things may go. */
export interface Way {
  readonly chance: number;
  readonly accuracy: Accuracy;
}

/** The mixture of several distributions: one of them holds, each with its chance. */
export function mixed(ways: readonly Way[], origin: AccuracyOrigin): Accuracy {
  const points = Float64Array.from(ways.flatMap(({ accuracy }) => [...accuracy.logits])).sort();
  const below = points.map((point) =>
    ways.reduce((sum, { chance, accuracy }) => sum + chance * normalShare(scoreAtLogit(accuracy, point)), 0),
  );
  const logits = new Float64Array(COUNT);
  let next = 1;
  for (let i = 0; i < COUNT; i++) {
    const wanted = at(SHARES_BELOW, i);
    while (next < points.length - 1 && at(below, next) < wanted) next++;
    const width = at(below, next) - at(below, next - 1);
    const part = width <= 0 ? 0 : Math.min(1, Math.max(0, (wanted - at(below, next - 1)) / width));
    logits[i] = at(points, next - 1) + part * (at(points, next) - at(points, next - 1));
  }
  return { ...origin, logits, loadings: blended(ways) };
}

/** Loadings of a mixture: each way's, by its chance. */
function blended(ways: readonly Way[]): readonly Loading[] {
  const weights = new Map<string, number>();
  for (const { chance, accuracy } of ways) {
    for (const { factor, weight } of accuracy.loadings)
      weights.set(factor, (weights.get(factor) ?? 0) + chance * weight);
  }
  return [...weights].map(([factor, weight]) => ({ factor, weight }));
}

/** Points at which a density is looked at. */
const POINTS = 513;
/** Log-density below the top at which nothing is left that counts. */
const NEGLIGIBLE = 16;

/**
 * The distribution with this logarithm of a density over log-odds, up to a constant.
 *
 * @param low @param high span outside of which there is next to nothing.
 */
export function densityLogits(logDensity: (x: number) => number, low: number, high: number): Float64Array {
  const coarse = spanOf(logDensity, low, high);
  return tableOf(logDensity, ...spanOf(logDensity, ...coarse));
}

/** The part of a span in which the density is not negligible. */
function spanOf(logDensity: (x: number) => number, low: number, high: number): readonly [number, number] {
  const step = (high - low) / (POINTS - 1);
  const values = Float64Array.from({ length: POINTS }, (_, i) => logDensity(low + i * step));
  const top = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const first = values.findIndex((value) => value > top - NEGLIGIBLE);
  const last = values.findLastIndex((value) => value > top - NEGLIGIBLE);
  return [Math.max(low, low + (first - 1) * step), Math.min(high, low + (last + 1) * step)];
}

function tableOf(logDensity: (x: number) => number, low: number, high: number): Float64Array {
  const step = (high - low) / (POINTS - 1);
  const values = Float64Array.from({ length: POINTS }, (_, i) => logDensity(low + i * step));
  const top = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const below = new Float64Array(POINTS);
  for (let i = 1; i < POINTS; i++) {
    const mass = (Math.exp(at(values, i - 1) - top) + Math.exp(at(values, i) - top)) / 2;
    below[i] = at(below, i - 1) + mass;
  }
  const whole = at(below, POINTS - 1);
  const logits = new Float64Array(COUNT);
  let cell = 1;
  for (let i = 0; i < COUNT; i++) {
    const wanted = at(SHARES_BELOW, i) * whole;
    while (cell < POINTS - 1 && at(below, cell) < wanted) cell++;
    const width = at(below, cell) - at(below, cell - 1);
    const part = width === 0 ? 0 : (wanted - at(below, cell - 1)) / width;
    logits[i] = low + (cell - 1 + Math.min(1, Math.max(0, part))) * step;
  }
  return logits;
}

/** Logarithm of the density of the log-odds at `x`, up to a constant. */
export function logDensityAt(accuracy: Accuracy, x: number): number {
  const score = scoreAtLogit(accuracy, x);
  if (!Number.isFinite(score)) return Number.NEGATIVE_INFINITY;
  const slope = (logitAtScore(accuracy, score + STEP / 2) - logitAtScore(accuracy, score - STEP / 2)) / STEP;
  return -(score ** 2) / 2 - Math.log(Math.max(slope, 1e-9));
}

/** The chance that `plan` is at least `points` (0..1) below `today`, or better, both drawn together. */
export function pWithin(plan: Accuracy, today: Accuracy, points: number): number {
  const correlation = correlationOf(plan, today);
  const rest = Math.sqrt(Math.max(0, 1 - correlation ** 2));
  let sum = 0;
  for (let i = 0; i < COUNT; i++) {
    const bar = expit(at(today.logits, i)) - points;
    const needed = bar <= 0 ? Number.NEGATIVE_INFINITY : scoreAtLogit(plan, logit(bar));
    const expected = correlation * at(SCORES, i);
    const chance = rest < 1e-6 ? Number(expected >= needed - 1e-6) : normalShare((expected - needed) / rest);
    sum += at(MASSES, i) * chance;
  }
  return sum;
}

/** Correlation of two plans' scores: the factors that both hang on. */
export function correlationOf(one: Accuracy, other: Accuracy): number {
  let sum = 0;
  for (const { factor, weight } of one.loadings)
    sum += weight * (other.loadings.find((loading) => loading.factor === factor)?.weight ?? 0);
  return Math.min(1, Math.max(-1, sum));
}

/**
 * Draws of an accuracy for a joint simulation: plans that share a factor share its draws.
 *
 * @param scoresOf so many standard normal scores by the name of a factor; the same array for the same name.
 * @param own scores of what only this plan hangs on.
 */
export function drawAccuracy(
  accuracy: Accuracy,
  scoresOf: (factor: string) => Float64Array,
  own: Float64Array,
): Float64Array {
  const rest = Math.sqrt(
    Math.max(0, 1 - accuracy.loadings.reduce((sum, { weight }) => sum + weight ** 2, 0)),
  );
  const scores = rest < 1e-6 ? new Float64Array(own.length) : own.map((score) => rest * score);
  for (const { factor, weight } of accuracy.loadings) {
    const shared = scoresOf(factor);
    for (let n = 0; n < scores.length; n++) scores[n] = at(scores, n) + weight * at(shared, n);
  }
  for (let n = 0; n < scores.length; n++) scores[n] = expit(logitAtScore(accuracy, at(scores, n)));
  return scores;
}

/** Density of the scores, for integrals over an accuracy. */
export function integrate(accuracy: Accuracy, valueAt: (share: number) => number): number {
  let sum = 0;
  for (let i = 0; i < COUNT; i++) sum += at(MASSES, i) * valueAt(expit(at(accuracy.logits, i)));
  return sum;
}
