import type { CompleteWorkload } from '../defaults.js';
import { formatCount, formatShare } from '../explain/wording.js';
import { shareOf, type Task } from '../workload.js';
import { hasKnowledgeGap } from './knowledge-gap.js';

/**
 * What is wrong with the answers of today, on two axes. Facts that are missing, stale or have to be cited call for
 * retrieval; form, labels and tone call for examples, in the prompt or in a tune. Tasks of several steps of
 * reasoning call for neither, but for a stronger model. The two axes are those of vendors' own guides to
 * optimising a model.
 */

/** `none`: nothing is known to be wrong. */
export type Axis = 'knowledge' | 'behaviour' | 'both' | 'neither' | 'none';

export interface Diagnosis {
  readonly axis: Axis;
  /** One plain sentence; empty for `none`. */
  readonly sentence: string;
}

/** Tasks that take several steps of reasoning, which a tune does not add. */
const REASONING_TASKS: readonly Task[] = ['code', 'agent'];
/** Shares of failures between which neither axis alone explains them (stated assumption). */
const SOME_FACTS = 0.2;
const MOSTLY_FACTS = 0.8;

/** Share of the failures that facts from outside would mend: none where passages are in the prompt already. */
export function factShare({ knowledge, tokens }: CompleteWorkload): number {
  return knowledge.kind === 'none' || tokens.retrieved > 0 ? 0 : knowledge.failureShare;
}

/** Whether answers are known to miss the bar, or examples are kept to mend them. */
function isFailing({ quality, data }: CompleteWorkload): boolean {
  if (quality.target !== undefined && quality.current !== undefined)
    return shareOf(quality.current) < quality.target;
  return data.examples > 0;
}

/** Whether a tune was measured and does better than today: then the rule about reasoning gives way. */
function tuneHelps({ quality }: CompleteWorkload): boolean {
  return quality.fineTuned !== undefined && shareOf(quality.fineTuned) > shareOf(quality.current ?? 1);
}

function stale({ knowledge }: CompleteWorkload): string {
  if (knowledge.kind !== 'changing') return '';
  const { changesEveryDays } = knowledge;
  if (changesEveryDays === undefined) return ' and that change';
  return ` and that change every ${changesEveryDays === 1 ? 'day' : `${formatCount(changesEveryDays)} days`}`;
}

/** What is missing where it is not facts. */
export function behaviourSentence(facts: number): string {
  if (facts === 0)
    return 'No facts are missing: what is left to mend is form, labels or tone, which takes examples.';
  return `${formatShare(1 - facts)} of the failures are of form, labels or tone, which examples mend and facts do not.`;
}

/** Tells what is wrong from the task, the missing facts and the quality of today. */
export function diagnose(workload: CompleteWorkload): Diagnosis {
  const facts = factShare(workload);
  const cited = workload.knowledge.mustCite && hasKnowledgeGap(workload);
  const failing = isFailing(workload);
  const mostly = facts >= MOSTLY_FACTS || (cited && (!failing || facts >= 0.5));
  if (mostly || (hasKnowledgeGap(workload) && !failing)) {
    const cite = cited ? ' and have to name their sources' : '';
    return {
      axis: 'knowledge',
      sentence: `The answers need facts that the model does not have${stale(workload)}${cite}.`,
    };
  }
  if (facts >= SOME_FACTS || cited) {
    return {
      axis: 'both',
      sentence: `${formatShare(facts)} of the failures come from missing facts, the others from form, labels or tone.`,
    };
  }
  if (!failing) return { axis: 'none', sentence: '' };
  if (REASONING_TASKS.includes(workload.task) && !tuneHelps(workload)) {
    const task = workload.task === 'code' ? 'Code' : 'An agent';
    return {
      axis: 'neither',
      sentence: `${task} takes several steps of reasoning, which neither facts nor a tune brings: a stronger model does.`,
    };
  }
  return { axis: 'behaviour', sentence: behaviourSentence(facts) };
}
