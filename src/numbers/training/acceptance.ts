import { formatCount } from '../../engine/index.js';
import { counted } from '../report.js';
import { FAULTS } from './faults.js';
import { SHAPE_WORDS, TRAINING_PLATFORMS, type TrainingPlatform } from './platforms.js';
import type { TrainingFacts } from './read-training.js';

/** Whether a platform would take a file as it is. */
export interface Acceptance {
  readonly platform: string;
  readonly isAccepted: boolean;
  /** Why it would be refused, each with its mend. */
  readonly refusals: readonly string[];
  /** What it would take, and what will not be as expected. */
  readonly warnings: readonly string[];
  readonly source: TrainingPlatform['source'];
}

/** What each platform would say to a file. */
export function acceptances(facts: TrainingFacts): readonly Acceptance[] {
  return TRAINING_PLATFORMS.map((platform) => {
    const refusals = refusalsOf(facts, platform);
    return {
      platform: platform.name,
      isAccepted: refusals.length === 0,
      refusals,
      warnings: warningsOf(facts, platform),
      source: platform.source,
    };
  });
}

function refusalsOf(facts: TrainingFacts, platform: TrainingPlatform): string[] {
  const { examples, validation, bytes, shape } = facts;
  const { minExamples = 0, maxExamples, maxFileBytes, maxValidationExamples, reservedWords = [] } = platform;
  const refusals: string[] = [];
  if (!platform.shapes.includes(shape)) {
    refusals.push(
      `It takes ${platform.shapes.map((one) => SHAPE_WORDS[one]).join(', or ')}: convert the file.`,
    );
  }
  const faulty = facts.faults
    .filter(({ code }) => FAULTS[code].isRefused)
    .reduce((sum, { count }) => sum + count, 0);
  if (faulty > 0) refusals.push(`It refuses ${counted(faulty, 'fault')} of those above.`);
  if (examples < minExamples)
    refusals.push(`It takes at least ${minExamples} examples; these are ${examples}.`);
  if (maxExamples !== undefined && examples > maxExamples) {
    refusals.push(`It takes at most ${formatCount(maxExamples)} examples.`);
  }
  if (maxFileBytes !== undefined && bytes > maxFileBytes) {
    refusals.push(
      `It takes files of at most ${formatCount(maxFileBytes / 1e6)} MB; this one has ${formatCount(Math.round(bytes / 1e6))} MB.`,
    );
  }
  if (
    maxValidationExamples !== undefined &&
    validation !== undefined &&
    validation.examples > maxValidationExamples
  ) {
    refusals.push(`It takes at most ${formatCount(maxValidationExamples)} validation examples.`);
  }
  if (platform.takesValidation === false && validation !== undefined) {
    refusals.push('It takes no validation file: leave it out, and test on it yourself.');
  }
  if (platform.takesTools === false && facts.withTools > 0) {
    refusals.push(`It takes no tools; ${counted(facts.withTools, 'example has', 'examples have')} some.`);
  }
  if (platform.alternates === true && shape === 'openai-chat' && facts.outOfTurn > 0) {
    refusals.push(
      `User and assistant have to take turns; in ${counted(facts.outOfTurn, 'example')} they do not.`,
    );
  }
  const reserved = facts.reserved.filter(({ code }) => reservedWords.includes(code));
  if (reserved.length > 0) {
    refusals.push(
      `The job fails on reserved words: ${reserved.map(({ code, count }) => `${code} (${formatCount(count)})`).join(', ')}. Write them otherwise.`,
    );
  }
  const tooLong = overLimit(facts, platform);
  if (platform.longerIs === 'refused' && tooLong > 0) {
    refusals.push(
      `${counted(tooLong, 'example is', 'examples are')} longer than ${formatCount(platform.maxExampleTokens ?? 0)} tokens.`,
    );
  }
  return refusals;
}

function warningsOf(facts: TrainingFacts, platform: TrainingPlatform): string[] {
  const { advisedExamples, minExamples = 0 } = platform;
  const warnings: string[] = [];
  const tooLong = overLimit(facts, platform);
  if (platform.longerIs === 'cut' && tooLong > 0) {
    warnings.push(
      `${counted(tooLong, 'example is', 'examples are')} longer than ${formatCount(platform.maxExampleTokens ?? 0)} tokens: their ends are cut without a word, and the answer is what stands there.`,
    );
  }
  if (advisedExamples !== undefined && facts.examples < advisedExamples && facts.examples >= minExamples) {
    warnings.push(`It advises at least ${advisedExamples} examples.`);
  }
  if (
    platform.maxEpochs !== undefined &&
    platform.maxEpochs < 10 &&
    facts.examples < (advisedExamples ?? 0)
  ) {
    warnings.push(
      `It passes at most ${platform.maxEpochs} times over the data: repeat the rows of so small a file.`,
    );
  }
  return warnings;
}

function overLimit({ lengths }: TrainingFacts, { maxExampleTokens }: TrainingPlatform): number {
  return lengths.find(({ limit }) => limit === maxExampleTokens)?.over ?? 0;
}
