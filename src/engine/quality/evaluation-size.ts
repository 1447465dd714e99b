/** Statistics of right and wrong answers. */

/** Two-sided 5 % error and 80 % power, as normal quantiles. */
const Z_ERROR = 1.96;
const Z_POWER = 0.8416;

/**
 * Items to judge under each of two plans to tell their accuracies apart: two independent shares,
 * 5 % two-sided error, 80 % power. Judging the same items under both needs fewer.
 *
 * @returns whole items, rounded up.
 */
export function evaluationSize(accuracy: number, other: number): number {
  const mean = (accuracy + other) / 2;
  const spread =
    Z_ERROR * Math.sqrt(2 * mean * (1 - mean)) +
    Z_POWER * Math.sqrt(accuracy * (1 - accuracy) + other * (1 - other));
  return Math.ceil(spread ** 2 / (accuracy - other) ** 2);
}
