import {
  type AccuracyField,
  type Advice,
  completeWorkload,
  type Figure,
  isPresent,
  LIMITS,
  type Plan,
  type PriceChange,
  planKind,
  shareOf,
  splitEffort,
  type Workload,
} from '../../../engine/index.js';
import type { PriceKind } from '../../../prices/price-book.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { chosenPlan } from './headline-numbers.js';

/** One thing that could be otherwise: what to work out instead. */
export interface WhatIf {
  /** Lives on in old messages: never give it another meaning. */
  readonly id: string;
  /** In the menu and before the answer, at most 75 characters: `Volume × 0.1`. */
  readonly label: string;
  readonly workload: Workload;
  /** What is otherwise in the prices of the day. */
  readonly priceChanges: readonly PriceChange[];
}

/** A kind of *what if*: what it would be for this advice, or `undefined` where it makes no sense. */
export type Scenario = (advice: Advice) => WhatIf | undefined;

/** A *what if* that leaves the prices as they are. */
function changedWorkload(id: string, label: string, workload: Workload): WhatIf {
  return { id, label, workload, priceChanges: [] };
}

/** Twelve digits are more than any input has; the rest is noise of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The volume times a factor, within the bounds of a workload. */
function volumeTimes(factor: number): Scenario {
  return ({ workload }) => {
    const { queriesPerDay, oneOffQueries, ...growth } = workload.volume;
    const volume =
      oneOffQueries === undefined
        ? { ...growth, queriesPerDay: Math.min(tidy((queriesPerDay ?? 0) * factor), LIMITS.queriesPerDay) }
        : {
            ...growth,
            oneOffQueries: Math.min(Math.max(1, Math.round(oneOffQueries * factor)), LIMITS.oneOffQueries),
          };
    return changedWorkload(`volume:${factor}`, `Volume × ${factor}`, { ...workload, volume });
  };
}

const ACCURACY_NAMES: Readonly<Record<AccuracyField, string>> = {
  fineTuned: 'The tuned model',
  rag: 'Retrieval',
  smallerModel: 'The smaller model',
  current: "Today's model",
};

/** Accuracy that is taken away: five points of a hundred. */
const LESS_ACCURATE = 0.05;

/** The same figure with five points less, from as many answers. */
function lowered(figure: Figure): Figure {
  const share = Math.max(0, shareOf(figure) - LESS_ACCURATE);
  return typeof figure === 'number'
    ? tidy(share)
    : { right: tidy(share * figure.items), items: figure.items };
}

/** A figure that a verdict hangs on. */
interface KnownFigure {
  /** Whose it is, as the subject of a sentence. */
  readonly whose: string;
  readonly figure: Figure;
  /** What is known with another figure in its place. */
  replaced(figure: Figure): Workload['quality'];
}

/** The figure of a plan's model by name, where that model answers as it is; else that of its kind; else of a tuned model. */
function knownFigure(plan: Plan, quality: Workload['quality'] = {}): KnownFigure | undefined {
  const fields = planKind(plan.kind).accuracies(plan);
  const products = productsOf(plan);
  for (const [name, figure] of fields[0] === 'smallerModel' ? Object.entries(quality.models ?? {}) : []) {
    const { modelId, effort } = splitEffort(name);
    if (!products.includes(modelId) || effort !== plan.effort) continue;
    return {
      whose: cut(asOneLine(plan.modelName), 50),
      figure,
      replaced: (other) => ({ ...quality, models: { ...quality.models, [name]: other } }),
    };
  }
  for (const field of fields) {
    const figure = quality[field];
    if (figure === undefined) continue;
    return { whose: ACCURACY_NAMES[field], figure, replaced: (other) => ({ ...quality, [field]: other }) };
  }
  return undefined;
}

/** The accuracy of the recommended plan, else of a tuned model, five points lower; only where one is given. */
const lessAccurate: Scenario = (advice) => {
  const { workload } = advice;
  const plan = chosenPlan(advice);
  const known = plan === undefined ? undefined : knownFigure(plan, workload.quality);
  if (known === undefined || shareOf(known.figure) === 0) return undefined;
  const quality = known.replaced(lowered(known.figure));
  return changedWorkload('less-accurate', `${known.whose} 5 points less accurate`, { ...workload, quality });
};

/** Nine of ten calls read the fixed prompt from the cache; only where there is one. */
const cacheHits: Scenario = ({ workload }) => {
  const { staticPrompt = 0, fewShot = 0 } = workload.tokens;
  if (staticPrompt + fewShot === 0 || workload.current.cacheHitRate === 0.9) return undefined;
  const current = { ...workload.current, cacheHitRate: 0.9 };
  return changedWorkload('cache-hits', '90% cache hits', { ...workload, current });
};

/** A tuned model lives half as long: trained again twice as often, and its announced end twice as near. */
const halfTheLife: Scenario = ({ workload, plans, asOf }) => {
  if (!plans.some(({ training }) => training !== undefined)) return undefined;
  const { retrainEveryMonths } = completeWorkload(workload).complete.stability;
  const stability = {
    ...workload.stability,
    retrainEveryMonths: Math.max(LIMITS.shortestPeriodMonths, tidy(retrainEveryMonths / 2)),
  };
  return {
    id: 'half-life',
    label: 'A tuned model lives half as long',
    workload: { ...workload, stability },
    priceChanges: [{ kind: 'tuned-life', from: asOf, factor: 0.5 }],
  };
};

/** An engineer costs twice as much. */
const peopleCostTwice: Scenario = ({ workload }) => {
  const { engineerMonthlyUsd } = completeWorkload(workload).complete.people;
  if (engineerMonthlyUsd === 0) return undefined;
  const people: Workload['people'] = {
    ...workload.people,
    engineerMonthlyUsd: Math.min(tidy(engineerMonthlyUsd * 2), LIMITS.usd),
  };
  return changedWorkload('people-twice', 'People cost twice as much', { ...workload, people });
};

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
export function productsOf(plan: Plan | undefined): readonly string[] {
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
const winnersPriceHalves: Scenario = (advice) => {
  const plan = chosenPlan(advice);
  const todays = productsOf(presentPlan(advice));
  if (plan === undefined || productsOf(plan).every((product) => todays.includes(product))) return undefined;
  return halved('winner-half', plan, advice);
};

/** Today's model costs half. */
const todaysPriceHalves: Scenario = (advice) => {
  const plan = presentPlan(advice);
  return plan === undefined ? undefined : halved('today-half', plan, advice);
};

/** Asks for values in a form first. */
export const OWN_VALUES = 'own';

/** The workload as it is, to be changed in a form. */
const ownValues: Scenario = ({ workload }) => changedWorkload(OWN_VALUES, 'Values of your own …', workload);

/** In the order of the menu. */
const SCENARIOS: readonly Scenario[] = [
  volumeTimes(0.1),
  volumeTimes(0.5),
  volumeTimes(2),
  volumeTimes(10),
  winnersPriceHalves,
  todaysPriceHalves,
  lessAccurate,
  cacheHits,
  halfTheLife,
  peopleCostTwice,
  ownValues,
];

/** What can be asked of an advice. */
export function whatIfsFor(advice: Advice): readonly WhatIf[] {
  return SCENARIOS.flatMap((scenario) => scenario(advice) ?? []);
}
