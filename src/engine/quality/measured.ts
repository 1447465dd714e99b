import {
  type Accuracy,
  type AccuracyOrigin,
  correlationOf,
  densityLogits,
  type Loading,
  logDensityAt,
  logitMoments,
} from './accuracy.js';
import { expit } from './normal.js';

/** Answers that somebody judged. */
export interface Judged {
  readonly right: number;
  readonly items: number;
  /** Right answers to items on which today's plan is right, too, where both were judged on the same items. */
  readonly bothRight?: number | undefined;
  /** Share of verdicts that the judge gets wrong, right and wrong answers alike; 0 for labels at hand. */
  readonly judgeErrorShare?: number;
}

/** Items that a figure without a count is worth (stated choice): a spread of 3 points at 90%. */
export const ITEMS_OF_A_STATED_FIGURE = 100;

/** Answers of two plans judged on the same items. */
export interface JudgedTogether {
  readonly bothRight: number;
  readonly onlyTodayRight: number;
  readonly onlyOtherRight: number;
  readonly bothWrong: number;
}

/** Two plans' counts put together; `undefined` where they cannot be of the same items. */
export function judgedTogether(today: Judged, other: Judged): JudgedTogether | undefined {
  const { bothRight } = other;
  if (bothRight === undefined || today.items !== other.items) return undefined;
  const onlyTodayRight = today.right - bothRight;
  const onlyOtherRight = other.right - bothRight;
  const bothWrong = today.items - bothRight - onlyTodayRight - onlyOtherRight;
  const counts = { bothRight, onlyTodayRight, onlyOtherRight, bothWrong };
  return Object.values(counts).every((count) => count >= 0) ? counts : undefined;
}

/** Logarithm of the likelihood of these verdicts at log-odds `x`. */
function logLikelihood({ right, items, judgeErrorShare = 0 }: Judged, x: number): number {
  if (judgeErrorShare === 0) return right * x - items * Math.log1p(Math.exp(x));
  const seen = judgeErrorShare + (1 - 2 * judgeErrorShare) * expit(x);
  return right * Math.log(seen) + (items - right) * Math.log(1 - seen);
}

const FAR = 11;

/**
 * The Beta distribution of an accuracy of which nothing else is known: `right` of `items` judged right, on top of one
 * right and one wrong answer that everything is given (Laplace's rule). All of its doubt is the factor named.
 */
export function betaAccuracy(judged: Judged, factor: string, origin: AccuracyOrigin): Accuracy {
  // A uniform share has the density p (1 - p) over log-odds.
  const logDensity = (x: number) => logLikelihood(judged, x) + x - 2 * Math.log1p(Math.exp(x));
  const logits = densityLogits(logDensity, -FAR, FAR);
  const { right, items } = judged;
  return { ...origin, logits, loadings: [{ factor, weight: 1 }], judged: { right, items } };
}

/**
 * What is believed after answers were judged, by Bayes: the more items, the less is left of what was believed before.
 * A share of the doubt that it had in common with other plans goes with it.
 */
export function updated(
  prior: Accuracy,
  judged: Judged,
  origin: Pick<AccuracyOrigin, 'basis' | 'note'>,
): Accuracy {
  const low = Math.min(-FAR, prior.logits[0] ?? 0);
  const high = Math.max(FAR, prior.logits.at(-1) ?? 0);
  const found = densityLogits((x) => logLikelihood(judged, x) + logDensityAt(prior, x), low, high);
  // What was known so exactly that it lies between two points looked at, millions judged, stays as it was.
  const logits = found.every(Number.isFinite) ? found : prior.logits;
  const posterior = { ...prior, ...origin, logits, judged: { right: judged.right, items: judged.items } };
  const before = logitMoments(prior).sd;
  const left = before === 0 ? 1 : Math.min(1, logitMoments(posterior).sd / before);
  return { ...posterior, loadings: prior.loadings.map((loading) => remaining(loading, left)) };
}

/** Correlation with a factor once the spread has shrunk to a part `left` of what it was (exact for normals). */
function remaining({ factor, weight }: Loading, left: number): Loading {
  return { factor, weight: (weight * left) / Math.sqrt(1 - weight ** 2 * (1 - left ** 2)) };
}

/**
 * The same where the items are those that today's plan was judged on: luck with the items then stands on both
 * sides, so the two accuracies move together, and their difference is known better than either.
 */
export function updatedTogether(
  prior: Accuracy,
  today: Accuracy,
  table: JudgedTogether,
  origin: Pick<AccuracyOrigin, 'basis' | 'note'>,
): Accuracy {
  const { bothRight, onlyTodayRight, onlyOtherRight, bothWrong } = table;
  const items = bothRight + onlyTodayRight + onlyOtherRight + bothWrong;
  const posterior = updated(prior, { right: bothRight + onlyOtherRight, items }, origin);
  const before = logitMoments(prior).sd;
  const learned = before === 0 ? 0 : 1 - (logitMoments(posterior).sd / before) ** 2;
  const shared = correlationOf(posterior, today);
  const weight = Math.min(0.999, Math.max(0, shared + learned * (itemCorrelation(table) - shared)));
  const others = posterior.loadings.filter(({ factor }) => factor !== 'today');
  const room = others.reduce((sum, loading) => sum + loading.weight ** 2, 0);
  const shrink = room === 0 ? 1 : Math.min(1, Math.sqrt((1 - weight ** 2) / room));
  return {
    ...posterior,
    loadings: [
      { factor: 'today', weight },
      ...others.map((loading) => ({ ...loading, weight: loading.weight * shrink })),
    ],
  };
}

/** Correlation of two plans' verdicts over the same items (phi), half an item added to every cell. */
function itemCorrelation({ bothRight, onlyTodayRight, onlyOtherRight, bothWrong }: JudgedTogether): number {
  const [a, b, c, d] = [bothRight + 0.5, onlyTodayRight + 0.5, onlyOtherRight + 0.5, bothWrong + 0.5];
  return (a * d - b * c) / Math.sqrt((a + b) * (c + d) * (a + c) * (b + d));
}
