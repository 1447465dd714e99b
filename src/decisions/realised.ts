import { DAYS_PER_MONTH } from '../engine/defaults.js';
import type { Actual, KeptActual } from '../workspace/actual.js';
import type { Estimate } from '../workspace/estimate.js';
import type { Adoption, Forecast, Use } from '../workspace/life.js';

/** What became of an adopted plan: the saving that usage shows, held against what was said. */

/** What can be other than it was said. */
export const REASONS = ['volume', 'tokens', 'price', 'mix'] as const;

export type Reason = (typeof REASONS)[number];

/** What a query costs and takes on average. */
export interface PerQuery {
  /** Tokens at the prices paid, in USD. */
  readonly usd: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** A saving that usage shows. USD a month of 30 days, as sellers bill it; people's time is not in it. */
export interface Realised {
  /** What the queries of a month since would have cost as before, less what they cost. */
  readonly usdPerMonth: number;
  readonly queriesPerMonth: number;
  readonly before: PerQuery;
  readonly after: PerQuery;
  /** Whether `before` was measured, too, or is what was said at the adoption. */
  readonly isBeforeMeasured: boolean;
  /** What was said, and why it came out otherwise: the reasons sum to the difference. Absent without a forecast. */
  readonly against?: {
    readonly forecastUsd: number;
    readonly reasons: Readonly<Record<Reason, number>>;
  };
}

/**
 * The saving that usage shows, against the forecast.
 *
 * A saving is `queries x (cost before - cost after) - fixed costs`, and the cost of a query is
 * `sum over prompt and answer of tokens x sum over cells of share x price`, where a cell is a model and a kind of token
 * (uncached, read from a cache, written to one). So four things can differ between forecast and usage: *volume* (queries),
 * *tokens* (how long prompt and answer are), *mix* (which model takes them, and how much the cache serves), *price* (what
 * a token of a cell cost). Each reason is its Shapley value: the change when it goes from forecast to usage, averaged
 * over all orders in which the four can. No order is favoured, nothing is left over: the reasons sum to
 * `realised - forecast`. A price or share that only one side knows is taken from that side, so a model that nobody
 * forecast counts as mix, not as price.
 *
 * @param before usage before the adoption; absent, the forecast of the way before stands for it
 * @returns `undefined` where neither usage nor a forecast tells what it was before
 */
export function realisedOf(
  { forecast }: Pick<Adoption, 'forecast'>,
  before: Actual | undefined,
  after: Actual,
): Realised | undefined {
  const usesBefore = before?.uses ?? forecast?.before.uses;
  if (usesBefore === undefined) return undefined;
  const queriesPerMonth = (after.queries / after.days) * DAYS_PER_MONTH;
  const actual: Sides = { queriesPerMonth, before: mixOf(usesBefore), after: mixOf(after.uses) };
  const said: Sides =
    forecast === undefined
      ? actual
      : {
          queriesPerMonth: forecast.queriesPerMonth,
          before: mixOf(forecast.before.uses),
          after: mixOf(forecast.after.uses),
        };
  const value = (changed: ReadonlySet<Reason>) => savingUsd(said, actual, changed, forecast);
  return {
    usdPerMonth: value(new Set(REASONS)),
    queriesPerMonth,
    before: perQuery(usesBefore),
    after: perQuery(after.uses),
    isBeforeMeasured: before !== undefined,
    ...(forecast !== undefined && {
      against: {
        forecastUsd: value(new Set()),
        reasons: {
          volume: shapley('volume', value),
          tokens: shapley('tokens', value),
          price: shapley('price', value),
          mix: shapley('mix', value),
        },
      },
    }),
  };
}

/** A way of answering as tokens of prompt and answer, shares of the cells in each, and prices. */
interface Mix {
  /** Tokens of a query: of its prompt, and of its answer. */
  readonly tokens: Readonly<Record<Part, number>>;
  readonly cells: ReadonlyMap<
    string,
    { readonly part: Part; readonly tokens: number; readonly usdPerMTok: number }
  >;
}

type Part = 'prompt' | 'answer';

interface Sides {
  readonly queriesPerMonth: number;
  readonly before: Mix;
  readonly after: Mix;
}

function mixOf(uses: readonly Use[]): Mix {
  const tokens = { prompt: 0, answer: 0 };
  const cells = new Map<string, { part: Part; tokens: number; usdPerMTok: number }>();
  for (const { model, kind, tokensPerQuery, usdPerMTok } of uses) {
    if (tokensPerQuery === 0) continue;
    const part = kind === 'output' ? 'answer' : 'prompt';
    tokens[part] += tokensPerQuery;
    cells.set(JSON.stringify([model, kind]), { part, tokens: tokensPerQuery, usdPerMTok });
  }
  return { tokens, cells };
}

/** The saving a month when what is in `changed` is as usage shows and the rest as it was said. */
function savingUsd(
  said: Sides,
  actual: Sides,
  changed: ReadonlySet<Reason>,
  forecast: Forecast | undefined,
): number {
  const queries = (changed.has('volume') ? actual : said).queriesPerMonth;
  const other = (forecast?.before.otherUsdPerQuery ?? 0) - (forecast?.after.otherUsdPerQuery ?? 0);
  const fixed = (forecast?.before.fixedUsdPerMonth ?? 0) - (forecast?.after.fixedUsdPerMonth ?? 0);
  const saved = costUsd(said.before, actual.before, changed) - costUsd(said.after, actual.after, changed);
  return queries * (saved + other) + fixed;
}

/** What the tokens of a query cost when some of the reasons are as usage shows. */
function costUsd(said: Mix, actual: Mix, changed: ReadonlySet<Reason>): number {
  const lengths = changed.has('tokens') ? actual.tokens : said.tokens;
  const [mix, otherMix] = changed.has('mix') ? [actual, said] : [said, actual];
  const [prices, otherPrices] = changed.has('price') ? [actual, said] : [said, actual];
  let usd = 0;
  for (const part of ['prompt', 'answer'] as const) {
    // A side without any prompt or answer has no shares of it: then only its length is a change.
    const { tokens, cells } = mix.tokens[part] > 0 ? mix : otherMix;
    if (tokens[part] === 0) continue;
    for (const [key, cell] of cells) {
      if (cell.part !== part) continue;
      const price = (prices.cells.get(key) ?? otherPrices.cells.get(key) ?? cell).usdPerMTok;
      usd += (lengths[part] * (cell.tokens / tokens[part]) * price) / 1e6;
    }
  }
  return usd;
}

/** The average, over all orders, of what a reason changes when its turn comes. */
function shapley(reason: Reason, value: (changed: ReadonlySet<Reason>) => number): number {
  const others = REASONS.filter((one) => one !== reason);
  let sum = 0;
  for (let choice = 0; choice < 2 ** others.length; choice += 1) {
    const before = others.filter((_, at) => (choice >> at) % 2 === 1);
    // Orders in which exactly these come before it, of all orders.
    const weight =
      (factorial(before.length) * factorial(others.length - before.length)) / factorial(REASONS.length);
    sum += weight * (value(new Set([...before, reason])) - value(new Set(before)));
  }
  return sum;
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}

function perQuery(uses: readonly Use[]): PerQuery {
  const of = (wanted: (use: Use) => boolean) =>
    uses.filter(wanted).reduce((sum, { tokensPerQuery }) => sum + tokensPerQuery, 0);
  return {
    usd: uses.reduce((sum, { tokensPerQuery, usdPerMTok }) => sum + (tokensPerQuery * usdPerMTok) / 1e6, 0),
    promptTokens: of(({ kind }) => kind !== 'output'),
    answerTokens: of(({ kind }) => kind === 'output'),
  };
}

/** What usage shows of each estimate of a workspace that was adopted and has usage since, by its id. */
export function realisedById(
  estimates: readonly Pick<Estimate, 'id' | 'life'>[],
  actuals: readonly KeptActual[],
): ReadonlyMap<string, Realised> {
  const found = new Map<string, Realised>();
  for (const { id, life } of estimates) {
    const of = (period: KeptActual['period']) =>
      actuals.find((one) => one.estimateId === id && one.period === period)?.actual;
    const after = of('after');
    const realised =
      life?.adoption === undefined || after === undefined
        ? undefined
        : realisedOf(life.adoption, of('before'), after);
    if (realised !== undefined) found.set(id, realised);
  }
  return found;
}
