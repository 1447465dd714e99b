import type { Approach } from '../plans/plan-kind.js';
import type { Diagnosis } from '../quality/diagnosis.js';
import type { Bar, FairDrop } from '../quality/good-enough.js';
import { blockerWords } from './blocker-words.js';
import type { Blocker } from './blockers.js';
import { type FactOf, sentenceIn } from './facts.js';
import {
  formatCount,
  formatOdds,
  formatPoints,
  formatShare,
  formatUsd,
  listed,
  lowerFirst,
  upperFirst,
} from './wording.js';

/** Why a verdict is what it is, as facts, and what is said of each. */

/** What is wrong with the answers of today. */
function diagnosisWords(found: Diagnosis): string {
  switch (found.axis) {
    case 'none':
      return '';
    case 'knowledge': {
      const { changes, mustCite } = found;
      const often =
        changes?.everyDays === undefined
          ? ''
          : ` every ${changes.everyDays === 1 ? 'day' : `${formatCount(changes.everyDays)} days`}`;
      const stale = changes === undefined ? '' : ` and that change${often}`;
      const cite = mustCite ? ' and have to name their sources' : '';
      return `The answers need facts that the model does not have${stale}${cite}.`;
    }
    case 'both':
      return `${formatShare(found.factShare)} of the failures come from missing facts, the others from form, labels or tone.`;
    case 'behaviour':
      return found.factShare === 0
        ? 'No facts are missing: what is left to mend is form, labels or tone, which takes examples.'
        : `${formatShare(1 - found.factShare)} of the failures are of form, labels or tone, which examples mend and facts do not.`;
    case 'neither': {
      const task = found.task === 'code' ? 'Code' : 'An agent';
      return `${task} takes several steps of reasoning, which neither facts nor a tune brings: a stronger model does.`;
    }
  }
}

/** What a plan that brings facts does about what is wrong. */
interface Cure {
  readonly isPrompted: boolean;
  readonly trains: boolean;
}

function cureWords({ axis }: Diagnosis, { isPrompted, trains }: Cure): string {
  if (axis === 'both')
    return trains
      ? 'Retrieval brings the facts, and the tune mends the rest.'
      : `${isPrompted ? 'The prompt' : 'Retrieval'} brings the facts; clearer instructions and examples mend the rest.`;
  return isPrompted
    ? 'They fit into the prompt; a tune does not bring them.'
    : 'Retrieval brings them; a better prompt or a tune does not.';
}

/** What a plan costs at once and a month. */
export interface PlanBill {
  readonly title: string;
  readonly upfrontUsd: number;
  readonly monthUsd: number;
}

function billWords({ upfrontUsd, monthUsd }: PlanBill): string {
  return `${formatUsd(upfrontUsd)} at once and ${formatUsd(monthUsd)} a month`;
}

const APPROACH_NOUNS: Readonly<Record<Approach, string>> = {
  prompting: 'a prompted model',
  rag: 'retrieval',
  'fine-tuning': 'a tune',
  'rag+fine-tuning': 'retrieval with a tune',
  'self-host': 'a model of your own',
};

const REASONS = {
  'cannot-stay': ({ because }: { because: Blocker }) => `Staying is not an option: ${blockerWords(because)}`,
  diagnosis: ({ found, cure }: { found: Diagnosis; cure?: Cure | undefined }) =>
    cure === undefined ? diagnosisWords(found) : `${diagnosisWords(found)} ${cureWords(found, cure)}`,
  costs: ({
    modelName,
    usd,
    presentName,
    presentUsd,
    isOneOff,
    perCall,
  }: {
    modelName: string;
    usd: number;
    presentName: string;
    presentUsd: number;
    isOneOff: boolean;
    perCall: { readonly usd: number; readonly presentUsd: number } | undefined;
  }) => {
    const calls =
      perCall === undefined
        ? ''
        : ` A call costs ${formatUsd(perCall.usd)}, today ${formatUsd(perCall.presentUsd)}.`;
    return `${upperFirst(modelName)} costs ${formatUsd(usd)} ${isOneOff ? 'in all' : 'a month'}, ${presentName} today ${formatUsd(presentUsd)}.${calls}`;
  },
  'leaving-a-tune': ({
    again,
    hasExamples,
    untuned,
  }: {
    /** The cheapest other tune, and the cheapest plan without one, that nothing stands in the way of. */
    again: PlanBill | undefined;
    untuned: PlanBill | undefined;
    hasExamples: boolean;
  }) => {
    const why = hasExamples
      ? 'No other tune is open to you.'
      : 'What retraining costs takes the examples it was trained on: add examples=2000x500.';
    const retraining =
      again === undefined ? why : `Tuned again elsewhere it costs ${billWords(again)}: ${again.title}.`;
    const switching =
      untuned === undefined ? '' : ` Without a tune: ${billWords(untuned)}, ${untuned.title}.`;
    return `${retraining}${switching}`;
  },
  'reaches-bar': ({
    modelName,
    bar,
    chance,
    judged,
    p10,
    p90,
    note,
  }: {
    /** Absent for the present plan. */
    modelName: string | undefined;
    bar: Bar;
    chance: number;
    judged: { readonly right: number; readonly items: number } | undefined;
    p10: number;
    p90: number;
    note: string;
  }) => {
    const who = modelName === undefined ? 'It' : upperFirst(modelName);
    const what =
      bar.kind === 'target'
        ? `the bar of ${formatShare(bar.accuracy)}`
        : `today's accuracy, less ${formatPoints(bar.tolerance)}`;
    const spread = `${formatShare(p10)} to ${formatShare(p90)}`;
    const accuracy =
      judged === undefined
        ? `${spread} right in 8 of 10 scenarios`
        : `${formatCount(judged.right)} of ${formatCount(judged.items)} were judged right, so ${spread}`;
    return `${who} reaches ${what} in ${formatOdds(chance)} scenarios: ${accuracy}. ${note}`;
  },
  odds: ({
    share,
    other,
  }: {
    share: number;
    /** The best of the other approaches, where they are ahead. */
    other?: { readonly approach: Approach; readonly share: number } | undefined;
  }) => {
    const rest =
      other === undefined ? '' : `; ${APPROACH_NOUNS[other.approach]} is in ${formatOdds(other.share)}`;
    return `It is the best course, or as good as the best, in ${formatOdds(share)} scenarios${rest}.`;
  },
  'fair-drop': ({ drops }: { drops: readonly FairDrop[] }) => {
    const each = drops.map(
      ({ lossPerErrorUsd, points }) =>
        `${points >= 1 ? 'any drop' : formatPoints(points)} at ${formatUsd(lossPerErrorUsd)} an error`,
    );
    return `The saving pays for ${listed(each)}: say what a wrong answer costs you.`;
  },
  'rival-saves-more': ({ title, usd }: { title: string; usd: number }) =>
    `The next best, ${lowerFirst(title)}, would save ${formatUsd(usd)} more over the horizon: too little for a larger change.`,
  'rival-costs-more': ({
    title,
    usd,
    pBest,
  }: {
    title: string;
    usd: number;
    /** Absent where nothing is changed. */
    pBest: number | undefined;
  }) => {
    const rest =
      pBest === undefined
        ? ", people's time and the chance that it fails included"
        : `; it is the best course in ${formatOdds(pBest)} scenarios`;
    return `The next best, ${lowerFirst(title)}, comes to ${formatUsd(usd)} more over the horizon${rest}.`;
  },
  'right-answer': ({
    modelName,
    usd,
    presentName,
    presentUsd,
    lossUsd,
  }: {
    modelName: string;
    usd: number;
    presentName: string;
    presentUsd: number;
    lossUsd: number | undefined;
  }) => {
    const loss = lossUsd === undefined ? '' : `; a wrong one costs ${formatUsd(lossUsd)}`;
    return `A right answer costs ${formatUsd(usd)} with ${modelName}, fixed costs included, and ${formatUsd(presentUsd)} with ${presentName} today${loss}.`;
  },
  'tune-was-worse': ({ accuracy, present }: { accuracy: number; present: number }) =>
    `Why not fine-tune: the tune was ${formatShare(accuracy)} right, ${formatPoints(present - accuracy)} below today.`,
  'tune-stopped': ({ because }: { because: Blocker }) =>
    `Why not fine-tune: ${lowerFirst(blockerWords(because))}`,
  'tune-not-open': ({ doing, because }: { doing: string; because: Blocker }) =>
    `${doing} is not open to you. ${blockerWords(because)}`,
  'tune-costs-more': ({
    doing,
    isOpen,
    usd,
    perCall,
  }: {
    doing: string;
    isOpen: boolean;
    usd: number;
    perCall: { readonly tunedUsd: number; readonly untunedUsd: number } | undefined;
  }) => {
    const each =
      perCall === undefined
        ? ''
        : `${formatUsd(perCall.tunedUsd)} a call against ${formatUsd(perCall.untunedUsd)} untuned, and `;
    return `${isOpen ? doing : 'Even if it were, it'} would cost ${each}${formatUsd(usd)} more over the horizon, people's time included.`;
  },
  'tune-would-not-last': ({ because }: { because: Blocker }) => `It would not last. ${blockerWords(because)}`,
  'people-share': ({ share }: { share: number }) =>
    `People are ${formatShare(share)} of the first year's cost of the tune.`,
  'retrieval-would-not-help': ({ because }: { because: Blocker }) => blockerWords(because),
  'plan-stopped': ({ title, because, others }: { title: string; because: Blocker; others: number }) =>
    `${title}: ${blockerWords(because)}${others === 0 ? '' : ` And ${others} more.`}`,
};

/** Why a verdict is what it is. */
export type Reason = FactOf<typeof REASONS>;

/** A reason in words. */
export function reasonWords(reason: Reason): string {
  return sentenceIn(REASONS, reason);
}
