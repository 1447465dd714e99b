import { addDays, daysBetween } from '../engine/calendar.js';
import { resolveModel } from '../numbers/resolve-model.js';
import { type DayUse, type ModelSums, plainName, type UsageFacts } from '../numbers/usage/read-usage.js';
import type { IsoDate, PriceBook, Rates } from '../prices/price-book.js';
import type { Actual, Period } from '../workspace/actual.js';
import type { Adoption, TokenKind, Use } from '../workspace/life.js';

/** What usage exports say of one decision: their days before its adoption, and those since. */

/** Days that are compared, before the adoption and after it. */
const WINDOW_DAYS = 30;

/** The usage of one period, or why it says nothing. */
export type PeriodRead =
  | {
      readonly kind: 'read';
      readonly period: Period;
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly actual: Actual;
    }
  | { readonly kind: 'problem'; readonly period: Period; readonly why: string };

/** What is asked of the exports. */
export interface Wanted {
  readonly adoption: Pick<Adoption, 'on' | 'forecast'>;
  /** Models that belong to the decision beside those of its forecast: ids of models and tuning offers. */
  readonly models: readonly string[];
  /** Queries of the workload a day, where a person says them: an export may count none, or each call of a cascade. */
  readonly queriesPerDay?: number | undefined;
}

/**
 * The usage before and after an adoption: the thirty days up to the day before it, and the newest thirty days from it
 * on. A period without a day in the exports is left out.
 */
export function periodsOf(facts: UsageFacts, book: PriceBook, wanted: Wanted): readonly PeriodRead[] {
  const { on, forecast } = wanted.adoption;
  const mine = new Set([
    ...wanted.models,
    ...(forecast === undefined
      ? []
      : [...forecast.before.uses, ...forecast.after.uses].map(({ model }) => model)),
  ]);
  if (facts.to === '') return [];
  const [, since = on] = [on, addDays(facts.to, 1 - WINDOW_DAYS)].sort();
  const windows = [
    { period: 'before' as const, from: addDays(on, -WINDOW_DAYS), to: addDays(on, -1) },
    { period: 'after' as const, from: since, to: facts.to },
  ];
  return windows.flatMap((window) => {
    const read = periodOf(facts, book, mine, window, wanted.queriesPerDay);
    return read === undefined ? [] : [{ ...read, period: window.period }];
  });
}

interface Sum {
  readonly tokens: Record<TokenKind, number>;
  requests: number | null;
  spendUsd: number | null;
}

type Outcome =
  | { readonly kind: 'read'; readonly from: IsoDate; readonly to: IsoDate; readonly actual: Actual }
  | { readonly kind: 'problem'; readonly why: string };

function periodOf(
  facts: UsageFacts,
  book: PriceBook,
  mine: ReadonlySet<string>,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  queriesPerDay: number | undefined,
): Outcome | undefined {
  const sums = new Map<string, Sum>();
  const leftOut = new Set<string>();
  const seen: IsoDate[] = [];
  for (const model of facts.models) {
    const days = model.days.filter(({ day }) => day >= from && day <= to);
    if (days.length === 0) continue;
    const id = idOf(model, book);
    if (id === undefined || !mine.has(id)) {
      leftOut.add(plainName(model.model) || 'no model named');
      continue;
    }
    seen.push(...days.map(({ day }) => day));
    sums.set(id, added(sums.get(id), model, days));
  }
  const [first, last] = [seen.sort().at(0), seen.at(-1)];
  if (first === undefined || last === undefined) {
    return leftOut.size === 0
      ? undefined
      : {
          kind: 'problem',
          why: `From ${from} to ${to} the file names none of the models of this decision (${[...mine].join(', ')}), but ${[...leftOut].slice(0, 5).join(', ')}. If one of them answers this workload, write its name behind the estimate's.`,
        };
  }
  const days = daysBetween(first, last) + 1;
  const counts = [...sums.values()].map(({ requests }) => requests);
  const counted = counts.includes(null)
    ? undefined
    : counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const queries = queriesPerDay === undefined ? counted : queriesPerDay * days;
  if (queries === undefined || queries <= 0) {
    return {
      kind: 'problem',
      why: 'The file does not count queries. Write how many there are behind the name: 20k/day.',
    };
  }
  const priced = [...sums].map(([id, sum]) => ({ id, ...pricesPaid(sum, ratesOf(id, book, last)) }));
  const unknown = priced.filter(({ usd }) => usd === null).map(({ id }) => id);
  if (unknown.length > 0) {
    return {
      kind: 'problem',
      why: `Neither the file nor the price book says what ${unknown.join(', ')} costs.`,
    };
  }
  const uses = priced.flatMap(({ id, usdPerMTok, tokens }) =>
    KINDS.filter((kind) => tokens[kind] > 0).map(
      (kind): Use => ({
        model: id,
        kind,
        tokensPerQuery: tokens[kind] / queries,
        usdPerMTok: usdPerMTok[kind],
      }),
    ),
  );
  if (uses.length === 0)
    return { kind: 'problem', why: `From ${from} to ${to} the file has no tokens of this decision.` };
  return {
    kind: 'read',
    from: first,
    to: last,
    actual: {
      days,
      queries,
      queriesBy: queriesPerDay === undefined ? 'the file' : 'a person',
      uses,
      spendUsd: priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
      spendBy: priced.every(({ isPaid }) => isPaid) ? 'the file' : 'list prices',
      leftOut: [...leftOut].slice(0, 10),
      sources: [...facts.sourceNames],
    },
  };
}

const KINDS: readonly TokenKind[] = ['input', 'cached', 'cacheWrite', 'output'];

/** Id of a model in the price book; of a tuned one that of its tuning offer, as ledgers name it. */
function idOf({ model }: ModelSums, book: PriceBook): string | undefined {
  const resolved = resolveModel(book, model);
  if (resolved?.isTuned !== true) return resolved?.model.id;
  const { id, platform } = resolved.model;
  return book.tuningOffers.find((offer) => offer.baseModel === id && offer.platform === platform)?.id;
}

function added(sum: Sum | undefined, { requests }: ModelSums, days: readonly DayUse[]): Sum {
  const total = sum ?? {
    tokens: { input: 0, cached: 0, cacheWrite: 0, output: 0 },
    requests: 0,
    spendUsd: null,
  };
  for (const day of days) {
    total.tokens.input += day.uncachedTokens;
    total.tokens.cached += day.cachedTokens;
    total.tokens.cacheWrite += day.cacheWriteTokens;
    total.tokens.output += day.outputTokens;
    if (day.spendUsd !== null) total.spendUsd = (total.spendUsd ?? 0) + day.spendUsd;
    if (total.requests !== null) total.requests += day.requests;
  }
  const hasTokens = days.some(({ tokens }) => tokens > 0);
  // A report of costs counts no requests, and need not.
  if (requests === null && hasTokens) total.requests = null;
  return total;
}

function ratesOf(id: string, book: PriceBook, on: IsoDate): Rates {
  return book.tuningOffers.some((offer) => offer.id === id)
    ? book.tuningPricesOf(id, on).rates
    : book.ratesOf(id, on);
}

/**
 * The prices that were paid for each kind of token: list prices, all scaled alike so that they come to what was spent.
 * Where a list price is unknown every kind costs the same; where nothing was said to be spent, list prices hold.
 */
function pricesPaid({ tokens, spendUsd }: Sum, rates: Rates) {
  const facts = {
    input: rates.input,
    cached: rates.cachedInput ?? rates.input,
    cacheWrite: rates.cacheWrite ?? rates.input,
    output: rates.output,
  };
  const isListed = KINDS.every((kind) => tokens[kind] === 0 || facts[kind]?.unit === 'usdPerMTok');
  const all = KINDS.reduce((sum, kind) => sum + tokens[kind], 0);
  const priceOf = (kind: TokenKind) => (isListed ? (facts[kind]?.usd ?? 0) : 1);
  const listUsd = KINDS.reduce((sum, kind) => sum + (tokens[kind] * priceOf(kind)) / 1e6, 0);
  const usd = spendUsd ?? (isListed ? listUsd : null);
  const scale = usd === null || all === 0 || listUsd === 0 ? 0 : usd / listUsd;
  const usdPerMTok = {
    input: priceOf('input') * scale,
    cached: priceOf('cached') * scale,
    cacheWrite: priceOf('cacheWrite') * scale,
    output: priceOf('output') * scale,
  };
  return { tokens, usd, usdPerMTok, isPaid: spendUsd !== null };
}
