import type { Model } from '../../prices/price-book.js';
import { addDays } from '../calendar.js';
import { isSmaller, mayBeSmaller } from '../choose/candidates.js';
import { callCost, presentCall } from '../cost/call-cost.js';
import type { Ledger } from '../cost/ledger.js';
import { NOTHING, timesLedger } from '../cost/ledger.js';
import { calendarDays } from '../cost/people.js';
import { formatCount, formatShare } from '../explain/wording.js';
import type { PlanContext, PlanDraft, PlanKindModule, PlanQuality } from './plan-kind.js';
import { qualityOf, untunedQuality } from './shared.js';
import { strongModel } from './stand-in.js';
import { proposeTunes } from './tuned.js';

const DISTIL = 'distil';
/** Fewest examples that a teacher is asked for (stated assumption). */
const FEWEST_LABELLED = 1_000;
/** Share of a teacher's answers that are thrown away (stated assumption). */
const REJECTED_SHARE = 0.3;
/** Share of its teacher's accuracy that a small model keeps where none is measured (a published comparison: 4.3 of 4.5 points). */
const KEPT_SHARE = 0.96;

/** What the teacher's answers cost: one call for each example that is kept or rejected, batched where it can be. */
function teacherBill(context: PlanContext, teacher: Model, examples: number): Ledger {
  const { workload, book, asOf } = context;
  const call = { ...presentCall(workload), cacheHitRate: 0, batchShare: 1, retryRate: 0 };
  const once = callCost(call, book.ratesOf(teacher.id, asOf), teacher.cacheFloorTokens);
  return timesLedger(once, examples / (1 - REJECTED_SHARE), 'Teacher');
}

/** No better than the teacher, whatever the tune was measured at on answers of people. */
function studentQuality(context: PlanContext, teacher: Model): PlanQuality {
  const taught = untunedQuality(context, teacher).accuracy;
  const { fineTuned } = context.workload.quality;
  if (taught === null) return qualityOf(undefined, fineTuned);
  return qualityOf(undefined, fineTuned === undefined ? KEPT_SHARE * taught : Math.min(fineTuned, taught));
}

/**
 * A small model tuned on the answers of a strong one: the present model, or a candidate of its class where that
 * ends before the examples are written. Proposed where a small model is worth weighing, or there are examples; not
 * where the strong model is itself a small one.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { data, people, quality, tokens } = context.workload;
  if (!mayBeSmaller(context.workload) && data.examples === 0 && quality.fineTuned === undefined) return [];
  const teacher = strongModel(context, addDays(context.asOf, calendarDays(people.setupDays)));
  if (teacher === null) return [];
  const offers = context.offers.filter((offer) => offer.tier === 'small' && isSmaller(offer, teacher));
  const examples = Math.max(data.examples, FEWEST_LABELLED);
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
        statement: `The terms of ${teacher.provider} are taken to allow training on what ${teacher.name} writes. Many sellers forbid it: read them first.`,
      },
      ...(quality.fineTuned === undefined && quality.current !== undefined
        ? [
            {
              field: 'quality.fineTuned',
              statement: `A distilled model keeps ${formatShare(KEPT_SHARE)} of its teacher's accuracy.`,
            },
          ]
        : []),
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
    quality: studentQuality(context, teacher),
    examples,
    tokensPerExample: data.tokensPerExample,
    labelCostUsd: 0,
    retrieved: tokens.retrieved,
    extra,
  }));
}

export const distil = {
  kind: DISTIL,
  change: 70,
  chartLine: 'tuned-or-retrieving',
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned'],
  evidence: () => ['distilled-tune', 'general-tune'],
  cautions: () => [
    {
      code: 'teacher-terms',
      about: 'outcome',
      sentence: "Read the teacher's terms: many sellers forbid training another model on what theirs writes.",
    },
  ],
  test: () => ({ code: 'train-once', on: 'answers of the teacher' }),
} as const satisfies PlanKindModule;
