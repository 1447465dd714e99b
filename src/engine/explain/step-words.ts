import type { Judging } from '../quality/test-plan.js';
import { type FactOf, sentenceIn } from './facts.js';
import {
  earlyStopWords,
  judgingWords,
  type Pass,
  passSentence,
  type Stopping,
  type TestCost,
  testCostWords,
} from './test-words.js';
import { formatCount, formatShare, formatUsd, listed } from './wording.js';

/** What to do today, and what its result decides, as facts, and what is said of each. */

const STEPS = {
  'relax-conditions': () => 'Decide which of the conditions can be relaxed, and ask again.',
  'nothing-to-test': () => 'Nothing has to be tested.',
  'ask-again': () => 'Ask again when the volume grows or a price moves.',
  'turn-on': ({ watch }: { watch: 'bill' | 'repeats' }) =>
    `Turn it on for a day and ${watch === 'bill' ? 'compare the bill' : 'count the calls that are sent again'}.`,
  'tune-once': ({ share }: { share: number }) =>
    `Tune once, judge held-out queries, and send the tuned model ${formatShare(share)} of the traffic first.`,
  'rent-gpu': ({ hourUsd }: { hourUsd: number }) =>
    `Rent one GPU for a day, about ${formatUsd(24 * hourUsd)}, and measure how many queries it answers in a second.`,
  'judge-some': ({ share, how }: { share: number; how: string }) =>
    `Send it ${formatShare(share)} of the traffic first and judge answers ${how}.`,
  'judge-items': ({
    items,
    tested,
    pilotUsd,
  }: {
    items: number;
    tested: readonly string[];
    /** Absent where nothing is trained. */
    pilotUsd: number | undefined;
  }) => {
    const pilot = pilotUsd === undefined ? '' : `, trained once for ${formatUsd(pilotUsd)}`;
    return `Judge ${formatCount(items)} of your own queries on ${listed(tested)}${pilot}.`;
  },
  'judge-present': ({ modelName }: { modelName: string }) => `Judge the same on ${modelName}.`,
  judging: (test: TestCost & { judging: Judging['kind'] }) =>
    `They are judged ${judgingWords(test)}; all of it takes ${testCostWords(test)}.`,
  passes: (pass: Pass) => passSentence(pass),
  'marks-leave-room': () => 'The marks leave room for luck, so they are stricter than the bar.',
  'stop-early': (stop: Stopping) => earlyStopWords(stop),
  'begin-small': ({ share }: { share: number }) =>
    `After a pass, send it ${formatShare(share)} of the traffic first and watch how often answers are corrected.`,
};

/** A step: what to do, or what its result decides. */
export type Step = FactOf<typeof STEPS>;

/** A step in words: one sentence. */
export function stepWords(step: Step): string {
  return sentenceIn(STEPS, step);
}
