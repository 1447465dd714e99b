import type { Model } from '../../prices/price-book.js';
import { promptTokens } from '../cost/call-cost.js';
import { NOTHING } from '../cost/ledger.js';
import { dayRateUsd, labour } from '../cost/people.js';
import { formatCount } from '../explain/wording.js';
import type { PlanContext, PlanDraft } from './plan-kind.js';
import {
  commonBlockers,
  credibleCall,
  datedCallCost,
  endOf,
  endsInHorizon,
  namesOf,
  qualityOf,
  retrievalQuality,
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
function proposeModel(context: PlanContext, model: Model): PlanDraft | null {
  const { workload, book, asOf, current } = context;
  const { corpusTokens } = workload.knowledge;
  const present = credibleCall(workload, current);
  const base = model.id === current.id ? present : { ...present, cacheHitRate: 0, batchShare: 0 };
  const full = { ...base, staticPrompt: base.staticPrompt + corpusTokens };
  if (model.maxInputTokens === undefined || promptTokens(full) > model.maxInputTokens) return null;

  const { call, assumptions } = thriftyCall(full, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const quality = qualityOf(undefined, retrievalQuality(context, model).accuracy ?? undefined);
  const end = endOf(model);
  const workingDays = LOADING_DAYS + evaluationDays;
  const where = call.cacheHitRate > 0 ? 'cached prompt' : 'prompt';
  return {
    id: `stuff:${model.id}`,
    approach: 'prompting',
    title: `Put all facts into ${model.name}'s ${where}`,
    names: {
      ...namesOf(model.name, `Putting all facts into ${model.name}'s ${where}`),
      line: `${model.name}, facts in the prompt`,
    },
    answersAsToday: false,
    bringsFacts: true,
    inHouse: false,
    modelName: model.name,
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...endsInHorizon(context, end, workingDays),
      ...commonBlockers(context, model, { retrieves: true, call, quality }),
    ],
    upfront: labour('Putting the facts into the prompt and evaluating it', workingDays, engineerMonthlyUsd),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, quality, (day) =>
      book.ratesOf(model.id, day),
    ),
    monthly: NOTHING,
    ...(end !== undefined && { end }),
    quality,
    accuracyOf: `stuff:${model.id}`,
    workingDays,
    assumptions: () => [
      {
        field: 'knowledge.corpusTokens',
        statement: `All facts, ${formatCount(corpusTokens)} tokens, ride in every prompt, and answers are as good as with retrieval.`,
      },
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
  const { knowledge, tokens } = context.workload;
  if (knowledge.kind === 'none' || knowledge.corpusTokens === 0 || tokens.retrieved > 0) return [];
  return [context.current, ...context.candidates].flatMap((model) => proposeModel(context, model) ?? []);
}
