/** The normal distribution and the logit scale: the arithmetic under every accuracy. */

/** Accuracies nearer to 0 or 1 than this are taken as this: log-odds have to end somewhere. */
export const SMALLEST_SHARE = 1e-6;

/** Log-odds of a share. */
export function logit(share: number): number {
  const held = Math.min(1 - SMALLEST_SHARE, Math.max(SMALLEST_SHARE, share));
  return Math.log(held / (1 - held));
}

/** The share of these log-odds. */
export function expit(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Share of a standard normal below `score`, within 1e-7 (Abramowitz and Stegun 26.2.17). */
export function normalShare(score: number): number {
  const distance = Math.abs(score);
  const t = 1 / (1 + 0.2316419 * distance);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = normalDensity(distance) * poly;
  return score >= 0 ? 1 - tail : tail;
}

/** Density of a standard normal at `score`. */
export function normalDensity(score: number): number {
  return Math.exp(-(score * score) / 2) / Math.sqrt(2 * Math.PI);
}

const CENTRE_TOP = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const CENTRE_BOTTOM = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL_TOP = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
const TAIL_SHARE = 0.02425;

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/** The standard normal score below which this share of all lies, within 1e-8 relative (Acklam's approximation). */
export function normalScore(share: number): number {
  const held = Math.min(1 - 1e-12, Math.max(1e-12, share));
  if (held < TAIL_SHARE) {
    const q = Math.sqrt(-2 * Math.log(held));
    return polynomial(TAIL_TOP, q) / polynomial(TAIL_BOTTOM, q);
  }
  if (held > 1 - TAIL_SHARE) return -normalScore(1 - held);
  const q = held - 0.5;
  const r = q * q;
  return (polynomial(CENTRE_TOP, r) * q) / polynomial(CENTRE_BOTTOM, r);
}
