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

/**
 * The accuracy of a cascade: the small model's, and the strong one's for what is sent on.
 *
 * @param escalatedShare of the queries whose small answer fails the check.
 */
export function cascadeAccuracy({
  small,
  large,
  escalatedShare,
}: {
  readonly small: Accuracy;
  readonly large: Accuracy;
  readonly escalatedShare: number;
}): Accuracy {
  const [s, l] = [logit(meanOf(small)), logit(meanOf(large))];
  const whole = (ds: number, dl: number, power: number) =>
    logit(throughCheck(expit(s + ds), expit(l + dl), escalatedShare, power));
  const step = 0.1;
  const slopeSmall = (whole(step, 0, CHECK_POWER) - whole(-step, 0, CHECK_POWER)) / (2 * step);
  const slopeLarge = (whole(0, step, CHECK_POWER) - whole(0, -step, CHECK_POWER)) / (2 * step);
  const slopePower = (whole(0, 0, CHECK_POWER + 0.05) - whole(0, 0, CHECK_POWER - 0.05)) / 0.1;
  const centre = whole(logitMoments(small).mean - s, logitMoments(large).mean - l, CHECK_POWER);
  return normalAccuracy(
    centre,
    [
      ...joined(small, slopeSmall, large, slopeLarge),
      { factor: 'check', sd: Math.abs(slopePower) * CHECK_POWER_SD },
    ],
    {
      basis: 'prior',
      sources: [...new Set([...small.sources, ...large.sources, ROUTE_LLM])],
      note: 'From both models and a check that is only a little better than chance, as published routers are.',
    },
  );
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
