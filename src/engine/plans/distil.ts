import { addDays } from '../calendar.js';
import { isSmaller, type UntunedModel } from '../choose/candidates.js';
import { callCost } from '../cost/call-cost.js';
import type { Ledger } from '../cost/ledger.js';
import { NOTHING, timesLedger } from '../cost/ledger.js';
import { calendarDays } from '../cost/people.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount, formatShare } from '../explain/wording.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { callOn } from './shared.js';
import { strongModel } from './stand-in.js';
import { proposeTunes } from './tuned.js';
import { openOffers } from './tuning-gates.js';

const DISTIL = 'distil';
/** Fewest examples that a teacher is asked for (stated assumption). */
const FEWEST_LABELLED = 1_000;
/** Share of a teacher's answers that are thrown away (stated assumption). */
const REJECTED_SHARE = 0.3;

/** What the teacher's answers cost: one call for each example that is kept or rejected, batched where it can be. */
function teacherBill(context: PlanContext, teacher: UntunedModel, examples: number): Ledger {
  const { book, asOf } = context;
  const { model } = teacher;
  const call = { ...callOn(context, teacher), batchShare: 1, retryRate: 0 };
  const once = callCost(call, book.ratesOf(model.id, asOf), model.cacheFloorTokens);
  return timesLedger(once, examples / (1 - REJECTED_SHARE), 'Teacher');
}

/**
 * A small model tuned on the answers of a strong one: the present model, or a candidate of its class where that
 * ends before the examples are written. Not proposed
 * where the strong model is itself a small one.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, people, tokens } = context.workload;
  const teacher = strongModel(context, addDays(context.asOf, calendarDays(people.setupDays)));
  if (teacher === null) return [];
  const offers = openOffers(context).filter(
    (offer) => offer.tier === 'small' && isSmaller(offer, teacher.model),
  );
  const examples = Math.max(data.examples, FEWEST_LABELLED);
  const student = context.accuracies.distilled(
    { modelId: teacher.model.id, ...(teacher.effort !== undefined && { effort: teacher.effort }) },
    examples,
  );
  const extra = {
    upfront: teacherBill(context, teacher, examples),
    perQuery: NOTHING,
    monthly: NOTHING,
    workingDays: 0,
    assumptions: () => [
      {
        field: 'teacher',
        statement: `${teacher.name} answers ${formatCount(examples)} real queries to train on, ${formatCount(data.tokensPerExample)} tokens each, and ${formatShare(REJECTED_SHARE)} of its answers are thrown away.`,
      },
      {
        field: 'teacher.terms',
        statement: `The terms of ${teacher.model.provider} are taken to allow training on what ${teacher.name} writes. Many sellers forbid it: read them first.`,
      },
    ],
  };
  return proposeTunes(context, offers, (offer) => ({
    kind: DISTIL,
    approach: tokens.retrieved > 0 ? 'rag+fine-tuning' : 'fine-tuning',
    title: `Distil ${teacher.name} into ${offer.name}`,
    doing: `Distilling ${teacher.name} into ${offer.name}`,
    trainsOn: 'teacher-answers',
    bringsFacts: tokens.retrieved > 0,
    line: (model) => `Distilled ${model}`,
    answerer: (modelName) => `${modelName}, taught by another model,`,
    ...student,
    examples,
    tokensPerExample: data.tokensPerExample,
    labelCostUsd: 0,
    retrieved: tokens.retrieved,
    extra,
  }));
}

const SAYS = {
  'teacher-terms': () =>
    "Read the teacher's terms: many sellers forbid training another model on what theirs writes.",
};

export const distil = {
  kind: DISTIL,
  change: 70,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: () => ['distilled-tune', 'general-tune'],
  says: SAYS,
  cautions: () => [{ code: 'teacher-terms', about: 'outcome' }],
  test: () => ({ code: 'train-once', on: 'answers of the teacher' }),
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
