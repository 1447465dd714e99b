import type { PriceBook } from '../prices/price-book.js';
import { addDays, daysBetween } from './calendar.js';
import { canCache } from './call-cost.js';
import type { Contender, Decision } from './decide.js';
import { DAYS_PER_MONTH } from './defaults.js';
import { presentCall } from './plans/shared.js';
import { bookEnding, scaledBook } from './scaled-book.js';
import { isOpen } from './weigh.js';
import { formatCount, formatDuration, formatShare, formatUsd } from './wording.js';
import { LIMITS, type Workload } from './workload.js';

/** Inputs that can be moved to see what becomes of the verdict. All ranges are stated assumptions of this product. */

/** What an advice is asked about. */
export interface Question {
  readonly workload: Workload;
  readonly book: PriceBook;
}

export interface Lever {
  /** Path in the workload, or a short name. */
  readonly input: string;
  /** Where it stands today, `null` when it is not given. */
  readonly current: number | null;
  /** Range in which it may well lie: the ends of the sensitivity. `null` where only flip points are looked for. */
  readonly likely: readonly [number, number] | null;
  /** Range in which a flip point is looked for. `null` where only the sensitivity is worked out. */
  readonly plausible: readonly [number, number] | null;
  /** Whether steps multiply. */
  readonly logarithmic: boolean;
  /** The question with the input at a value. */
  at(value: number): Question;
  /** The value in words, with its unit. */
  say(value: number): string;
}

/** What the levers are about. */
export interface Subject extends Question {
  readonly decision: Decision;
  /** The recommended plan, or the best alternative where nothing is to be changed; `null` when there is none. */
  readonly focus: Contender | null;
  /** The cheapest tune that only its quality or its life may rule out, and so may come into play. */
  readonly tune: Contender | null;
}

function cheapest(contenders: readonly Contender[]): Contender | null {
  const known = contenders.filter((one) => one.horizonCostUsd !== null);
  known.sort((a, b) => (a.horizonCostUsd ?? 0) - (b.horizonCostUsd ?? 0) || a.id.localeCompare(b.id));
  return known[0] ?? null;
}

export function subjectOf(workload: Workload, book: PriceBook, decision: Decision): Subject {
  const { winner, contenders } = decision;
  const alternative = cheapest(contenders.filter((one) => one.feasible && one.id !== 'keep'));
  const tunes = contenders.filter(({ proposal }) => proposal.trained && isOpen(proposal));
  return {
    workload,
    book,
    decision,
    focus: winner === null || winner.id === 'keep' ? alternative : winner,
    tune: winner?.proposal.trained ? winner : cheapest(tunes),
  };
}

/** Id of the model or tuning offer that a plan pays for. */
export function productOf(contender: Contender, decision: Decision): string {
  const colon = contender.id.indexOf(':');
  return colon < 0 ? decision.context.current.id : contender.id.slice(colon + 1);
}

function volumeLever({ workload, book, decision }: Subject): Lever {
  const { oneOffQueries } = workload.volume;
  const current = oneOffQueries ?? decision.context.workload.volume.queriesPerDay;
  const most = oneOffQueries === undefined ? LIMITS.queriesPerDay : LIMITS.oneOffQueries;
  return {
    input: oneOffQueries === undefined ? 'volume.queriesPerDay' : 'volume.oneOffQueries',
    current,
    likely: oneOffQueries === undefined ? [current / 2, Math.min(most, current * 2)] : null,
    plausible: [current / 1000, Math.min(most, current * 1000)],
    logarithmic: true,
    at(value) {
      const volume =
        oneOffQueries === undefined
          ? { ...workload.volume, queriesPerDay: value }
          : { ...workload.volume, oneOffQueries: Math.max(1, Math.round(value)) };
      return { workload: { ...workload, volume }, book };
    },
    say: (value) =>
      `${formatCount(Number(value.toPrecision(3)))} queries ${oneOffQueries === undefined ? 'a day' : 'in all'}`,
  };
}

function growthLever({ workload, book, decision }: Subject): Lever[] {
  const { volume, horizonMonths } = decision.context.workload;
  if (volume.oneOffQueries !== undefined || horizonMonths === 1) return [];
  const current = volume.growthPerMonth;
  return [
    {
      input: 'volume.growthPerMonth',
      current,
      likely: [Math.max(-0.9, current - 0.04), current + 0.07],
      plausible: null,
      logarithmic: false,
      at: (value) => ({
        workload: { ...workload, volume: { ...workload.volume, growthPerMonth: value } },
        book,
      }),
      say: (value) => `${formatShare(value)} growth a month`,
    },
  ];
}

function tokensLever({ workload, book, decision }: Subject): Lever {
  const { tokens, tuned, data } = decision.context.workload;
  function times(factor: number, counts: Readonly<Record<string, number>>): Record<string, number> {
    return Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, count * factor]));
  }
  return {
    input: 'tokens',
    current: 1,
    likely: [0.7, 1.35],
    plausible: null,
    logarithmic: true,
    at(value) {
      const scaled = { ...tokens, ...times(value, tokens) };
      return {
        workload: {
          ...workload,
          tokens: scaled,
          tuned: { ...tuned, ...times(value, tuned) },
          ...(data.examples > 0 && { data: { ...workload.data, tokensPerExample: data.tokensPerExample } }),
        },
        book,
      };
    },
    say: (value) => `${formatShare(value)} of the tokens per call`,
  };
}

function cacheLever({ workload, book, decision }: Subject): Lever[] {
  const { context } = decision;
  const rates = context.book.ratesOf(context.current.id, context.asOf);
  if (!canCache(presentCall(context.workload), rates, context.current.cacheFloorTokens)) return [];
  return [
    {
      input: 'current.cacheHitRate',
      current: context.workload.current.cacheHitRate,
      likely: [0, 0.9],
      plausible: [0, 1],
      logarithmic: false,
      at: (value) => ({
        workload: { ...workload, current: { ...workload.current, cacheHitRate: value } },
        book,
      }),
      say: (value) => `${formatShare(value)} cache hits today`,
    },
  ];
}

function priceLever(subject: Subject, input: string, productId: string, name: string): Lever {
  const { workload, book } = subject;
  return {
    input,
    current: 1,
    likely: [0.4, 1.25],
    plausible: [0.02, 5],
    logarithmic: true,
    at: (value) => ({ workload, book: scaledBook(book, productId, value) }),
    say: (value) => `${formatShare(value)} of today's price of ${name}`,
  };
}

function priceLevers(subject: Subject): Lever[] {
  const { decision, focus } = subject;
  const { current } = decision.context;
  const levers = [priceLever(subject, 'price of the baseline', current.id, current.name)];
  if (focus !== null && productOf(focus, decision) !== current.id) {
    const input = focus.id === decision.winner?.id ? 'price of the winner' : 'price of the best alternative';
    const { modelName } = focus.proposal.draft;
    levers.push(priceLever(subject, input, productOf(focus, decision), modelName));
  }
  return levers;
}

function lossLever({ workload, book, decision }: Subject): Lever[] {
  const known = new Set(decision.contenders.flatMap(({ proposal }) => proposal.draft.quality.accuracy ?? []));
  if (known.size < 2) return [];
  const current = workload.quality?.lossPerErrorUsd ?? null;
  const some = current !== null && current > 0;
  return [
    {
      input: 'quality.lossPerErrorUsd',
      current,
      likely: some ? [current / 2, Math.min(LIMITS.usd, current * 2)] : null,
      plausible: some ? [current / 1000, Math.min(LIMITS.usd, current * 1000)] : [0.0001, 100],
      logarithmic: true,
      at: (value) => ({
        workload: { ...workload, quality: { ...workload.quality, lossPerErrorUsd: value } },
        book,
      }),
      say: (value) => `${formatUsd(value)} lost per wrong answer`,
    },
  ];
}

function payLever({ workload, book, decision }: Subject): Lever[] {
  const current = decision.context.workload.people.engineerMonthlyUsd;
  if (current === 0) return [];
  return [
    {
      input: 'people.engineerMonthlyUsd',
      current,
      likely: [current * 0.5, Math.min(LIMITS.usd, current * 2.4)],
      plausible: [current / 100, Math.min(LIMITS.usd, current * 20)],
      logarithmic: true,
      at: (value) => ({
        workload: { ...workload, people: { ...workload.people, engineerMonthlyUsd: value } },
        book,
      }),
      say: (value) => `people's time at ${formatUsd(value)} per engineer-month`,
    },
  ];
}

/** Levers that only a tuned model has. */
function tuneLevers({ workload, book, decision, tune }: Subject): Lever[] {
  if (tune === null) return [];
  const { context } = decision;
  const { people, quality, horizonMonths } = context.workload;
  const offerId = productOf(tune, decision);
  const { end } = tune.proposal.draft;
  const months = end === undefined ? null : daysBetween(context.asOf, end.on) / DAYS_PER_MONTH;
  const accuracy = tune.proposal.draft.quality.accuracy;
  const levers: Lever[] = [
    {
      input: 'people.upkeepFte',
      current: people.upkeepFte,
      likely: [0, Math.max(0.5, 2 * people.upkeepFte)],
      plausible: [0, Math.max(2, 4 * people.upkeepFte)],
      logarithmic: false,
      at: (value) => ({ workload: { ...workload, people: { ...workload.people, upkeepFte: value } }, book }),
      say: (value) => `${formatShare(value)} of an engineer kept on the tuned model`,
    },
    {
      input: 'remaining life of the tuned model',
      current: months,
      likely: [Math.min(4, months ?? 4), Math.min(18, months ?? 18)],
      plausible: [0.1, Math.max(horizonMonths, 24)],
      logarithmic: true,
      at: (value) => ({
        workload,
        book: bookEnding(book, offerId, addDays(context.asOf, Math.round(value * DAYS_PER_MONTH))),
      }),
      say: (value) => `${formatDuration(value * DAYS_PER_MONTH)} until the tuned model ends`,
    },
  ];
  if (accuracy !== null && (quality.lossPerErrorUsd !== undefined || quality.target !== undefined)) {
    levers.push({
      input: 'quality.fineTuned',
      current: accuracy,
      likely: [Math.max(0, accuracy - 0.03), Math.min(1, accuracy + 0.03)],
      plausible: [0, 1],
      logarithmic: false,
      at: (value) => ({
        workload: { ...workload, quality: { ...workload.quality, fineTuned: value } },
        book,
      }),
      say: (value) => `${formatShare(value)} right after the tune`,
    });
  }
  return levers;
}

/** Every lever that applies. */
export function leversOf(subject: Subject): readonly Lever[] {
  return [
    volumeLever(subject),
    ...growthLever(subject),
    tokensLever(subject),
    ...cacheLever(subject),
    ...priceLevers(subject),
    ...lossLever(subject),
    ...payLever(subject),
    ...tuneLevers(subject),
  ];
}
