import { NOTHING } from '../cost/ledger.js';
import { untunedTopics } from './evidence-topics.js';
import { CALLS_ONLY, type PlanContext, type PlanDraft, type PlanKindModule } from './plan-kind.js';
import { cacheIsCold, commonBlockers, credibleCall, datedCallCost, endOf, endsInHorizon } from './shared.js';

/** The id of the one plan that changes nothing. */
export const KEEP_ID = 'keep';

/** Whether a plan is the present one: the model in use, called as it is called today. */
export function isPresent({ id }: { readonly id: string }): boolean {
  return id === KEEP_ID;
}

/** Doing nothing: the model in use, called as it is called today. The reference for every saving. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, book, current, accuracies } = context;
  const { effort } = workload.current;
  const isCold = cacheIsCold(workload, current);
  const call = credibleCall(workload, current);
  const end = endOf(current);
  return [
    {
      id: KEEP_ID,
      approach: call.retrieved > 0 ? 'rag' : 'prompting',
      title: `Keep ${current.name} as it is`,
      names: {
        doing: `Keeping ${current.name} as it is`,
        answerer: current.name,
        tested: current.name,
        served: current.name,
        line: `Today: ${current.name}`,
      },
      answersAsToday: true,
      bringsFacts: call.retrieved > 0,
      inHouse: false,
      modelName: current.name,
      provider: current.provider,
      platform: current.platform,
      blockers: [
        ...endsInHorizon(context, end, 0),
        ...commonBlockers(context, current, {
          retrieves: call.retrieved > 0,
          call,
          accuracy: accuracies.today.accuracy,
          answers: { modelId: current.id, ...(effort !== undefined && { effort }) },
        }),
      ],
      upfront: NOTHING,
      perQuery: datedCallCost(context, current.id, call, current.cacheFloorTokens, (day) =>
        book.ratesOf(current.id, day),
      ),
      monthly: NOTHING,
      ...(end !== undefined && { end }),
      ...accuracies.today,
      proof: CALLS_ONLY,
      productId: current.id,
      decision: KEEP_ID,
      ...(effort !== undefined && { effort }),
      workingDays: 0,
      assumptions: () =>
        isCold
          ? [
              {
                field: 'current.cacheHitRate',
                statement: `Calls are rarer than ${current.name}'s cache lives, so none is counted as read from it.`,
              },
            ]
          : [],
    },
  ];
}

export const keep = {
  kind: KEEP_ID,
  change: 0,
  chartLine: null,
  oneDecision: false,
  propose,
  accuracies: () => ['fineTuned', 'rag', 'smallerModel', 'current'],
  evidence: untunedTopics,
  says: {},
  cautions: () => [],
  test: () => ({ code: 'none' }),
} as const satisfies PlanKindModule;
