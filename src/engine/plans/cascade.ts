import type { Model } from '../../prices/price-book.js';
import { isSmaller, type UntunedModel } from '../choose/candidates.js';
import type { Call } from '../cost/call-cost.js';
import { joinLedgers, NOTHING, timesLedger } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import { formatShare } from '../explain/wording.js';
import type { Accuracy } from '../quality/accuracy.js';
import type { Blocker, DatedLedger, PlanContext, PlanDraft, PlanEnd, PlanKindModule } from './plan-kind.js';
import {
  callOn,
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  namesOf,
  PILOT_DAYS,
  reasoningStatement,
  thriftyCall,
  workStatement,
} from './shared.js';
import { strongModel } from './stand-in.js';

const CASCADE = 'cascade';
/** Share of queries whose small answer fails the check and that the strong model answers (stated assumption). */
const ESCALATED_SHARE = 0.2;
/** What a check costs, in calls of the small model (stated assumption). */
const CHECK_CALLS = 1;
/** Working days to build the check and the escalation, evaluation apart (stated assumption). */
const BUILD_DAYS = 5;

/** One model's part of the cascade: what one of its calls costs from which day on. */
interface Part {
  readonly untuned: UntunedModel;
  readonly model: Model;
  readonly call: Call;
  readonly calls: readonly DatedLedger[];
  readonly end: PlanEnd | undefined;
  assumptions(): readonly Assumption[];
}

/** @param share of the queries that reach the model. */
function partOf(context: PlanContext, untuned: UntunedModel, share: number): Part {
  const { model } = untuned;
  const { book, asOf, current } = context;
  const { volume, constraints } = context.workload;
  const workload: CompleteWorkload = {
    ...context.workload,
    volume: { ...volume, queriesPerDay: volume.queriesPerDay * share },
    // A checked and escalated answer would wait for two batches more.
    constraints: { ...constraints, batchable: false },
  };
  const isCurrent = untuned.model.id === current.id && untuned.effort === workload.current.effort;
  const base = isCurrent ? { ...credibleCall(workload, current), batchShare: 0 } : callOn(context, untuned);
  const { call, assumptions } = thriftyCall(base, workload, book.ratesOf(model.id, asOf), model);
  return {
    untuned,
    model,
    call,
    calls: datedCallCost(context, model.id, call, model.cacheFloorTokens, (day) =>
      book.ratesOf(model.id, day),
    ),
    end: endOf(model),
    assumptions: () => [...reasoningStatement(untuned), ...assumptions()],
  };
}

/** What stands in the way of one part of a cascade of this accuracy. */
function blockersOf(
  { model, call, end }: Part,
  context: PlanContext,
  accuracy: Accuracy,
  workingDays: number,
): readonly Blocker[] {
  return [
    ...endsInHorizon(context, end, workingDays),
    ...commonBlockers(context, model, { retrieves: call.retrieved > 0, call, accuracy }),
  ];
}

/** The ledger of the day; the first one before its day. */
function ledgerOn(calls: readonly DatedLedger[], day: string): DatedLedger['ledger'] {
  return calls.findLast(({ from }) => from <= day)?.ledger ?? calls[0]?.ledger ?? NOTHING;
}

/** One query on the first day and after each announced change of either model's prices. */
function perQuery(small: Part, strong: Part): readonly DatedLedger[] {
  const days = [...new Set([...small.calls, ...strong.calls].map(({ from }) => from))].sort();
  return days.map((from) => {
    const first = ledgerOn(small.calls, from);
    return {
      from,
      ledger: joinLedgers(
        timesLedger(first, 1, 'First answer'),
        timesLedger(first, CHECK_CALLS, 'Check'),
        timesLedger(ledgerOn(strong.calls, from), ESCALATED_SHARE, 'Escalated'),
      ),
    };
  });
}

function proposeCascade(context: PlanContext, smallModel: UntunedModel, strong: Part): PlanDraft {
  const { engineerMonthlyUsd, evaluationDays } = context.workload.people;
  const workingDays = BUILD_DAYS + evaluationDays;
  const strongOne = strong.untuned;
  const { accuracy, accuracyOf } = context.accuracies.cascade(
    { modelId: smallModel.model.id, ...(smallModel.effort !== undefined && { effort: smallModel.effort }) },
    { modelId: strongOne.model.id, ...(strongOne.effort !== undefined && { effort: strongOne.effort }) },
    ESCALATED_SHARE,
  );
  const small = partOf(context, smallModel, 1);
  const told = new Set<string>();
  const blockers = [small, strong]
    .flatMap((part) => blockersOf(part, context, accuracy, workingDays))
    .filter(({ message }) => !told.has(message) && told.add(message));
  const [end] = [small.end, strong.end]
    .filter((one) => one !== undefined)
    .sort((a, b) => a.on.localeCompare(b.on));
  const modelName = `${smallModel.name}, then ${strongOne.name}`;
  const work = 'Building the check and the escalation, and evaluating them';
  return {
    id: `${CASCADE}:${smallModel.id}`,
    approach: context.workload.tokens.retrieved > 0 ? 'rag' : 'prompting',
    title: `Ask ${smallModel.name} first, ${strongOne.name} when a check fails`,
    names: {
      ...namesOf(modelName, `Asking ${smallModel.name} first, ${strongOne.name} when a check fails`),
      tested: `a cascade of ${modelName}`,
      line: `Cascade with ${modelName}`,
    },
    answersAsToday: false,
    bringsFacts: context.workload.tokens.retrieved > 0,
    inHouse: false,
    modelName,
    provider: smallModel.model.provider,
    platform: smallModel.model.platform,
    blockers,
    upfront: labour(work, workingDays, engineerMonthlyUsd),
    perQuery: perQuery(small, strong),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    ...(smallModel.effort !== undefined && { effort: smallModel.effort }),
    accuracy,
    accuracyOf,
    proof: { usd: 0, days: Math.min(BUILD_DAYS, PILOT_DAYS) },
    productId: smallModel.model.id,
    decision: `${CASCADE}:${smallModel.model.id}`,
    workingDays,
    assumptions: () => [
      {
        field: 'escalated',
        statement: `${strongOne.name} answers the ${formatShare(ESCALATED_SHARE)} of queries whose first answer fails the check.`,
      },
      {
        field: 'check',
        statement: `Checking an answer takes one more call of ${smallModel.name}, as long as the first. Nothing goes through a batch interface.`,
      },
      ...small.assumptions(),
      ...strong.assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
    ],
  };
}

/**
 * A smaller candidate answers first, and what fails a check goes to the present model, or to a candidate of its
 * class where that ends inside the horizon.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const smaller = context.candidateModels.filter(({ model }) => isSmaller(model, context.current));
  const model = smaller.length === 0 ? null : strongModel(context, context.horizonEnd);
  if (model === null) return [];
  const strong = partOf(context, model, ESCALATED_SHARE);
  return smaller.map((small) => proposeCascade(context, small, strong));
}

export const cascade = {
  kind: CASCADE,
  change: 30,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: () => ['smallerModel', 'fineTuned', 'rag'],
  evidence: () => ['cascades'],
  cautions: () => [
    {
      code: 'escalations-assumed',
      about: 'outcome',
      sentence: 'How many answers fail the check is assumed; the more do, the more a call costs.',
    },
  ],
  test: judgedBeside,
} as const satisfies PlanKindModule;
