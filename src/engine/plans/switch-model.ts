import type { UntunedModel } from '../choose/candidates.js';
import { weightsOf } from '../choose/open-hosts.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { tokenRatio } from '../cost/token-families.js';
import type { Assumption } from '../defaults.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount, formatShare, formatUsd } from '../explain/wording.js';
import { untunedTopics } from './evidence-topics.js';
import {
  type About,
  CALLS_ONLY,
  type PlanContext,
  type PlanDraft,
  type PlanKindModule,
  type WeighedPlan,
} from './plan-kind.js';
import {
  callOn,
  commonBlockers,
  datedCallCost,
  endOf,
  endsInHorizon,
  judgedBeside,
  NEW_SELLER,
  namesOf,
  newSeller,
  reasoningStatement,
  thriftyCall,
  workStatement,
  worthwhileSchema,
} from './shared.js';

const SWITCH_MODEL = 'switch-model';
/** Working days to point calls at another host of the same weights, and to compare some answers (stated assumption). */
const MOVING_DAYS = 1;

/** Whether a plan is the same prompt on another untuned model. */
export function isSwitch({ kind }: { readonly kind: string }): boolean {
  return kind === SWITCH_MODEL;
}

/**
 * The plan of the same prompt on another untuned model, with what else makes it cheaper taken along: caching and
 * batching, and answers that follow a schema where that saves more than its day of work.
 */
export function switchTo(context: PlanContext, untuned: UntunedModel): PlanDraft {
  const { workload, book, asOf, accuracies, current } = context;
  const { model, effort, name } = untuned;
  const rates = book.ratesOf(model.id, asOf);
  const asToday = callOn(context, untuned);
  const schema = worthwhileSchema(asToday, workload, rates);
  const { call, assumptions } = thriftyCall(schema?.call ?? asToday, workload, rates, model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const { accuracy, accuracyOf } = accuracies.untuned(model.id, effort);
  const end = endOf(model);
  const isPresent = model.id === current.id;
  const isSameElsewhere =
    !isPresent && weightsOf(model.id) === weightsOf(current.id) && effort === workload.current.effort;
  const workingDays = (isSameElsewhere ? MOVING_DAYS : evaluationDays) + (schema?.workingDays ?? 0);
  const moving = isSameElsewhere
    ? `Moving calls to ${name}`
    : isPresent
      ? `Evaluating ${name}`
      : `Adapting the prompt to ${name} and evaluating it`;
  const work = schema === null ? moving : `${moving}, with a schema for the answers`;
  const [title, doing] = isSameElsewhere
    ? [`Move to ${name}`, `Moving to ${name}`]
    : isPresent
      ? [`Run ${name}`, `Running ${name}`]
      : [`Switch to ${name}`, `Switching to ${name}`];
  return {
    id: `${SWITCH_MODEL}:${untuned.id}`,
    approach: call.retrieved > 0 ? 'rag' : 'prompting',
    title,
    names: namesOf(name, doing),
    answersAsToday: isSameElsewhere,
    bringsFacts: call.retrieved > 0,
    inHouse: false,
    modelName: name,
    ...(effort !== undefined && { effort }),
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...endsInHorizon(context, end, workingDays),
      ...commonBlockers(context, model, {
        retrieves: call.retrieved > 0,
        call,
        accuracy,
        answers: { modelId: model.id, ...(effort !== undefined && { effort }) },
      }),
    ],
    upfront: labour(work, workingDays, engineerMonthlyUsd),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, (day) =>
      book.ratesOf(model.id, day),
    ),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    accuracy,
    accuracyOf,
    proof: CALLS_ONLY,
    productId: model.id,
    decision: `${SWITCH_MODEL}:${model.id}`,
    workingDays,
    assumptions: () => [
      ...(schema === null ? [] : [schema.assumption]),
      ...assumptions(),
      workStatement(workingDays, work, dayRateUsd(engineerMonthlyUsd)),
      ...reasoningStatement(untuned),
      isSameElsewhere
        ? {
            field: 'tokens',
            statement: `${name} is the open model in use at another host, and is taken to answer as it does today. A host may run it at lower precision: compare some answers.`,
          }
        : tokensStatement(context, untuned),
    ],
  };
}

/** Smaller differences between two tokenizers than this share are within what one text differs from another. */
const LEAST_DIFFERENCE = 0.02;

/** How the tokens of a switch are counted, and what the other tokenizer may make of them. */
function tokensStatement({ workload, current }: PlanContext, { model, effort }: UntunedModel): Assumption {
  const { tokenFactor } = workload.untuned;
  if (tokenFactor !== undefined)
    return {
      field: 'untuned.tokenFactor',
      statement: `${model.name} counts ${formatCount(tokenFactor)} tokens for one of ${current.name}: your own figure.`,
    };
  const ratio = tokenRatio(model, current);
  const asMany = `${model.name} counts and writes as many tokens as the present model${effort === undefined ? ' and does no extra reasoning' : ', reasoning apart'}.`;
  if (ratio === null || Math.abs(ratio - 1) < LEAST_DIFFERENCE) return { field: 'tokens', statement: asMany };
  const difference = `${formatShare(Math.abs(ratio - 1))} ${ratio > 1 ? 'more' : 'fewer'}`;
  return {
    field: 'tokens',
    statement: `${asMany} Its tokenizer counts about ${difference} for the same text (one text counted, give or take a tenth): with tokenfactor=${Number(ratio.toFixed(2))} the bill holds it.`,
  };
}

function propose(context: PlanContext): readonly PlanDraft[] {
  return context.candidates.map((untuned) => switchTo(context, untuned));
}

const SAYS = {
  ...NEW_SELLER,
  'hidden-reasoning': ({ modelName, usdPer100Tokens }: { modelName: string; usdPer100Tokens: number }) =>
    `If ${modelName} reasons before it answers, every 100 hidden tokens add ${formatUsd(usdPer100Tokens)} a call.`,
};

type Own = FactOf<typeof SAYS>;

/** Hidden reasoning is billed as output, and nobody knows how much a model will do. */
function reasoningCaution({ modelName, perQuery, effort, answersAsToday }: WeighedPlan): (Own & About)[] {
  if (effort !== undefined || answersAsToday) return [];
  const answer = perQuery.lines.find(({ part }) => part === 'answer');
  if (answer === undefined) return [];
  const usdPer100Tokens = (100 * answer.unitPriceUsd) / answer.per;
  return [{ code: 'hidden-reasoning', about: 'price', modelName, usdPer100Tokens }];
}

export const switchModel = {
  kind: SWITCH_MODEL,
  change: 20,
  chartLine: 'untuned',
  oneDecision: false,
  propose,
  accuracies: () => ['smallerModel', 'fineTuned', 'rag'],
  evidence: (plan, workload) => [...untunedTopics(plan, workload), 'prices-fall'],
  says: SAYS,
  cautions: (plan, present) => [...newSeller(plan, present), ...reasoningCaution(plan)],
  test: (plan, present) =>
    plan.answersAsToday ? { code: 'turn-on', watch: 'bill' } : judgedBeside(plan, present),
} as const satisfies PlanKindModule<Own>;
