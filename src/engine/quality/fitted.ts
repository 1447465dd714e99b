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
  abilitySd: 1.58,
  workSd: 0.69,
  errorSd: { direct: 0.6, near: 0.78, far: 1.1, other: 2.76 },
};

/** The same between two efforts of one model, as a part of the spreads between two models. */
export const SAME_MODEL_PART = 0.5;

/** What an effort adds over none, on average, and how far models and benchmarks are from that. */
export const EFFORT_LEVEL: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 0,
  low: 0.6,
  medium: 1,
  high: 1.22,
  xhigh: 1.4,
  max: 1.52,
};
/** Spread of one step of effort, and of an effort that nobody states. */
export const EFFORT_STEP_SD = 0.45;

/** Tokens that a model writes and thinks, against those at `low`. */
export const EFFORT_TOKENS: Readonly<Record<Exclude<Effort, 'none'>, number>> = {
  minimal: 0.4,
  low: 1,
  medium: 2,
  high: 2.7,
  xhigh: 3.7,
  max: 5.5,
};

/** What a good tune gains over its own base with all the examples it can use, by task kind, and its spread. */
export const TUNE_LIFT: Readonly<Record<TaskKind, number>> = {
  classification: 1.3,
  extraction: 1.4,
  'structured-output': 1.3,
  generation: 0.9,
  'knowledge-qa': 0.5,
  chat: 0.5,
  code: 0.6,
  agent: 0.5,
};
export const TUNE_LIFT_SD = 0.8;
