import type { EvidenceBook } from '../../evidence/evidence-book.js';
import type { IsoDate, Model, ModelTier, PriceBook } from '../../prices/price-book.js';
import type { CompleteWorkload } from '../defaults.js';
import { effortChoices, type Reasoning, reasoningAt } from '../quality/effort.js';
import { EFFORTS, type Effort, type Task } from '../workload.js';
import { weightsOf, withoutDearerHosts } from './open-hosts.js';

/** Which untuned models, at which reasoning efforts, are weighed. */

const TIER_ORDER = { small: 0, medium: 1, large: 2 } as const satisfies Record<ModelTier, number>;

/** Size class as a number: 0 small, 2 large. */
export function sizeOf({ tier }: Pick<Model, 'tier'>): number {
  return TIER_ORDER[tier];
}

/** Whether `model` is of a smaller class than `than`. */
export function isSmaller(model: Pick<Model, 'tier'>, than: Pick<Model, 'tier'>): boolean {
  return sizeOf(model) < sizeOf(than);
}

/** A model was named that the price book does not hold. Resolve names before calling `advise`. */
export class UnknownModelError extends Error {
  readonly code = 'unknown-model';
  readonly model: string;

  constructor(model: string) {
    super(`The price book holds no model "${model}".`);
    this.name = 'UnknownModelError';
    this.model = model;
  }
}

/** The model of exactly this name. @throws UnknownModelError */
export function requireModel(book: PriceBook, name: string): Model {
  const model = book.findModel(name);
  if (model === undefined) throw new UnknownModelError(name);
  return model;
}

/** An untuned model as it would be called. */
export interface UntunedModel {
  readonly model: Model;
  /** Absent where its maker offers none, or nobody has published what one does. */
  readonly effort?: Effort;
  /** Hidden tokens that a call would take. */
  readonly reasoning: Reasoning;
  /** `gpt-6-luna@low`. */
  readonly id: string;
  /** `GPT-6 Luna at low effort`. */
  readonly name: string;
}

/** A model with the effort that was written behind it: `gpt-6-luna@low`. */
export function splitEffort(named: string): { readonly modelId: string; readonly effort?: Effort } {
  const at = named.lastIndexOf('@');
  const effort = EFFORTS.find((one) => at > 0 && named.slice(at + 1).toLowerCase() === one);
  return effort === undefined ? { modelId: named } : { modelId: named.slice(0, at), effort };
}

/** Id and name of a model at an effort. */
export function atEffort(
  { id, name }: Pick<Model, 'id' | 'name'>,
  effort?: Effort,
): { readonly id: string; readonly name: string } {
  if (effort === undefined) return { id, name };
  return {
    id: `${id}@${effort}`,
    name: effort === 'none' ? `${name} without reasoning` : `${name} at ${effort} effort`,
  };
}

/** Efforts past `high` cost a multiple for a few points: weighed only where steps of reasoning are the work (stated choice). */
const LONG_EFFORTS: readonly Effort[] = ['xhigh', 'max'];
const REASONING_TASKS: readonly Task[] = ['code', 'agent'];

/**
 * The efforts at which a model is weighed, of those that somebody has put to a test: the least, the greatest of the
 * short ones, and the greatest of all where steps of reasoning are the work. What lies between differs little.
 */
function effortsOf(modelId: string, task: Task, evidence: EvidenceBook): readonly (Effort | undefined)[] {
  const known = effortChoices(evidence, modelId);
  const short = known.filter((effort) => !LONG_EFFORTS.includes(effort));
  const wanted = [
    short[0] ?? known[0],
    short.at(-1),
    ...(REASONING_TASKS.includes(task) ? [known.at(-1)] : []),
  ];
  const efforts = known.filter((effort) => wanted.includes(effort));
  return efforts.length === 0 ? [undefined] : efforts;
}

/** Whether all that is published of a model is of it thinking, at a level that nobody states. */
function isKnownThinking(modelId: string, evidence: EvidenceBook): boolean {
  const printed = evidence.effortsOf(modelId);
  return printed.length > 0 && printed.every((effort) => effort === 'reasoning');
}

/**
 * The untuned model at an effort, with the hidden tokens that a call of today would take there. A model that is known
 * only as it thinks is taken to think as others do at high effort: its results are not to be had without.
 */
export function untunedModel(
  model: Model,
  effort: Effort | undefined,
  workload: CompleteWorkload,
  evidence: EvidenceBook,
): UntunedModel {
  const { tokens, current } = workload;
  const thinking = effort ?? (isKnownThinking(model.id, evidence) ? 'high' : undefined);
  const reasoning = reasoningAt(evidence, model.id, thinking, {
    outputTokens: tokens.output,
    reasoningTokens: tokens.reasoning,
    ...(current.effort !== undefined && { effort: current.effort }),
  });
  return { model, ...(effort !== undefined && { effort }), reasoning, ...atEffort(model, effort) };
}

/**
 * The untuned models that are weighed, each at every effort that somebody has tested: those the workload names, else
 * the current generation of the catalogue that is on sale, open models once each, at the host that costs least. Ability
 * is for the evidence to tell, not for size classes.
 *
 * @throws UnknownModelError
 */
export function candidatesFor(
  workload: CompleteWorkload,
  book: PriceBook,
  evidence: EvidenceBook,
  current: Model,
  asOf: IsoDate,
): readonly UntunedModel[] {
  const named = workload.candidates?.map((name) => {
    const { modelId, effort } = book.findModel(name) === undefined ? splitEffort(name) : { modelId: name };
    return { model: requireModel(book, modelId), effort };
  });
  // What its maker names in the model's place is looked at, be it current or not.
  const successor = current.replacement === undefined ? undefined : book.findModel(current.replacement);
  const offered = book.models.filter(
    (model) =>
      (model.candidate || model.id === successor?.id) &&
      (model.releasedOn === undefined || model.releasedOn <= asOf) &&
      !(model.endsOn !== undefined && model.endsOn.date <= asOf),
  );
  const pool: readonly { readonly model: Model; readonly effort?: Effort | undefined }[] =
    named ??
    withoutDearerHosts(offered, workload, { book, evidence, asOf }, current).map((model) => ({ model }));
  const inUse = weightsOf(current.id);
  const present = atEffort(current, workload.current.effort).id;
  const seen = new Set([present, ...(workload.current.effort === undefined ? [] : [current.id])]);
  return pool
    .flatMap(({ model, effort }) => {
      // What the model in use does today is known; at which effort, only where it is stated.
      if (model.id === current.id && workload.current.effort === undefined && effort === undefined) return [];
      // Another host of the weights in use is asked as today's is.
      const isElsewhere = model.id !== current.id && weightsOf(model.id) === inUse;
      const efforts =
        effort !== undefined
          ? [effort]
          : isElsewhere
            ? [workload.current.effort]
            : effortsOf(model.id, workload.task, evidence);
      return efforts.map((one) => untunedModel(model, one, workload, evidence));
    })
    .filter(({ id }) => !seen.has(id) && seen.add(id));
}
