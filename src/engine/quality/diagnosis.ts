import type { CompleteWorkload } from '../defaults.js';
import { shareOf, type Task } from '../workload.js';
import { hasKnowledgeGap } from './knowledge-gap.js';

/**
 * What is wrong with the answers of today, on two axes. Facts that are missing, stale or have to be cited call for
 * retrieval; form, labels and tone call for examples, in the prompt or in a tune. Tasks of several steps of
 * reasoning call for neither, but for a stronger model. The two axes are those of vendors' own guides to
 * optimising a model.
 */

/** What is wrong, with what is known of it. */
export type Diagnosis =
  /** Nothing is known to be wrong. */
  | { readonly axis: 'none' }
  | {
      readonly axis: 'knowledge';
      /** Present where the facts change, with how often where that is known. */
      readonly changes?: { readonly everyDays?: number | undefined };
      readonly mustCite: boolean;
    }
  /** The share of the failures that missing facts cause. */
  | { readonly axis: 'both' | 'behaviour'; readonly factShare: number }
  | { readonly axis: 'neither'; readonly task: Task };

/** Tasks that take several steps of reasoning, which a tune does not add. */
const REASONING_TASKS: readonly Task[] = ['code', 'agent'];
/** Shares of failures between which neither axis alone explains them (stated assumption). */
const SOME_FACTS = 0.2;
const MOSTLY_FACTS = 0.8;

/** Share of the failures that facts from outside would mend: none where passages are in the prompt already. */
function factShare({ knowledge, tokens }: CompleteWorkload): number {
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

/** Tells what is wrong from the task, the missing facts and the quality of today. */
export function diagnose(workload: CompleteWorkload): Diagnosis {
  const facts = factShare(workload);
  const cited = workload.knowledge.mustCite && hasKnowledgeGap(workload);
  const failing = isFailing(workload);
  const mostly = facts >= MOSTLY_FACTS || (cited && (!failing || facts >= 0.5));
  if (mostly || (hasKnowledgeGap(workload) && !failing)) {
    const { kind, changesEveryDays: everyDays } = workload.knowledge;
    return { axis: 'knowledge', ...(kind === 'changing' && { changes: { everyDays } }), mustCite: cited };
  }
  if (facts >= SOME_FACTS || cited) return { axis: 'both', factShare: facts };
  if (!failing) return { axis: 'none' };
  const { task } = workload;
  if (REASONING_TASKS.includes(task) && !tuneHelps(workload)) return { axis: 'neither', task };
  return { axis: 'behaviour', factShare: facts };
}
