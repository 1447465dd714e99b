import { splitEffort } from '../choose/candidates.js';
import { cascade } from './cascade.js';
import { classifierRouter } from './classifier-router.js';
import { distil } from './distil.js';
import { encoder } from './encoder.js';
import { fineTune } from './fine-tune.js';
import { keep } from './keep.js';
import { optimise } from './optimise.js';
import { optimisePrompt } from './optimise-prompt.js';
import type { PlanKindModule } from './plan-kind.js';
import { preferenceTune } from './preference-tune.js';
import { rag } from './rag.js';
import { ragFineTune } from './rag-fine-tune.js';
import { reinforcementTune } from './reinforcement-tune.js';
import { selfHost } from './self-host.js';
import { switchModel } from './switch-model.js';

/** Every kind of plan. A new kind is one file of this shape and one entry here. */
export const PLAN_KINDS = [
  keep,
  optimise,
  switchModel,
  optimisePrompt,
  cascade,
  classifierRouter,
  rag,
  fineTune,
  encoder,
  preferenceTune,
  ragFineTune,
  reinforcementTune,
  distil,
  selfHost,
] as const satisfies readonly PlanKindModule[];

export type PlanKind = (typeof PLAN_KINDS)[number]['kind'];

const BY_KIND: ReadonlyMap<string, PlanKindModule> = new Map(PLAN_KINDS.map((one) => [one.kind, one]));

/** What is known of a kind. */
export function planKind(kind: PlanKind): PlanKindModule {
  const found = BY_KIND.get(kind);
  if (found === undefined) throw new Error(`There is no kind of plan "${kind}".`);
  return found;
}

/** Whether two plans, by their ids, do the same with the same product: settings are details of one decision. */
export function areOneDecision(planId: string, otherId: string): boolean {
  return decisionNamed(planId) === decisionNamed(otherId);
}

/** Ids are stored: one of a kind that is no longer there is a decision of its own. */
function decisionNamed(planId: string): string {
  const own = PLAN_KINDS.find(({ kind }) => planId === kind || planId.startsWith(`${kind}:`));
  return own?.oneDecision === true ? own.kind : splitEffort(planId).modelId;
}

export { isFineTune } from './fine-tune.js';
export { isPresent, KEEP_ID } from './keep.js';
export { isOptimised, isSettingsOnly } from './optimise.js';
export { isSwitch } from './switch-model.js';
