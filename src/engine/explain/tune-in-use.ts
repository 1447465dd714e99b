import type { Plan } from '../advice.js';
import { isPresent } from '../plans/index.js';
import type { Findings } from './findings.js';
import { formatCount, formatUsd } from './wording.js';

/** What is said where the model in use is a tuned one: what going elsewhere takes, by another tune and without one. */

/** The cheapest over the horizon of the plans whose cost is known. */
function cheapest(plans: readonly Plan[]): Plan | undefined {
  return plans
    .filter(({ horizonCostUsd }) => horizonCostUsd !== null)
    .sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0))[0];
}

function billOf({ upfront, firstMonthUsd }: Plan): string {
  return `${formatUsd(upfront.totalUsd ?? 0)} at once and ${formatUsd(firstMonthUsd ?? 0)} a month`;
}

/** What retraining elsewhere and switching cost, each by its cheapest plan that nothing stands in the way of. */
export function tuneInUseReasons({ context, plans }: Findings): string[] {
  const { workload, current } = context;
  if (workload.current.tunedOn === undefined || workload.volume.oneOffQueries !== undefined) return [];
  const open = plans.filter((plan) => plan.feasible && !isPresent(plan));
  const again = cheapest(open.filter(({ training }) => training?.on === 'own-examples'));
  const untuned = cheapest(
    open.filter(({ training, modelName }) => training === undefined && modelName !== current.name),
  );
  const retraining =
    again === undefined
      ? workload.data.examples === 0
        ? 'What retraining costs takes the examples it was trained on: add examples=2000x500.'
        : 'No other tune is open to you.'
      : `Tuned again elsewhere it costs ${billOf(again)}: ${again.title}.`;
  const switching = untuned === undefined ? '' : ` Without a tune: ${billOf(untuned)}, ${untuned.title}.`;
  return [`${retraining}${switching}`];
}

/** What was tuned in may have to go back into the prompt of an untuned model. */
export function tunedPromptCautions(winner: Plan, { context }: Findings): string[] {
  const { tunedOn } = context.workload.current;
  const isGiven = context.workload.untuned.staticPrompt !== context.workload.tokens.staticPrompt;
  if (tunedOn === undefined || isGiven || isPresent(winner) || winner.training !== undefined) return [];
  const input = winner.perQuery.lines.find(
    ({ part }) => part === 'varying-prompt' || part === 'fixed-prompt',
  );
  if (input === undefined) return [];
  const prompt = formatCount(context.workload.untuned.staticPrompt);
  const usd = formatUsd((1_000 * input.unitPriceUsd) / input.per);
  return [
    `It is costed with the fixed prompt of the tuned model, ${prompt} tokens. What was tuned in may have to go back: every 1,000 tokens add ${usd} a call (untunedstatic=2000).`,
  ];
}
