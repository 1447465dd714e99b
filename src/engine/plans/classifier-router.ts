import { isSmaller, type UntunedModel } from '../choose/candidates.js';
import { callCost } from '../cost/call-cost.js';
import { joinLedgers, type Ledger, ledger, pricedLine, timesLedger } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount, formatShare } from '../explain/wording.js';
import { commonOf, daysOf, ledgerOn, modelAsked, type Part, partOf } from './cascade.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import { judgedBeside, namesOf, PILOT_DAYS, workStatement } from './shared.js';
import { strongModel } from './stand-in.js';

const CLASSIFIER_ROUTER = 'classifier-router';
/** Share of queries that the classifier sends to the strong model (stated assumption: half, as routers are compared at). */
const STRONG_SHARE = 0.5;
/** Queries of the team's own that both models answer, to teach the classifier who is needed; RouteLLM added 1,500 such (arXiv 2406.18665). */
const TAUGHT_ON = 1_500;
/** Working days to collect them, to score both answers, and to put the classifier in front; evaluation apart (stated assumption). */
const BUILD_DAYS = 6;

/** What the classifier reads of a query: its embedding, with a few numbers on top that cost nothing. */
function readingOf({ workload, book, asOf }: PlanContext): Ledger {
  const embedding = book.components.find((one) => one.kind === 'embedding' && one.isDefault);
  const price = embedding && book.componentPrice(embedding.id, asOf);
  if (price === undefined) return ledger([], ['price of the embedding model']);
  return ledger([
    pricedLine(
      'embedding',
      'Embedding the query, to choose who answers',
      workload.tokens.user,
      'tokens',
      price,
    ),
  ]);
}

/** Both models answer what the classifier is taught on. */
function teachingBill({ book, asOf }: PlanContext, parts: readonly Part[]): Ledger {
  return joinLedgers(
    ...parts.map(({ model, call }) =>
      timesLedger(
        callCost(call, book.ratesOf(model.id, asOf), model.cacheFloorTokens),
        TAUGHT_ON,
        `Answers to learn from, ${model.name}`,
      ),
    ),
  );
}

function proposeOn(context: PlanContext, small: UntunedModel, large: UntunedModel): PlanDraft {
  const { engineerMonthlyUsd, evaluationDays } = context.workload.people;
  const workingDays = BUILD_DAYS + evaluationDays;
  const weak = partOf(context, small, 1 - STRONG_SHARE);
  const strong = partOf(context, large, STRONG_SHARE);
  const known = context.accuracies.classified(modelAsked(small), modelAsked(large), STRONG_SHARE);
  const reading = readingOf(context);
  const modelName = `${small.name} or ${large.name}`;
  const work = 'Teaching a classifier who is needed, and evaluating it';
  return {
    ...commonOf(context, weak, strong, known.accuracy, workingDays),
    ...known,
    id: `${CLASSIFIER_ROUTER}:${small.id}`,
    title: `Let a classifier choose between ${small.name} and ${large.name}`,
    names: {
      ...namesOf(modelName, `Letting a classifier choose between ${small.name} and ${large.name}`),
      tested: `a classifier in front of ${small.name} and ${large.name}`,
      line: `Router to ${modelName}`,
    },
    modelName,
    upfront: joinLedgers(
      labour(work, workingDays, engineerMonthlyUsd),
      teachingBill(context, [weak, strong]),
    ),
    perQuery: daysOf(weak, strong).map((from) => ({
      from,
      ledger: joinLedgers(
        reading,
        timesLedger(ledgerOn(weak.calls, from), 1 - STRONG_SHARE, 'Small'),
        timesLedger(ledgerOn(strong.calls, from), STRONG_SHARE, 'Strong'),
      ),
    })),
    proof: { usd: teachingBill(context, [weak, strong]).totalUsd, days: Math.min(BUILD_DAYS, PILOT_DAYS) },
    decision: `${CLASSIFIER_ROUTER}:${small.model.id}`,
    assumptions: () => [
      {
        field: 'router',
        statement: `A classifier sends ${formatShare(STRONG_SHARE)} of queries to ${large.name}, by the query alone; it is taught on ${formatCount(TAUGHT_ON)} of your queries that both models answer.`,
      },
      ...weak.assumptions(),
      ...strong.assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
    ],
  };
}

/**
 * A classifier in front of a smaller candidate and the present model, or what stands in for it where that ends. Proposed
 * for the smaller candidate whose call costs least, and not where the team knows which queries are easy: a rule splits
 * better, and costs nothing.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, candidateModels, helperModels, current, book, asOf, horizonEnd } = context;
  if (workload.easyShare !== undefined) return [];
  const usdOf = ({ model }: UntunedModel) => {
    const { input, output } = book.ratesOf(model.id, asOf);
    return (input?.usd ?? Number.POSITIVE_INFINITY) + (output?.usd ?? Number.POSITIVE_INFINITY);
  };
  const [small] = helperModels
    .filter(({ model }) => isSmaller(model, current))
    .toSorted((a, b) => usdOf(a) - usdOf(b) || a.id.localeCompare(b.id));
  const large = small === undefined ? null : strongModel(context, horizonEnd);
  return small === undefined || large === null || !candidateModels.includes(small)
    ? []
    : [proposeOn(context, small, large)];
}

const SAYS = {
  'router-power': () =>
    'Published classifiers choose only a little better than chance: compare yours with a coin on your own queries.',
};

export const classifierRouter = {
  kind: CLASSIFIER_ROUTER,
  change: 35,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: () => ['smallerModel', 'fineTuned', 'rag'],
  evidence: () => ['cascades'],
  says: SAYS,
  cautions: () => [{ code: 'router-power', about: 'outcome' }],
  test: judgedBeside,
} as const satisfies PlanKindModule<FactOf<typeof SAYS>>;
