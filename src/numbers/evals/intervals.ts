/** Intervals of shares, at 95%. */

/** The ends of a 95% interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Normal score of 95%, two-sided. */
const Z = 1.959963984540054;

/** Interval of a share (Wilson 1927): 90 right of 100 is 0.826 to 0.945. */
export function wilson(right: number, n: number): Interval {
  const share = right / n;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At its ends the interval ends there, too, whatever rounding says.
  return { low: right === 0 ? 0 : middle - half, high: right === n ? 1 : middle + half };
}

/** Two models on the same items, counted by who was right. */
interface PairedCounts {
  readonly bothRight: number;
  readonly onlyOne: number;
  readonly onlyOther: number;
  readonly bothWrong: number;
}

/** Interval of the difference of two paired shares (Newcombe 1998, *Improved confidence intervals ... paired data*, method 10 without continuity correction). */
export function pairedInterval({
  bothRight: a,
  onlyOne: b,
  onlyOther: c,
  bothWrong: d,
}: PairedCounts): Interval {
  const n = a + b + c + d;
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const [one, other] = [wilson(a + b, n), wilson(a + c, n)];
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  const phi = product === 0 ? 0 : (a * d - b * c) / Math.sqrt(product);
  const down = distance(p1 - one.low, other.high - p2, phi);
  const up = distance(one.high - p1, p2 - other.low, phi);
  return { low: Math.max(-1, p1 - p2 - down), high: Math.min(1, p1 - p2 + up) };
}

function distance(one: number, other: number, phi: number): number {
  return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
}

/** Two-sided exact McNemar test: the binomial chance of a split of the differing items at least as uneven as this. */
export function mcNemarP(onlyOne: number, onlyOther: number): number {
  const n = onlyOne + onlyOther;
  if (n === 0) return 1;
  const fewer = Math.min(onlyOne, onlyOther);
  let logChoose = 0;
  let tail = 0;
  for (let k = 0; k <= fewer; k += 1) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    tail += Math.exp(logChoose - n * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}
