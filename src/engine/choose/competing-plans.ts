import type { EvidenceBook } from '../../evidence/evidence-book.js';
import type { IsoDate, PriceBook } from '../../prices/price-book.js';
import { addDays } from '../calendar.js';
import { follow, type Proposal, type Scale, scaleOf } from '../cost/follow.js';
import type { Assumption } from '../defaults.js';
import { type CompleteWorkload, completeWorkload, DAYS_PER_MONTH } from '../defaults.js';
import type { Blocker } from '../explain/blockers.js';
import { type Joint, jointOf, type Sample } from '../odds/joint.js';
import { isPresent, PLAN_KINDS } from '../plans/index.js';
import { OPEN_MODELS } from '../plans/own-gpus.js';
import type { PlanContext } from '../plans/plan-kind.js';
import { withStandingCosts } from '../plans/standing-costs.js';
import { baseIdOf, isOpenTo, offersToWeigh } from '../plans/tuning-gates.js';
import type { KnownOfModels } from '../quality/plan-accuracies.js';
import type { Workload } from '../workload.js';
import { candidatesFor, requireModel, sizeOf, splitEffort } from './candidates.js';
import type { Competitor } from './course-of-action.js';

/** What competes: every kind's plans for one workload, before any of them is weighed. */

/** What an advice is asked about, on which day. */
export interface Question {
  readonly workload: Workload;
  readonly book: PriceBook;
  readonly evidence: EvidenceBook;
  readonly asOf: IsoDate;
}

/** Untuned models, by id and effort, and tuning offers that are looked at; others are left out to save time. The present model is always looked at. */
export interface Shortlist {
  readonly models: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

/** How much of the field is wanted. */
export interface Scope {
  readonly sample: Sample;
  /** Leaves out every model and offer that is not listed. */
  readonly only?: Shortlist | undefined;
  /** Leaves out offers on which no tune can be recommended, whatever it is for: their plans are there to be explained. */
  readonly openOffersOnly?: boolean;
  /** The field of a workload that may be much the same: what would be no different is taken over from it. */
  readonly known?: Field | undefined;
}

/** What is known of models: figures that the workload gives, and their size classes. */
export function knownOfModels(
  workload: CompleteWorkload,
  { book, evidence }: Pick<Question, 'book' | 'evidence'>,
  presentId: string,
): KnownOfModels {
  const { tunedOn } = workload.current;
  const offer = book.tuningOffers.find(({ id }) => id === tunedOn);
  const figures = Object.entries(workload.quality.models ?? {}).map(([name, figure]) => {
    const { modelId, effort } = book.findModel(name) === undefined ? splitEffort(name) : { modelId: name };
    return { modelId: requireModel(book, modelId).id, ...(effort !== undefined && { effort }), figure };
  });
  return {
    evidence,
    presentId,
    ...(offer !== undefined && { presentBase: baseIdOf(offer) }),
    figures,
    sizeOf(modelId) {
      const open = OPEN_MODELS.find(({ id }) => id === modelId);
      if (open !== undefined) return open.size;
      const model =
        book.findModel(modelId) ??
        book.tuningOffers.find(({ baseModel, id }) => (baseModel ?? id.split('/')[1]) === modelId);
      return model === undefined ? undefined : sizeOf(model);
    },
  };
}

/** The plans that compete for a workload, and what comparing them takes. */
export interface Field {
  readonly question: Question;
  readonly context: PlanContext;
  readonly scale: Scale;
  readonly joint: Joint;
  readonly assumptions: readonly Assumption[];
  readonly keep: Proposal;
  readonly proposals: readonly Proposal[];
  /** All that its plans and their costs hang on, but for the price book and the evidence. */
  readonly key: string;
}

function contextOf(
  workload: CompleteWorkload,
  question: Question,
  scope: Scope,
): { context: PlanContext; joint: Joint } {
  const { book, evidence, asOf } = question;
  const { only, openOffersOnly = false } = scope;
  const current = requireModel(book, workload.current.model);
  const joint = jointOf(
    workload,
    knownOfModels(workload, question, current.id),
    scope.sample,
    scope.known?.joint,
  );
  const all = candidatesFor(workload, book, evidence, current, asOf);
  const seen = new Set<string>();
  const models = all.filter(({ model }) => !seen.has(model.id) && seen.add(model.id));
  const context: PlanContext = {
    workload,
    book,
    evidence,
    accuracies: joint.accuracies,
    asOf,
    horizonEnd: addDays(asOf, workload.horizonMonths * DAYS_PER_MONTH),
    current,
    candidates: all.filter(({ id }) => only === undefined || only.models.has(id)),
    candidateModels: models.filter(({ id }) => only === undefined || only.models.has(id)),
    helperModels: models,
    offers: offersToWeigh(book, current, asOf).filter(({ id }) => only === undefined || only.offers.has(id)),
  };
  if (!openOffersOnly) return { context, joint };
  return {
    context: { ...context, offers: context.offers.filter((offer) => isOpenTo(context, offer)) },
    joint,
  };
}

/** What a wrong answer costs is for the choice alone: plans only hang on whether it is given. */
function keyOf(
  workload: CompleteWorkload,
  { asOf }: Question,
  { sample, only, openOffersOnly }: Scope,
): string {
  const quality = { ...workload.quality, lossPerErrorUsd: workload.quality.lossPerErrorUsd !== undefined };
  const listed = only && [[...only.models], [...only.offers]];
  return JSON.stringify([{ ...workload, quality }, asOf, sample, listed, openOffersOnly]);
}

/**
 * Every plan for a workload that is worth weighing.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 */
export function fieldOf(question: Question, scope: Scope): Field {
  const { workload, book } = question;
  const { complete, assumptions } = completeWorkload(
    workload,
    requireModel(book, workload.current.model).tunedOn,
  );
  const key = keyOf(complete, question, scope);
  const { known } = scope;
  if (
    known?.key === key &&
    known.question.book === question.book &&
    known.question.evidence === question.evidence
  )
    return {
      ...known,
      question,
      context: { ...known.context, workload: complete },
      scale: { ...known.scale, workload: complete },
      assumptions,
    };
  const { context, joint } = contextOf(complete, question, scope);
  const drafts = PLAN_KINDS.flatMap(({ kind, propose }) =>
    propose(context).map((draft) => ({ draft: withStandingCosts(draft, context), kind })),
  );
  const present = drafts.find(({ draft }) => isPresent(draft));
  if (present === undefined) throw new Error('No plan keeps the present model.');
  const scale = scaleOf(context.workload, question.asOf, present.draft);
  const keep = follow(present.draft, present.kind, scale);
  const proposals = drafts.map(({ draft, kind }) =>
    draft === present.draft ? keep : follow(draft, kind, scale),
  );
  return { question, context, scale, joint, assumptions, keep, proposals, key };
}

/** A plan among those to choose from. */
export interface Contender extends Competitor {
  readonly proposal: Proposal;
  readonly blockers: readonly Blocker[];
}

/** What takes over from a plan that ends: the best untuned plan. The present plan is followed as if it never ended. */
export function successorOf(proposal: Proposal, keep: Proposal, next: Proposal | null): Proposal | null {
  return proposal === keep ? null : next;
}
