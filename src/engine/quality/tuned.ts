import type { Task } from '../workload.js';
import { type Accuracy, type AccuracyOrigin, lifted, mapped, mixed, shifted } from './accuracy.js';
import { AGE_FACTOR, TUNE_LIFT, TUNE_LIFT_LOG_SD, WEAK_BASE_LIFT } from './fitted.js';
import { expit, logit } from './normal.js';
import { BUCHER_MARTINI, GEPA, LORA_LAND, OPENAI_DISTILLATION, OPENAI_REINFORCEMENT } from './published.js';

/**
 * What training makes of a model: a tune on labels, a student of a stronger model, an encoder for fixed labels. All
 * are distributions of accuracy among queries whose facts the model has; a tune brings no facts.
 */

/** Examples at which half of what a tune can gain is gained (stated choice: noticed from 50, levelling off past 1,000). */
const HALF_THE_GAIN_AT = 250;

/** Labels that are wrong, where nobody has looked (stated choice). */
const USUAL_LABEL_ERRORS: Readonly<Record<Task, number>> = {
  classification: 0.01,
  extraction: 0.01,
  'structured-output': 0.01,
  generation: 0.02,
  'knowledge-qa': 0.02,
  chat: 0.02,
  code: 0.02,
  agent: 0.02,
};

/** Share of the gain reached with so many examples. */
export function shareOfGain(examples: number): number {
  return examples / (examples + HALF_THE_GAIN_AT);
}

/**
 * The chance that a tune comes out no better than its base: 12 of 310 published ones did (LoRA Land). Failures are
 * published less often than successes, and few examples add to them (both stated choices).
 */
export function chanceOfFailure(task: Task, examples: number): number {
  const narrow = task === 'classification' || task === 'extraction' || task === 'structured-output';
  return (narrow ? 0.1 : 0.2) + 0.3 * Math.exp(-examples / 100);
}

/** Wrong labels set a ceiling: a tune cannot err less often than what it learns from. */
function underCeiling(share: number, labelErrorShare: number): number {
  return 1 - Math.min(1, Math.hypot(1 - share, labelErrorShare));
}

/** A tune to judge. */
export interface TuneQuestion {
  readonly task: Task;
  /** The same base, untuned, on this work. */
  readonly base: Accuracy;
  readonly examples: number;
  /** Share of the labels that are wrong. */
  readonly labelErrorShare?: number;
}

/** Doubts of a tune's gain: most of them come from the work and its labels, and so are shared by all tunes. */
function gainDoubts(sd: number) {
  return [{ factor: 'tuning', sd: sd * Math.SQRT1_2 }, { sd: sd * Math.SQRT1_2 }];
}

/** What a weak base gains by learning what is wanted at all. */
function taught(share: number, slope: number): number {
  const logOdds = logit(share);
  return expit(logOdds + slope * Math.max(0, -logOdds));
}

/** A tune that works out: its lift, held down by a factor. */
function successful(
  { task, base, examples }: TuneQuestion,
  ageFactor: number,
  origin: AccuracyOrigin,
): Accuracy {
  const part = ageFactor * shareOfGain(examples);
  const learned = mapped(base, (share) => taught(share, WEAK_BASE_LIFT * part), origin);
  return lifted(
    learned,
    { median: TUNE_LIFT[task] * part, logSd: TUNE_LIFT_LOG_SD, factor: 'tuning' },
    origin,
  );
}

function tuneOrigin(base: Accuracy, note: string): AccuracyOrigin {
  return { basis: 'prior', sources: [...base.sources, LORA_LAND], note };
}

function underLabels(tune: Accuracy, { task, labelErrorShare }: TuneQuestion): Accuracy {
  const errors = labelErrorShare ?? USUAL_LABEL_ERRORS[task];
  return mapped(tune, (share) => underCeiling(share, errors), tune);
}

/** The accuracy of a tuned model. */
export function tunedAccuracy(question: TuneQuestion): Accuracy {
  const { task, base, examples } = question;
  const failure = chanceOfFailure(task, examples);
  const origin = tuneOrigin(
    base,
    `What published tunes of this kind gained over their base, held down for the weak bases of their time; ${Math.round(failure * 100)}% of tunes are taken to gain nothing.`,
  );
  const nothing = shifted(base, -0.1, [{ sd: 0.2 }], origin);
  const ways = [
    { chance: 1 - failure, accuracy: successful(question, AGE_FACTOR, origin) },
    { chance: failure, accuracy: nothing },
  ];
  return underLabels(mixed(ways, origin), question);
}

/**
 * The base of a tune whose accuracy is known, as it would be without the tune: what published tunes gain, held down for
 * their time and for those that gain nothing, is taken off again.
 */
export function untunedBase(tune: Accuracy, task: Task): Accuracy {
  const gain = AGE_FACTOR * TUNE_LIFT[task];
  return shifted(tune, -gain, gainDoubts(gain * TUNE_LIFT_LOG_SD), {
    basis: 'prior',
    sources: [...tune.sources, LORA_LAND],
    note: 'The tune in use, less what published tunes of this kind gained over their base.',
  });
}

/** The accuracy of a tune that was published: of its time, and a success. What calibration compares with outcomes. */
export function publishedTune(question: TuneQuestion): Accuracy {
  const origin = tuneOrigin(question.base, 'What tunes that were published gained over their base.');
  return underLabels(successful(question, 1, origin), question);
}

/** Spread that pairs of answers add to what a tune gains, in logits (stated choice). */
const PREFERENCE_SD = 0.6;

/**
 * The accuracy of a model that was trained on pairs of answers. What that gains over examples, for answers that are right
 * or wrong, nobody has published: it is taken as a tune on as many examples, and doubted enough to want a test.
 */
export function preferenceAccuracy(question: TuneQuestion): Accuracy {
  const tune = tunedAccuracy(question);
  return shifted(tune, 0, [{ sd: PREFERENCE_SD }], {
    basis: 'prior',
    sources: tune.sources,
    note: 'No gain of pairs over examples is published for answers that are right or wrong: as a tune on as many examples, with a wide spread.',
  });
}

/**
 * Gain of reinforcement over its own base, in logits, and its spread (stated choice): the tasks of one independent
 * comparison gained 0.15 on average (GRPO in GEPA's table 1: 45.2 to 48.9 points), the successes that a seller shows
 * 0.5 to 0.7 (OpenAI: 86 to 91%, 39 to 57%, 56 to 68%).
 */
const REINFORCED_GAIN = 0.25;
const REINFORCED_SD = 0.45;

/** The accuracy of a model that was trained by a grader's scores of its own answers. */
export function reinforcedAccuracy(base: Accuracy): Accuracy {
  return shifted(base, REINFORCED_GAIN, gainDoubts(REINFORCED_SD), {
    basis: 'prior',
    sources: [...base.sources, GEPA, OPENAI_REINFORCEMENT],
    note: 'Between what an independent comparison gained by reinforcement and what a seller shows of its successes.',
  });
}

/** Share of its teacher's right answers that a student keeps (4.3 of 4.5 points in a published comparison). */
const KEPT = 0.96;
/** Part of what is lost that open work and few examples add. */
const KEPT_OPEN = 0.92;
const STUDENT_SD = 0.35;

/** The accuracy of a small model that learned from a stronger one's answers: the teacher's, times what is kept. */
export function distilledAccuracy({
  task,
  teacher,
  examples,
}: {
  readonly task: Task;
  readonly teacher: Accuracy;
  readonly examples: number;
}): Accuracy {
  const open = task === 'code' || task === 'agent' || task === 'knowledge-qa' || task === 'chat';
  const full = open ? KEPT_OPEN : KEPT;
  const kept = full - 0.2 * (1 - shareOfGain(examples));
  const origin = {
    basis: 'prior',
    sources: [...teacher.sources, OPENAI_DISTILLATION],
    note: `Its teacher's accuracy, times the ${Math.round(kept * 100)}% that students keep.`,
  } as const;
  return shifted(
    mapped(teacher, (share) => share * kept, origin),
    0,
    gainDoubts(STUDENT_SD),
    origin,
  );
}

/** Gain of an encoder over a prompted model with all the labels it can use, and what it lacks with none, in logits. */
const ENCODER_TOP = 0.5;
const ENCODER_LACK = 1.6;
const ENCODER_SD = 1;

/** The accuracy of a small encoder trained on fixed labels; 200 to 500 labels were enough where it was published. */
export function encoderAccuracy({
  today,
  examples,
  labelErrorShare = USUAL_LABEL_ERRORS.classification,
}: {
  readonly today: Accuracy;
  readonly examples: number;
  readonly labelErrorShare?: number;
}): Accuracy {
  const origin = {
    basis: 'prior',
    sources: [...today.sources, BUCHER_MARTINI],
    note: 'What small tuned classifiers reached beside prompted models, held down for the models of 2024 that they were compared with.',
  } as const;
  const shift = ENCODER_TOP - ENCODER_LACK * (1 - shareOfGain(examples));
  const trained = shifted(today, shift, gainDoubts(ENCODER_SD), origin);
  return mapped(trained, (share) => underCeiling(share, labelErrorShare), origin);
}
