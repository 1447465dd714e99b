import { type Accuracy, type Doubt, logitMoments, meanOf, normalAccuracy } from './accuracy.js';
import { expit, logit } from './normal.js';
import { ROUTE_LLM } from './published.js';

/** A small model answers, a check sends some answers on to a strong one. */

/** Power of a check, between sending on at random (0) and sending on just what is wrong (1): published routers take
 *  the best choice in 2 to 23% of cases. */
const CHECK_POWER = 0.125;
const CHECK_POWER_SD = 0.07;

/** Of what the small model gets wrong, how much less often the strong one is right than usual: hard is hard for both (stated choice). */
const SHARED_DIFFICULTY = 0.4;

/** Accuracy of the whole. */
function throughCheck(small: number, large: number, escalated: number, power: number): number {
  const atRandom = escalated * (large - small);
  const mended = Math.min(escalated, 1 - small) * large * (1 - SHARED_DIFFICULTY);
  return Math.min(1, Math.max(0, small + atRandom + power * Math.max(0, mended - atRandom)));
}

/** Two models that answer together. */
interface Pair {
  readonly small: Accuracy;
  readonly large: Accuracy;
}

/** How well the queries are split between them. */
interface Split {
  readonly power: number;
  readonly sd: number;
  /** Plans that are split alike are right and wrong together. */
  readonly factor: string;
  readonly note: string;
}

/** What the whole of two models comes to, with the doubts of both and of the split carried over. */
function together(
  { small, large }: Pair,
  { power, sd, factor, note }: Split,
  wholeOf: (small: number, large: number, power: number) => number,
): Accuracy {
  const [s, l] = [logit(meanOf(small)), logit(meanOf(large))];
  const whole = (ds: number, dl: number, at: number) => logit(wholeOf(expit(s + ds), expit(l + dl), at));
  const step = 0.1;
  const slopeSmall = (whole(step, 0, power) - whole(-step, 0, power)) / (2 * step);
  const slopeLarge = (whole(0, step, power) - whole(0, -step, power)) / (2 * step);
  const slopePower = (whole(0, 0, power + 0.05) - whole(0, 0, power - 0.05)) / 0.1;
  const centre = whole(logitMoments(small).mean - s, logitMoments(large).mean - l, power);
  return normalAccuracy(
    centre,
    [...joined(small, slopeSmall, large, slopeLarge), { factor, sd: Math.abs(slopePower) * sd }],
    { basis: 'prior', sources: [...new Set([...small.sources, ...large.sources, ROUTE_LLM])], note },
  );
}

/**
 * The accuracy of a cascade: the small model's, and the strong one's for what is sent on.
 *
 * @param escalatedShare of the queries whose small answer fails the check.
 */
export function cascadeAccuracy({
  escalatedShare,
  ...pair
}: Pair & { readonly escalatedShare: number }): Accuracy {
  const check = {
    power: CHECK_POWER,
    sd: CHECK_POWER_SD,
    factor: 'check',
    note: 'From both models and a check that is only a little better than chance, as published routers are.',
  };
  return together(pair, check, (small, large, power) => throughCheck(small, large, escalatedShare, power));
}

/**
 * The accuracy of two models of which a classifier chooses one, by the query alone: it splits as published routers do,
 * which is what the power of a check is taken from, too.
 *
 * @param largeShare of the queries, which the strong model answers.
 */
export function classifiedAccuracy({
  largeShare,
  ...pair
}: Pair & { readonly largeShare: number }): Accuracy {
  const router = {
    power: CHECK_POWER,
    sd: CHECK_POWER_SD,
    factor: 'router',
    note: 'From both models and a classifier that is only a little better than chance, as published routers are.',
  };
  return together(pair, router, (small, large, power) => throughCheck(small, large, largeShare, power));
}

/** How much of what a small model lacks is kept off the queries that a team knows to be easy (stated choice). */
const KNOWN_EASY_POWER = 0.9;
const KNOWN_EASY_SD = 0.08;

/**
 * The accuracy of two models of which the small one answers the queries that are known to be easy by their kind: the
 * strong one's, less a little of what the small one lacks.
 *
 * @param easyShare of the queries, as the team says.
 */
export function routedAccuracy({ easyShare, ...pair }: Pair & { readonly easyShare: number }): Accuracy {
  const rule = {
    power: KNOWN_EASY_POWER,
    sd: KNOWN_EASY_SD,
    factor: 'rule',
    note: `As the strong model; on the ${Math.round(easyShare * 100)}% of queries that are known to be easy a tenth of what the small one lacks is taken to show.`,
  };
  return together(pair, rule, (small, large, power) => large - (1 - power) * easyShare * (large - small));
}

/** Doubts of a sum of two accuracies: what both share adds up, what is their own does not. */
function joined(one: Accuracy, slopeOne: number, other: Accuracy, slopeOther: number): readonly Doubt[] {
  const parts = new Map<string, number>();
  const own: Doubt[] = [];
  for (const [accuracy, slope] of [
    [one, slopeOne],
    [other, slopeOther],
  ] as const) {
    const { sd } = logitMoments(accuracy);
    let rest = 1;
    for (const { factor, weight } of accuracy.loadings) {
      parts.set(factor, (parts.get(factor) ?? 0) + slope * sd * weight);
      rest -= weight ** 2;
    }
    own.push({ sd: Math.abs(slope) * sd * Math.sqrt(Math.max(0, rest)) });
  }
  return [...[...parts].map(([factor, sd]) => ({ factor, sd })), ...own];
}
