import { DAYS_PER_MONTH } from '../engine/defaults.js';
import {
  type Advice,
  completeWorkload,
  isPresent,
  type Ledger,
  type LedgerLine,
  type Plan,
} from '../engine/index.js';
import type { IsoDate } from '../prices/price-book.js';
import type { Adoption, Forecast, TokenKind, Use, Way } from '../workspace/life.js';

/** What is written down when a plan is adopted, so that it can be held against what came of it. */

/** What ledgers call the tokens of each kind; every other part that is counted in tokens is uncached prompt. */
const KINDS: ReadonlyMap<LedgerLine['part'], TokenKind> = new Map([
  ['cache-read', 'cached'],
  ['cache-write', 'cacheWrite'],
  ['answer', 'output'],
  ['reasoning', 'output'],
]);

/** Parts of a prompt that are sent uncached. */
const UNCACHED: ReadonlySet<LedgerLine['part']> = new Set(['fixed-prompt', 'varying-prompt', 'passages']);

/** The adoption of a plan of an advice; `undefined` where it has no such plan. */
export function adoptionOf(advice: Advice, planId: string, by: string, on: IsoDate): Adoption | undefined {
  const chosen = advice.plans.find(({ id }) => id === planId);
  const present = advice.plans.find(isPresent);
  if (chosen === undefined || present === undefined) return undefined;
  const [before, after] = [present.firstMonthUsd, chosen.firstMonthUsd];
  const forecast = forecastOf(advice, present, chosen);
  return {
    by,
    on,
    planId,
    planTitle: chosen.title,
    savingUsd: before === null || after === null ? null : before - after,
    upfrontUsd: chosen.upfront.totalUsd,
    ...(forecast !== undefined && { forecast }),
  };
}

function forecastOf({ workload }: Advice, present: Plan, chosen: Plan): Forecast | undefined {
  const { oneOffQueries, queriesPerDay = 0 } = completeWorkload(workload).complete.volume;
  const [before, after] = [wayOf(present), wayOf(chosen)];
  if (oneOffQueries !== undefined || before === undefined || after === undefined) return undefined;
  return { queriesPerMonth: queriesPerDay * DAYS_PER_MONTH, before, after };
}

/**
 * A plan as tokens and prices. A retry repeats a whole call, so the tokens of a query are those of its calls; what is
 * paid per query and is no model's tokens stands apart. `undefined` where a price is unknown.
 */
export function wayOf({ perQuery, monthly }: Pick<Plan, 'perQuery' | 'monthly'>): Way | undefined {
  if (perQuery.totalUsd === null || monthly.totalUsd === null) return undefined;
  const tokens = perQuery.lines.flatMap((line) => {
    const kind = kindOf(line);
    return kind === undefined || line.price === undefined ? [] : [{ line, kind, model: line.price.product }];
  });
  const tokensUsd = sum(tokens.map(({ line }) => line.amountUsd));
  const retriesUsd = sum(perQuery.lines.filter(({ part }) => part === 'retries').map((one) => one.amountUsd));
  const calls = tokensUsd === 0 ? 1 : 1 + retriesUsd / tokensUsd;
  const uses = new Map<string, { model: string; kind: TokenKind; tokens: number; usd: number }>();
  for (const { line, kind, model } of tokens) {
    const key = JSON.stringify([model, kind]);
    const use = uses.get(key) ?? { model, kind, tokens: 0, usd: 0 };
    uses.set(key, { ...use, tokens: use.tokens + line.quantity, usd: use.usd + line.amountUsd });
  }
  return {
    uses: [...uses.values()].map(
      ({ model, kind, tokens: once, usd }): Use => ({
        model,
        kind,
        tokensPerQuery: once * calls,
        usdPerMTok: once === 0 ? 0 : (usd / once) * 1e6,
      }),
    ),
    otherUsdPerQuery: Math.max(0, perQuery.totalUsd - tokensUsd * calls),
    fixedUsdPerMonth: invoiced(monthly),
  };
}

function kindOf({ part, unit }: LedgerLine): TokenKind | undefined {
  if (unit !== 'tokens') return undefined;
  return KINDS.get(part) ?? (UNCACHED.has(part) ? 'input' : undefined);
}

/** What sellers bill, people's time apart. */
function invoiced({ lines }: Ledger): number {
  return sum(lines.filter(({ part }) => part !== 'work' && part !== 'upkeep').map((one) => one.amountUsd));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
