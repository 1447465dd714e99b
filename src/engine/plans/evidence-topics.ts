import type { CompleteWorkload } from '../defaults.js';
import { diagnose } from '../quality/diagnosis.js';
import type { Topic } from '../quality/evidence-table.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';
import type { Task } from '../workload.js';
import type { WeighedPlan } from './plan-kind.js';

/** What published findings several kinds of plan rest on. */

const NARROW_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];
/** A fixed prompt of this length is a case for making it shorter (common practice in public guides). */
const LONG_PROMPT_TOKENS = 2_000;
/** Up to so many examples, the question is whether they are enough. */
const FEW_LABELS = 1_000;

/** For a plan that trains a model on the team's examples. */
export function tuneTopics(plan: WeighedPlan, workload: CompleteWorkload): readonly Topic[] {
  const { tokens, task, data } = workload;
  const isLong = tokens.staticPrompt + tokens.fewShot >= LONG_PROMPT_TOKENS;
  return [
    ...(hasKnowledgeGap(workload) && plan.bringsFacts ? (['facts-and-form'] as const) : []),
    ...(NARROW_TASKS.includes(task) ? (['narrow-tune'] as const) : []),
    ...(isLong ? (['shorter-prompt-by-tune'] as const) : []),
    ...(data.examples <= FEW_LABELS ? (['few-labels'] as const) : []),
    'general-tune',
  ];
}

/** For a plan that trains nothing: the facts that it brings, else a better prompt where that is what is missing. */
export function untunedTopics(plan: WeighedPlan, workload: CompleteWorkload): readonly Topic[] {
  if (hasKnowledgeGap(workload) && plan.bringsFacts)
    return plan.approach === 'prompting' ? ['facts-in-prompt', 'facts'] : ['facts'];
  return diagnose(workload).axis === 'behaviour' ? ['prompt-first'] : [];
}
