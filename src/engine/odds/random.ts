/** Seeded randomness: the same seed gives the same numbers, on every run and in every order of asking. */

/** How an uncertain figure is drawn. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  /** `exp(sd x normal - sd^2 / 2)`: a factor with mean 1, so that the stated figure is the expected one. */
  | { readonly kind: 'lognormal'; readonly sd: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number };

/** A source of numbers, uniform in [0, 1). */
export type Stream = () => number;

/** Hash of a text to 32 bits (FNV-1a), so that each figure gets a stream of its own. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Stirs 32 bits (the finisher of MurmurHash3), so that neighbouring seeds have nothing in common. */
function stir(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The stream of one named figure (the public-domain generator mulberry32). Streams are independent of each
 * other, so leaving one figure out or asking in another order changes no other.
 */
export function streamOf(seed: number, name: string): Stream {
  let state = stir(stir(seed) ^ hashOf(name));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function triangular(low: number, mode: number, high: number, uniform: number): number {
  const width = high - low;
  if (width <= 0) return mode;
  const rise = (mode - low) / width;
  return uniform < rise
    ? low + Math.sqrt(uniform * width * (mode - low))
    : high - Math.sqrt((1 - uniform) * width * (high - mode));
}

/** The standard normal number below which this share of all lies, within 1 % (Tukey's lambda distribution). */
function normalQuantile(share: number): number {
  return (share ** 0.135 - (1 - share) ** 0.135) / 0.1975;
}

function quantileOf(distribution: Distribution, share: number): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.value;
    case 'lognormal': {
      const { sd } = distribution;
      return Math.exp(sd * normalQuantile(share) - sd ** 2 / 2);
    }
    case 'triangular':
      return triangular(distribution.low, distribution.mode, distribution.high, share);
  }
}

/** The middles of so many equal parts of 0 to 1, shuffled. */
export function evenShares(count: number, stream: Stream): Float64Array {
  const shares = Float64Array.from({ length: count }, (_, index) => (index + 0.5) / count);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(stream() * (last + 1));
    const moved = shares[last] ?? 0;
    shares[last] = shares[other] ?? 0;
    shares[other] = moved;
  }
  return shares;
}

/** The values of a distribution below which these shares of all lie: with even shares, values that cover it evenly. */
export function drawAt(distribution: Distribution, shares: Float64Array): Float64Array {
  return shares.map((share) => quantileOf(distribution, share));
}
