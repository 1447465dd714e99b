import { type UntunedModel, untunedModel } from '../choose/candidates.js';
import { longestPromptTokens } from '../cost/call-cost.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { formatCount } from '../explain/wording.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import {
  callOn,
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  namesOf,
  PILOT_DAYS,
  reasoningStatement,
  thriftyCall,
  workStatement,
} from './shared.js';

/** Working days to put the facts into the prompt and to keep them current there, evaluation apart (stated assumption). */
const LOADING_DAYS = 2;

/**
 * All facts in the fixed part of the prompt instead of a search: no store, but every call pays for the
 * whole corpus, at the price of long prompts where the seller has one.
 *
 * @returns `null` where the seller names no largest prompt, or the facts do not fit into it.
 */
function proposeModel(context: PlanContext, untuned: UntunedModel): PlanDraft | null {
  const { workload, book, asOf, current, accuracies } = context;
  const { model, effort } = untuned;
  const isCurrent = model.id === current.id;
  const name = isCurrent ? model.name : untuned.name;
  const { corpusTokens } = workload.knowledge;
  const base = isCurrent ? credibleCall(workload, current) : callOn(context, untuned);
  const full = { ...base, staticPrompt: base.staticPrompt + corpusTokens };
  if (model.maxInputTokens === undefined || longestPromptTokens(full) > model.maxInputTokens) return null;

  const { call, assumptions } = thriftyCall(full, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const { accuracy, accuracyOf } = accuracies.informed(model.id, effort, 'all-in-prompt');
  const end = endOf(model);
  const workingDays = LOADING_DAYS + evaluationDays;
  const where = call.cacheHitRate > 0 ? 'cached prompt' : 'prompt';
  return {
    id: `stuff:${isCurrent ? model.id : untuned.id}`,
    approach: 'prompting',
    title: `Put all facts into ${name}'s ${where}`,
    names: {
      ...namesOf(name, `Putting all facts into ${name}'s ${where}`),
      tested: `${name} with all facts in the prompt`,
      line: `${name}, facts in the prompt`,
    },
    answersAsToday: false,
    bringsFacts: true,
    inHouse: false,
    modelName: name,
    ...(effort !== undefined && { effort }),
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...endsInHorizon(context, end, workingDays),
      ...commonBlockers(context, model, {
        retrieves: true,
        call,
        accuracy,
        answers: { modelId: model.id, ...(effort !== undefined && { effort }) },
      }),
    ],
    upfront: labour('Putting the facts into the prompt and evaluating it', workingDays, engineerMonthlyUsd),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, (day) =>
      book.ratesOf(model.id, day),
    ),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    accuracy,
    accuracyOf,
    proof: { usd: 0, days: Math.min(LOADING_DAYS, PILOT_DAYS) },
    productId: model.id,
    decision: `stuff:${model.id}`,
    workingDays,
    assumptions: () => [
      {
        field: 'knowledge.corpusTokens',
        statement: `All facts, ${formatCount(corpusTokens)} tokens, ride in every prompt.`,
      },
      ...reasoningStatement(untuned),
      ...assumptions(),
      workStatement(
        workingDays,
        'Putting the facts into the prompt and evaluating it',
        dayRateUsd(engineerMonthlyUsd),
      ),
    ],
  };
}

/** The present model and every candidate whose prompt holds all the missing facts. Not proposed to those who retrieve already. */
export function proposeFactsInPrompt(context: PlanContext): readonly PlanDraft[] {
  const { workload, evidence, current, candidateModels } = context;
  const { knowledge, tokens } = workload;
  if (knowledge.kind === 'none' || knowledge.corpusTokens === 0 || tokens.retrieved > 0) return [];
  const present = untunedModel(current, workload.current.effort, workload, evidence);
  const others = candidateModels.filter(({ model }) => model.id !== current.id);
  return [present, ...others].flatMap((untuned) => proposeModel(context, untuned) ?? []);
}
