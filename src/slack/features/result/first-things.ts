import { formatDay, formatUsd, type Glance, isPresent, lowerFirst } from '../../../engine/index.js';
import { chosenPlan, isOneOff } from './headline-numbers.js';

/**
 * What a reader has to know before acting, gravest first: the plan's own end, the limits that were given, what nobody
 * knows, and what else could make the verdict wrong.
 */
export function firstThings(advice: Glance): readonly string[] {
  const { verdict } = advice;
  return [
    ...whyDespiteMistakes(advice),
    ...verdict.conditions,
    ...safeStepWords(advice),
    ...verdict.cautions,
  ];
}

/** From this many times today's mistakes on, a move that has to be made is explained. */
const MANY_MORE_MISTAKES = 1.2;

const CHOSEN_AS: Readonly<Record<NonNullable<Glance['verdict']['forcedMove']>['chosenAs'], string>> = {
  'named-successor': 'this is what its maker names in its place',
  'costs-least': 'of the moves that need no tune this one costs least, mistakes included',
  likeliest: 'this is the move that is likeliest good enough',
};

/** Why a move is the plan though it is expected to make many more mistakes: staying is no choice. */
function whyDespiteMistakes(advice: Glance): readonly string[] {
  const { forcedMove, planId } = advice.verdict;
  const [move, present] = [chosenPlan(advice), advice.plans.find(isPresent)];
  if (forcedMove === null || forcedMove.planId !== planId) return [];
  const [now, then] = [present?.firstMonth?.mistakesUsd, move?.firstMonth?.mistakesUsd];
  if (move === undefined || present === undefined || now == null || then == null) return [];
  if (then < now * MANY_MORE_MISTAKES || then - now < 1) return [];
  return [
    `It is the plan although ${formatUsd(then - now)} more of mistakes ${isOneOff(advice) ? 'in all' : 'a month'} are to be expected: ${present.modelName} is not there after ${formatDay(forcedMove.by)}, and ${CHOSEN_AS[forcedMove.chosenAs]}.`,
  ];
}

/** A change without any risk to quality, where the verdict names another one. */
function safeStepWords(advice: Glance): readonly string[] {
  const { safeStep, planId, meanwhilePlanId } = advice.verdict;
  const step = advice.plans.find(({ id }) => id === safeStep?.planId);
  if (safeStep === null || step === undefined || step.id === planId || step.id === meanwhilePlanId) return [];
  return [
    `Without any risk to quality: ${lowerFirst(step.title)}, which saves ${formatUsd(safeStep.savesUsdPerMonth)} ${isOneOff(advice) ? 'in all' : 'a month'}.`,
  ];
}
