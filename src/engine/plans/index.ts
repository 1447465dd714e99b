import { splitEffort } from '../choose/candidates.js';
import type { OwnFact } from '../explain/blockers.js';
import { type FactOf, type Sentences, sentenceIn } from '../explain/facts.js';
import { cascade } from './cascade.js';
import { distil } from './distil.js';
import { encoder } from './encoder.js';
import { fineTune } from './fine-tune.js';
import { keep } from './keep.js';
import { optimise } from './optimise.js';
import { optimisePrompt } from './optimise-prompt.js';
import type { About, PlanKindModule } from './plan-kind.js';
import { rag } from './rag.js';
import { ragFineTune } from './rag-fine-tune.js';
import { selfHost } from './self-host.js';
import { switchModel } from './switch-model.js';

/** Every kind of plan. A new kind is one file of this shape and one entry here. */
export const PLAN_KINDS = [
  keep,
  optimise,
  switchModel,
  optimisePrompt,
  cascade,
  rag,
  fineTune,
  encoder,
  ragFineTune,
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

const SAYS: Sentences = Object.fromEntries(PLAN_KINDS.flatMap(({ says }) => Object.entries(says)));

type Own<Table> = Table extends Sentences ? FactOf<Table> : never;

/** What the kinds caution against about their own plans. */
export type OwnCaution = Own<(typeof PLAN_KINDS)[number]['says']> & About;

/** Whether a kind of plan has the sentence of a fact. */
export function saysOwn(fact: OwnFact): fact is OwnCaution {
  return Object.hasOwn(SAYS, fact.code);
}

/** What its kind says of a fact. */
export function ownWords(fact: OwnFact): string {
  return sentenceIn(SAYS, fact as never);
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
