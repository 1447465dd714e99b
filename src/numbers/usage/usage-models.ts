import { daysBetween } from '../../engine/calendar.js';
import type { IsoDate, Model, PriceBook, PriceFact, Rates } from '../../prices/price-book.js';
import { resolveModel } from '../resolve-model.js';
import { growthPerMonth } from './growth.js';
import { addedUse, type ModelSums, plainName, tokensOf, type UsageFacts } from './read-usage.js';

/** What usage comes to: shares of the money, the cost by the price book beside that of the file, and a workload for each model. */

/** One model in a usage export. */
export interface ModelUse {
  /** As the export writes it, on one line. */
  readonly written: string;
  /** The model of the price book, where it is one. */
  readonly model?: Model;
  readonly isTuned: boolean;
  /** Days of the window. */
  readonly days: number;
  readonly requests: number | null;
  readonly queriesPerDay: number | null;
  /** All prompt tokens, those of the cache included. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Share of the tokens that went through the batch interface. */
  readonly batchShare: number;
  /** Growth a month; `undefined` where the window is too short to tell. */
  readonly growthPerMonth?: number;
  /** By the export, or, where that does not say, by the price book; `null` where neither knows. */
  readonly spendUsd: number | null;
  readonly spendBy: 'the file' | 'list prices' | 'nobody';
  /** What its tokens cost at list prices; `null` where a price is not known. */
  readonly listUsd: number | null;
  /** Share of all the money that is known. */
  readonly moneyShare: number | null;
}

/** The cost in the files beside that of their tokens at list prices, over the models that have both. */
export interface Reconciled {
  readonly fileUsd: number;
  readonly listUsd: number;
  /** `listUsd / fileUsd - 1`. */
  readonly difference: number;
  readonly isWithinOnePercent: boolean;
}

/** What usage exports come to. */
export interface UsageFindings {
  readonly days: number;
  readonly models: readonly ModelUse[];
  /** `null` where no model has both a cost in the file and known prices. */
  readonly reconciled: Reconciled | null;
  readonly totalUsd: number;
  /** Cost in the files that belongs to no model. */
  readonly unassignedUsd: number;
}

/** Works out what usage comes to, at the list prices of a day. */
export function usageFindings(facts: UsageFacts, book: PriceBook, asOf: IsoDate): UsageFindings {
  const days = facts.from === '' ? 1 : daysBetween(facts.from, facts.to) + 1;
  const merged = mergeAliases(facts.models, book);
  const priced = merged.map((one) => ({ ...one, ...costsOf(one, book, facts.to === '' ? asOf : facts.to) }));
  const totalUsd = priced.reduce((sum, { spendUsd }) => sum + (spendUsd ?? 0), 0);
  const unassignedUsd = facts.models
    .filter((sums) => tokensOf(sums) === 0)
    .filter((sums) => !merged.some((one) => one.sums.model === sums.model || one.others.includes(sums.model)))
    .reduce((sum, { spendUsd }) => sum + (spendUsd ?? 0), 0);
  const models = priced
    .map(({ sums, resolved, listUsd, spendUsd, spendBy, outputTokens }): ModelUse => {
      const input = sums.uncachedTokens + sums.cachedTokens + sums.cacheWriteTokens;
      const batch = sums.batch.uncachedTokens + sums.batch.cachedTokens + sums.batch.outputTokens;
      const growth = growthPerMonth(sums.days);
      return {
        written: plainName(sums.model) || 'no model named',
        ...(resolved !== undefined && { model: resolved.model }),
        isTuned: resolved?.isTuned ?? false,
        days,
        requests: sums.requests,
        queriesPerDay: sums.requests === null ? null : sums.requests / days,
        inputTokens: input,
        cachedTokens: sums.cachedTokens,
        cacheWriteTokens: sums.cacheWriteTokens,
        outputTokens,
        reasoningTokens:
          sums.reasoningTokens + (outputTokens > sums.outputTokens ? sums.unclearReasoningTokens : 0),
        batchShare: tokensOf(sums) === 0 ? 0 : batch / tokensOf(sums),
        ...(growth !== undefined && { growthPerMonth: growth }),
        spendUsd,
        spendBy,
        listUsd,
        moneyShare: spendUsd === null || totalUsd === 0 ? null : spendUsd / totalUsd,
      };
    })
    .sort((a, b) => (b.spendUsd ?? -1) - (a.spendUsd ?? -1));
  return { days, models, reconciled: reconcile(priced), totalUsd, unassignedUsd };
}

interface Merged {
  readonly sums: ModelSums;
  readonly resolved: ReturnType<typeof resolveModel>;
  /** Other names under which it stands in the files. */
  readonly others: readonly string[];
}

/** One entry for each model, however many names it has; costs without tokens join the tokens of their model. */
function mergeAliases(models: readonly ModelSums[], book: PriceBook): readonly Merged[] {
  const merged = new Map<string, Merged>();
  for (const sums of models) {
    const resolved = resolveModel(book, sums.model);
    const key =
      resolved === undefined ? `?${sums.model}` : `${resolved.isTuned ? 'tuned ' : ''}${resolved.model.id}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? { sums, resolved, others: [] }
        : { sums: joined(known.sums, sums), resolved, others: [...known.others, sums.model] },
    );
  }
  return [...merged.values()].filter(({ sums }) => tokensOf(sums) > 0 || (sums.requests ?? 0) > 0);
}

function joined(one: ModelSums, other: ModelSums): ModelSums {
  const days = new Map(one.days.map((day) => [day.day, day]));
  for (const use of other.days) {
    const known = days.get(use.day);
    days.set(use.day, known === undefined ? use : { day: use.day, ...addedUse(known, use) });
  }
  return {
    model: tokensOf(other) > tokensOf(one) ? other.model : one.model,
    requests: addKnown(one.requests, other.requests),
    uncachedTokens: one.uncachedTokens + other.uncachedTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    reasoningTokens: one.reasoningTokens + other.reasoningTokens,
    unclearReasoningTokens: one.unclearReasoningTokens + other.unclearReasoningTokens,
    batch: {
      uncachedTokens: one.batch.uncachedTokens + other.batch.uncachedTokens,
      cachedTokens: one.batch.cachedTokens + other.batch.cachedTokens,
      outputTokens: one.batch.outputTokens + other.batch.outputTokens,
    },
    spendUsd: addKnown(one.spendUsd, other.spendUsd),
    days: [...days.values()]
      .filter(({ tokens, requests }) => tokens + requests > 0)
      .sort((a, b) => a.day.localeCompare(b.day)),
  };
}

function addKnown(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

interface Costs {
  readonly listUsd: number | null;
  readonly spendUsd: number | null;
  readonly spendBy: ModelUse['spendBy'];
  /** With hidden reasoning, where the cost shows that it is billed on top. */
  readonly outputTokens: number;
}

/** What a model's tokens cost at the list prices of a day, and what the file says. */
function costsOf({ sums, resolved }: Merged, book: PriceBook, on: IsoDate): Costs {
  const rates = resolved === undefined ? undefined : ratesOf(resolved, book, on);
  const inside = rates === undefined ? null : listUsd(sums, rates, sums.outputTokens);
  const outside =
    rates === undefined ? null : listUsd(sums, rates, sums.outputTokens + sums.unclearReasoningTokens);
  // Whether hidden reasoning is among the answer's tokens is not documented everywhere: the bill tells.
  const isOnTop =
    sums.spendUsd !== null &&
    inside !== null &&
    outside !== null &&
    sums.unclearReasoningTokens > 0 &&
    Math.abs(outside - sums.spendUsd) < Math.abs(inside - sums.spendUsd);
  const list = isOnTop ? outside : inside;
  return {
    listUsd: list,
    spendUsd: sums.spendUsd ?? list,
    spendBy: sums.spendUsd !== null ? 'the file' : list !== null ? 'list prices' : 'nobody',
    outputTokens: sums.outputTokens + (isOnTop ? sums.unclearReasoningTokens : 0),
  };
}

/** Rates of a model, or of the tune on it at the same platform. */
function ratesOf({ model, isTuned }: NonNullable<Merged['resolved']>, book: PriceBook, on: IsoDate): Rates {
  if (!isTuned) return book.ratesOf(model.id, on);
  const offer = book.tuningOffers.find(
    ({ baseModel, platform, serving }) =>
      baseModel === model.id && platform === model.platform && serving === 'tokens',
  );
  return offer === undefined ? {} : book.tuningPricesOf(offer.id, on).rates;
}

function listUsd(sums: ModelSums, rates: Rates, outputTokens: number): number | null {
  const { batch } = sums;
  const batchOutput = sums.outputTokens === 0 ? 0 : (batch.outputTokens / sums.outputTokens) * outputTokens;
  const parts: readonly (readonly [tokens: number, price: PriceFact | undefined])[] = [
    [sums.uncachedTokens - batch.uncachedTokens, rates.input],
    [sums.cachedTokens - batch.cachedTokens, rates.cachedInput ?? rates.input],
    [sums.cacheWriteTokens, rates.cacheWrite ?? rates.input],
    [outputTokens - batchOutput, rates.output],
    [batch.uncachedTokens, rates.batchInput ?? rates.input],
    [batch.cachedTokens, rates.batchCachedInput ?? rates.batchInput ?? rates.cachedInput],
    [batchOutput, rates.batchOutput ?? rates.output],
  ];
  let usd = 0;
  for (const [tokens, price] of parts) {
    if (tokens === 0) continue;
    if (price?.unit !== 'usdPerMTok') return null;
    usd += (tokens * price.usd) / 1e6;
  }
  return usd;
}

function reconcile(priced: readonly (Merged & Costs)[]): Reconciled | null {
  const both = priced.filter(
    ({ sums, listUsd: list }) => sums.spendUsd !== null && sums.spendUsd > 0 && list !== null,
  );
  if (both.length === 0) return null;
  const fileUsd = both.reduce((sum, { sums }) => sum + (sums.spendUsd ?? 0), 0);
  const list = both.reduce((sum, one) => sum + (one.listUsd ?? 0), 0);
  const difference = list / fileUsd - 1;
  return { fileUsd, listUsd: list, difference, isWithinOnePercent: Math.abs(difference) <= 0.01 };
}
