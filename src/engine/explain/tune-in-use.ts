import type { Plan } from '../advice.js';
import { isPresent } from '../plans/index.js';
import type { Caution } from './caution-words.js';
import type { Findings } from './findings.js';
import type { PlanBill, Reason } from './reason-words.js';

/** What is said where the model in use is a tuned one: what going elsewhere takes, by another tune and without one. */

/** The cheapest over the horizon of the plans whose cost is known. */
function cheapest(plans: readonly Plan[]): Plan | undefined {
  return plans
    .filter(({ horizonCostUsd }) => horizonCostUsd !== null)
    .sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0))[0];
}

function billOf(plan: Plan | undefined): PlanBill | undefined {
  if (plan === undefined) return undefined;
  const { title, upfront, firstMonthUsd } = plan;
  return { title, upfrontUsd: upfront.totalUsd ?? 0, monthUsd: firstMonthUsd ?? 0 };
}

/** What retraining elsewhere and switching cost, each by its cheapest plan that nothing stands in the way of. */
export function tuneInUseReasons({ context, plans }: Findings): Reason[] {
  const { workload, current } = context;
  if (workload.current.tunedOn === undefined || workload.volume.oneOffQueries !== undefined) return [];
  const open = plans.filter((plan) => plan.feasible && !isPresent(plan));
  const again = cheapest(open.filter(({ training }) => training?.on === 'own-examples'));
  const untuned = cheapest(
    open.filter(({ training, modelName }) => training === undefined && modelName !== current.name),
  );
  const hasExamples = workload.data.examples > 0;
  return [{ code: 'leaving-a-tune', again: billOf(again), untuned: billOf(untuned), hasExamples }];
}

/** What was tuned in may have to go back into the prompt of an untuned model. */
export function tunedPromptCautions(winner: Plan, { context }: Findings): Caution[] {
  const { tunedOn } = context.workload.current;
  const isGiven = context.workload.untuned.staticPrompt !== context.workload.tokens.staticPrompt;
  if (tunedOn === undefined || isGiven || isPresent(winner) || winner.training !== undefined) return [];
  const input = winner.perQuery.lines.find(
    ({ part }) => part === 'varying-prompt' || part === 'fixed-prompt',
  );
  if (input === undefined) return [];
  const usdPer1000Tokens = (1_000 * input.unitPriceUsd) / input.per;
  return [{ code: 'prompt-of-a-tune', tokens: context.workload.untuned.staticPrompt, usdPer1000Tokens }];
}
