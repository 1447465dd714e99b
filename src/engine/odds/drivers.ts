import type { Contender } from '../choose/competing-plans.js';
import { canCache, presentCall } from '../cost/call-cost.js';
import { scaledBook } from '../cost/scaled-book.js';
import { LIMITS } from '../workload.js';
import type { Lever, Subject } from './driver.js';
import { tuneLevers } from './tune-drivers.js';

/** Inputs that can be moved to see what becomes of the verdict. All ranges are stated assumptions of this product. */

function volumeLever({ decision }: Subject): Lever {
  const { workload, book } = decision.question;
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
    quantity: (value) => ({ code: oneOffQueries === undefined ? 'queries-a-day' : 'queries-in-all', value }),
  };
}

function growthLever({ decision }: Subject): Lever[] {
  const { workload, book } = decision.question;
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
      quantity: (value) => ({ code: 'growth', value }),
    },
  ];
}

function tokensLever({ decision }: Subject): Lever {
  const { workload, book } = decision.question;
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
    quantity: (value) => ({ code: 'tokens', value }),
  };
}

function cacheLever({ decision }: Subject): Lever[] {
  const { workload, book } = decision.question;
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
      quantity: (value) => ({ code: 'cache-hits', value }),
    },
  ];
}

function priceLever(subject: Subject, input: string, productIds: readonly string[], name: string): Lever {
  const { workload, book } = subject.decision.question;
  return {
    input,
    current: 1,
    likely: [0.4, 1.25],
    plausible: [0.02, 5],
    logarithmic: true,
    at: (value) => ({
      workload,
      book: productIds.reduce((scaled, id) => scaledBook(scaled, id, value), book),
    }),
    quantity: (value) => ({ code: 'price', value, of: name }),
  };
}

/** What the plan in question buys, other than the present model, and what of it a reader is told. */
function boughtBy({ decision }: Subject, focus: Contender): { ids: readonly string[]; name: string } {
  const { book } = decision.question;
  const { draft } = focus.proposal;
  const ledgers = [draft.upfront, draft.monthly, ...draft.perQuery.map((dated) => dated.ledger)];
  const products = new Set(
    ledgers.flatMap(({ lines }) => lines.flatMap(({ price }) => price?.product ?? [])),
  );
  products.delete(decision.context.current.id);
  // Offers that differ in the method of training only are priced together.
  const twins = decision.contenders.filter(({ proposal }) => proposal.draft.decision === draft.decision);
  const ids = new Set([...products, ...twins.map(({ proposal }) => proposal.draft.productId)]);
  ids.delete(decision.context.current.id);
  if (draft.modelName !== decision.context.current.name && !draft.inHouse)
    return { ids: [...ids], name: draft.modelName };
  const named = [...book.models, ...book.components].filter(({ id }) => ids.has(id));
  return { ids: [...ids], name: named.map((one) => one.name).join(' and ') };
}

function priceLevers(subject: Subject): Lever[] {
  const { decision, focus } = subject;
  const { current } = decision.context;
  const levers = [priceLever(subject, 'price of the baseline', [current.id], current.name)];
  if (focus === null) return levers;
  const { ids, name } = boughtBy(subject, focus);
  if (ids.length === 0) return levers;
  const input = focus.id === decision.winner?.id ? 'price of the winner' : 'price of the best alternative';
  return [...levers, priceLever(subject, input, ids, name)];
}

function lossLever({ decision }: Subject): Lever[] {
  const { workload, book } = decision.question;
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
      quantity: (value) => ({ code: 'loss', value }),
    },
  ];
}

function payLever({ decision }: Subject): Lever[] {
  const { workload, book } = decision.question;
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
      quantity: (value) => ({ code: 'pay', value }),
    },
  ];
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
