import { type Advice, isPresent, type Plan } from '../../../engine/index.js';
import type { PriceKind } from '../../../prices/price-book.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { chosenPlan } from './headline-numbers.js';
import type { Scenario, WhatIf } from './what-if-question.js';

/** Prices of the model itself. What else a plan buys, such as an embedding, stays as it is. */
const OF_THE_MODEL: ReadonlySet<PriceKind> = new Set([
  'input',
  'cachedInput',
  'cacheWrite',
  'output',
  'batchInput',
  'batchCachedInput',
  'batchOutput',
  'hostingHour',
  'gpuHour',
]);

/** What is billed for the model that answers under a plan. */
function productsOf(plan: Plan | undefined): readonly string[] {
  if (plan === undefined) return [];
  const prices = [...plan.perQuery.lines, ...plan.monthly.lines].flatMap(({ price }) => price ?? []);
  return [...new Set(prices.filter(({ kind }) => OF_THE_MODEL.has(kind)).map(({ product }) => product))];
}

function halved(id: string, plan: Plan, { workload }: Advice): WhatIf | undefined {
  const products = productsOf(plan);
  if (products.length === 0) return undefined;
  const name = asOneLine(plan.modelName);
  return {
    id,
    label: `${cut(`${name.charAt(0).toUpperCase()}${name.slice(1)}`, 64)} costs half`,
    workload,
    priceChanges: products.map((product) => ({ kind: 'scaled', product, factor: 0.5 })),
  };
}

function presentPlan({ plans }: Advice): Plan | undefined {
  return plans.find(isPresent);
}

/** The recommended model costs half; only where it is not today's. */
export const winnersPriceHalves: Scenario = (advice) => {
  const plan = chosenPlan(advice);
  const todays = productsOf(presentPlan(advice));
  if (plan === undefined || productsOf(plan).every((product) => todays.includes(product))) return undefined;
  return halved('winner-half', plan, advice);
};

/** Today's model costs half. */
export const todaysPriceHalves: Scenario = (advice) => {
  const plan = presentPlan(advice);
  return plan === undefined ? undefined : halved('today-half', plan, advice);
};
