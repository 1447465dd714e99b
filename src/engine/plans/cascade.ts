import type { Model } from '../../prices/price-book.js';
import { isSmaller, type UntunedModel } from '../choose/candidates.js';
import type { Call } from '../cost/call-cost.js';
import { joinLedgers, NOTHING, timesLedger } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import type { Blocker } from '../explain/blockers.js';
import type { PlanEnd } from '../explain/end-words.js';
import type { FactOf } from '../explain/facts.js';
import { formatShare } from '../explain/wording.js';
import type { Accuracy } from '../quality/accuracy.js';
import type { ModelAndEffort } from '../quality/plan-accuracies.js';
import type { DatedLedger, PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
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
/** Working days to write the rule that tells easy queries, evaluation apart (stated assumption). */
const RULE_DAYS = 2;

/** One model's part of the cascade: what one of its calls costs from which day on. */
interface Part {
  readonly untuned: UntunedModel;
  readonly model: Model;
  readonly call: Call;
  readonly calls: readonly DatedLedger[];
  readonly end: PlanEnd | undefined;
  assumptions(): readonly Assumption[];
}

/**
 * @param share of the queries that reach the model.
 * @param batchable whether its answers may wait: a checked and escalated one would wait for two batches more.
 */
function partOf(context: PlanContext, untuned: UntunedModel, share: number, batchable = false): Part {
  const { model } = untuned;
  const { book, asOf, current } = context;
  const { volume, constraints } = context.workload;
  const workload: CompleteWorkload = {
    ...context.workload,
    volume: { ...volume, queriesPerDay: volume.queriesPerDay * share },
    constraints: { ...constraints, batchable: batchable && constraints.batchable },
  };
  const isCurrent = untuned.model.id === current.id && untuned.effort === workload.current.effort;
  const base = isCurrent
    ? { ...credibleCall(workload, current), ...(!batchable && { batchShare: 0 }) }
    : callOn(context, untuned);
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

/** The first day, and each day on which a price of either model changes. */
function daysOf(small: Part, strong: Part): readonly string[] {
  return [...new Set([...small.calls, ...strong.calls].map(({ from }) => from))].sort();
}

/** One query on the first day and after each announced change of either model's prices. */
function perQuery(small: Part, strong: Part): readonly DatedLedger[] {
  return daysOf(small, strong).map((from) => {
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

/** The model and effort that an accuracy is asked for. */
function askedAs({ model, effort }: UntunedModel): ModelAndEffort {
  return { modelId: model.id, ...(effort !== undefined && { effort }) };
}

/** What every plan of two models has in common. */
function commonOf(
  context: PlanContext,
  small: Part,
  strong: Part,
  accuracy: Accuracy,
  workingDays: number,
): Pick<
  PlanDraft,
  | 'approach'
  | 'answersAsToday'
  | 'bringsFacts'
  | 'inHouse'
  | 'provider'
  | 'platform'
  | 'blockers'
  | 'monthly'
  | 'end'
  | 'effort'
  | 'productId'
  | 'workingDays'
> {
  const retrieves = context.workload.tokens.retrieved > 0;
  const { model, effort } = small.untuned;
  const seen = new Set<string>();
  const [end] = [small.end, strong.end]
    .filter((one) => one !== undefined)
    .sort((a, b) => a.on.localeCompare(b.on));
  return {
    approach: retrieves ? 'rag' : 'prompting',
    answersAsToday: false,
    bringsFacts: retrieves,
    inHouse: false,
    provider: model.provider,
    platform: model.platform,
    blockers: [small, strong]
      .flatMap((part) => blockersOf(part, context, accuracy, workingDays))
      .filter((blocker) => !seen.has(JSON.stringify(blocker)) && seen.add(JSON.stringify(blocker))),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    ...(effort !== undefined && { effort }),
    productId: model.id,
    workingDays,
  };
}

function proposeCascade(context: PlanContext, smallModel: UntunedModel, strong: Part): PlanDraft {
  const { engineerMonthlyUsd, evaluationDays } = context.workload.people;
  const workingDays = BUILD_DAYS + evaluationDays;
  const strongOne = strong.untuned;
  const { accuracy, accuracyOf } = context.accuracies.cascade(
    askedAs(smallModel),
    askedAs(strongOne),
    ESCALATED_SHARE,
  );
  const small = partOf(context, smallModel, 1);
  const modelName = `${smallModel.name}, then ${strongOne.name}`;
  const work = 'Building the check and the escalation, and evaluating them';
  return {
    ...commonOf(context, small, strong, accuracy, workingDays),
    id: `${CASCADE}:${smallModel.id}`,
    title: `Ask ${smallModel.name} first, ${strongOne.name} when a check fails`,
    names: {
      ...namesOf(modelName, `Asking ${smallModel.name} first, ${strongOne.name} when a check fails`),
      tested: `a cascade of ${modelName}`,
      line: `Cascade with ${modelName}`,
    },
    modelName,
    upfront: labour(work, workingDays, engineerMonthlyUsd),
    perQuery: perQuery(small, strong),
    accuracy,
    accuracyOf,
    proof: { usd: 0, days: Math.min(BUILD_DAYS, PILOT_DAYS) },
    decision: `${CASCADE}:${smallModel.model.id}`,
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

/** The small model answers the queries that are known to be easy, the strong one the others: no check, no second answer. */
function proposeRule(
  context: PlanContext,
  smallModel: UntunedModel,
  strong: Part,
  easyShare: number,
): PlanDraft {
  const { engineerMonthlyUsd, evaluationDays } = context.workload.people;
  const workingDays = RULE_DAYS + evaluationDays;
  const strongOne = strong.untuned;
  const { accuracy, accuracyOf } = context.accuracies.routed(
    askedAs(smallModel),
    askedAs(strongOne),
    easyShare,
  );
  const small = partOf(context, smallModel, easyShare, true);
  const modelName = `${smallModel.name} and ${strongOne.name}`;
  const work = 'Writing the rule that tells easy queries, and evaluating it';
  const what = `easy queries to ${smallModel.name}, the others to ${strongOne.name}`;
  return {
    ...commonOf(context, small, strong, accuracy, workingDays),
    id: `${CASCADE}:easy:${smallModel.id}`,
    title: `Send ${what}`,
    names: {
      ...namesOf(modelName, `Sending ${what}`),
      tested: `${smallModel.name} on easy queries`,
      line: `Routing to ${modelName}`,
    },
    modelName,
    upfront: labour(work, workingDays, engineerMonthlyUsd),
    perQuery: daysOf(small, strong).map((from) => ({
      from,
      ledger: joinLedgers(
        timesLedger(ledgerOn(small.calls, from), easyShare, 'Easy'),
        timesLedger(ledgerOn(strong.calls, from), 1 - easyShare, 'Others'),
      ),
    })),
    accuracy,
    accuracyOf,
    proof: { usd: 0, days: RULE_DAYS },
    decision: `${CASCADE}:easy:${smallModel.model.id}`,
    assumptions: () => [
      {
        field: 'easyShare',
        statement: `${formatShare(easyShare)} of queries are known to be easy by their kind and go to ${smallModel.name}; a rule tells them without a model.`,
      },
      ...small.assumptions(),
      ...strong.assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
    ],
  };
}

/**
 * A smaller candidate answers first, and what fails a check goes to the present model, or to a candidate of its
 * class where that ends inside the horizon. Where the team knows which queries are easy, a rule splits them: it costs
 * neither check nor second answer and splits better than a check, so nothing is checked then.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const smaller = context.candidateModels.filter(({ model }) => isSmaller(model, context.current));
  const model = smaller.length === 0 ? null : strongModel(context, context.horizonEnd);
  if (model === null) return [];
  const { easyShare } = context.workload;
  if (easyShare !== undefined) {
    const strong = partOf(context, model, 1 - easyShare, true);
    return smaller.map((small) => proposeRule(context, small, strong, easyShare));
  }
  const strong = partOf(context, model, ESCALATED_SHARE);
  return smaller.map((small) => proposeCascade(context, small, strong));
}

const SAYS = {
  'escalations-assumed': () =>
    'How many answers fail the check is assumed; the more do, the more a call costs.',
  'easy-as-said': () => 'Which queries are easy is taken as you say: judge the small model on those alone.',
};

export const cascade = {
  kind: CASCADE,
  change: 30,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: () => ['smallerModel', 'fineTuned', 'rag'],
  evidence: () => ['cascades'],
  says: SAYS,
  cautions: (_plan, _present, { easyShare }) => [
    { code: easyShare === undefined ? 'escalations-assumed' : 'easy-as-said', about: 'outcome' },
  ],
  test: judgedBeside,
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
