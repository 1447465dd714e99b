import type { CompleteWorkload } from '../defaults.js';

/**
 * Whether missing facts decide the matter: the workload says that answers need facts the model does not have,
 * does not retrieve yet, and does not say that this is the smaller part of its failures.
 */
export function hasKnowledgeGap(workload: CompleteWorkload): boolean {
  if (workload.knowledge.kind === 'none' || workload.tokens.retrieved > 0) return false;
  return workload.knowledge.mustCite || workload.knowledge.failureShare >= 0.5;
}
