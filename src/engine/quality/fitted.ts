import type { Closeness, Effort, TaskKind } from '../../evidence/evidence-book.js';

/**
 * Figures that `npm run calibrate` fits to the shipped evidence and prints beside these: a test holds the two
 * together. Logits throughout.
 */

/**
 * Differences between two models on somebody's work, seen through benchmarks. The true difference has the spread
 * `abilitySd` over pairs of models; each group of benchmarks shows it with an error of its own, the larger the less
 * it resembles the work; and the work differs from every benchmark by `workSd`.
 */
export const DIFFERENCE: {
  readonly abilitySd: number;
  readonly workSd: number;
  readonly errorSd: Readonly<Record<Closeness | 'other', number>>;
} = {
  abilitySd: 1.05,
  workSd: 0.69,
  errorSd: { direct: 0.26, near: 0.79, far: 1.73, other: 2.85 },
};

/** Spread of one model's figures on one benchmark between two publishers: other harness, other subset. */
export const HARNESS_SD = 0.5;

/** The same between two efforts of one model, as a part of the spreads between two models. */
export const SAME_MODEL_PART = 0.35;

/** What an effort adds over none, on average, and how far models and benchmarks are from that. */
export const EFFORT_LEVEL: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 0,
  low: 0.97,
  medium: 1.46,
  high: 1.68,
  xhigh: 1.88,
  max: 2,
};
/** Spread of one step of effort, and of an effort that nobody states. */
export const EFFORT_STEP_SD = 0.42;

/** Tokens that a model writes and thinks, against those at `low`. */
export const EFFORT_TOKENS: Readonly<Record<Exclude<Effort, 'none'>, number>> = {
  minimal: 0.4,
  low: 1,
  medium: 2,
  high: 2.7,
  xhigh: 3.6,
  max: 5.3,
};

/**
 * Part of a published lift that is taken to be left: the models tuned in 2024 were weaker than those that people tune
 * and prompt now (stated choice; tunes published since gained about half as much).
 */
export const AGE_FACTOR = 0.6;

/** What a tune that works out gains over its own base with all the examples it can use: the median, by task kind. */
export const TUNE_LIFT: Readonly<Record<TaskKind, number>> = {
  classification: 1.14,
  extraction: 1.58,
  'structured-output': 1.04,
  generation: 1.19,
  'knowledge-qa': 0.67,
  chat: 0.77,
  code: 0.6,
  agent: 0.77,
};
/** Spread of the logarithm of that lift over published cases: teams, data and recipes differ. */
export const TUNE_LIFT_LOG_SD = 0.88;

/** Lift for each logit that a base lies below even odds, beyond that: weak bases first learn what is wanted. */
export const WEAK_BASE_LIFT = 0.75;
