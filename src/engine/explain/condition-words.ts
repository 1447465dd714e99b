import { endWords, type PlanEnd } from './end-words.js';
import { type FactOf, sentenceIn } from './facts.js';
import { formatDay, formatDuration, formatOdds, listed } from './wording.js';

/** What bounds a verdict from outside, as facts, and what is said of each. */

/** A limit of latency as people type it. */
function limitWords(limitMs: number): string {
  return `${limitMs.toLocaleString('en-US')} ms`;
}

/** What is expected of the speed of a model against a limit. */
interface Speed {
  modelName: string;
  p95Ms: number;
  limitMs: number;
}

function speedWords({ modelName, p95Ms }: Speed): string {
  const typical = Number(p95Ms.toPrecision(2)).toLocaleString('en-US');
  return `95 of 100 answers of ${modelName} are expected within about ${typical} ms`;
}

const CONDITIONS = {
  'own-end': ({ days, end, trains }: { days: number; end: PlanEnd; trains: boolean }) => {
    const because = `${endWords(end)} on ${formatDay(end.on)}${end.orLater ? ' or later' : ''}`;
    const again = trains ? ' Then it has to be built again on another base.' : '';
    return days === 0
      ? `It may end any day: ${because}.${again}`
      : `It runs for ${formatDuration(days)}: ${because}.${again}`;
  },
  'speed-unknown': ({ modelName, limitMs }: { modelName: string; limitMs: number }) =>
    `Nobody has published how fast ${modelName} answers: measure whether 95 of 100 answers come within ${limitWords(limitMs)} first.`,
  'fast-enough': (speed: Speed) =>
    `Your limit of ${limitWords(speed.limitMs)} is likely kept: ${speedWords(speed)}.`,
  'speed-unsure': (speed: Speed & { chance: number }) =>
    `${speedWords(speed)}; the limit of ${limitWords(speed.limitMs)} holds in ${formatOdds(speed.chance)} cases: measure it first.`,
  'stays-in-house': () => 'Data stays in house, as you ask: you run the model.',
  'no-training-on-data': ({ platform }: { platform: string }) =>
    `Check ${platform}'s terms: the data may not be used for training.`,
  'sellers-allowed': ({ sellers }: { sellers: readonly string[] }) =>
    `Only what ${listed(sellers)} ${sellers.length === 1 ? 'sells' : 'sell'} may be used, as you ask.`,
};

/** What bounds a verdict from outside. */
export type Condition = FactOf<typeof CONDITIONS>;

/** A condition in words. */
export function conditionWords(condition: Condition): string {
  return sentenceIn(CONDITIONS, condition);
}
