import type { CompleteWorkload } from '../defaults.js';
import { formatShare } from '../explain/wording.js';
import type { Training } from '../plans/plan-kind.js';
import { hasKnowledgeGap } from './knowledge-gap.js';

/**
 * The chance that a tune succeeds: our own prior, not calibrated on any record, with what the workload says for
 * and against it.
 */

const PRIOR = 0.5;
const LOWEST = 0.05;
const HIGHEST = 0.9;

/** Accuracy that the best prompt lacks before a tune without a pilot is doubted. */
const WIDE_GAP = 0.1;

/** Everything that moves the chance, with the words for it. */
function adjustments(
  workload: CompleteWorkload,
  on: Training['on'],
): readonly { readonly by: number; readonly why: string }[] {
  const { quality, task, data, tokens } = workload;
  const all: { by: number; why: string }[] = [];
  const bar = quality.target ?? quality.current;
  const measured = quality.fineTuned;
  if (measured !== undefined && bar !== undefined && measured >= bar)
    all.push({ by: 0.15, why: 'a tune was measured at the bar' });
  if (task === 'classification' || task === 'extraction') all.push({ by: 0.1, why: 'the task is narrow' });
  if (data.examples >= 1000) all.push({ by: 0.1, why: 'there are 1,000 examples or more' });
  else if (data.examples >= 200) all.push({ by: 0.05, why: 'there are 200 examples or more' });
  // A distilled model learns from its teacher's answers: few examples of one's own say nothing against it.
  else if (data.examples < 100 && on === 'own-examples')
    all.push({ by: -0.25, why: 'there are fewer than 100 examples' });
  if (hasKnowledgeGap(workload)) all.push({ by: -0.2, why: 'facts are missing' });
  if (task === 'agent' || tokens.reasoning > 0)
    all.push({ by: -0.2, why: 'it takes several steps of reasoning' });
  const { current, target } = quality;
  if (measured === undefined && current !== undefined && target !== undefined && target - current > WIDE_GAP)
    all.push({ by: -0.15, why: `the best prompt misses the bar by more than ${formatShare(WIDE_GAP)}` });
  return all;
}

/**
 * The chance between 0.05 and 0.9, and how it came about in words.
 *
 * @param on what the model is trained on.
 */
export function chanceOfSuccess(
  workload: CompleteWorkload,
  on: Training['on'] = 'own-examples',
): {
  readonly chance: number;
  readonly why: string;
} {
  const all = adjustments(workload, on);
  const sum = all.reduce((chance, { by }) => chance + by, PRIOR);
  const chance = Math.min(HIGHEST, Math.max(LOWEST, Number(sum.toFixed(4))));
  const reasons = all.map(
    ({ by, why }) => `${by > 0 ? '+' : '-'}${Math.round(Math.abs(by) * 100)} as ${why}`,
  );
  return { chance, why: [`${PRIOR * 100} to begin with`, ...reasons].join(', ') };
}
