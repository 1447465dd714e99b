import { addDays } from '../engine/calendar.js';
import type { IsoDate, PriceBook, Rates } from '../prices/price-book.js';
import type { KeptActual } from '../workspace/actual.js';
import type { Estimate } from '../workspace/estimate.js';
import type { TokenKind } from '../workspace/life.js';
import type { Realised } from './realised.js';

/**
 * Imported usage in the columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification, June 2025): a row for each
 * decision, period, model and kind of token. FOCUS has no rows of what is only forecast, so what was forecast stands in
 * columns of our own, which begin with `x_`.
 */

const METERS: Readonly<Record<TokenKind, string>> = {
  input: 'Input tokens',
  cached: 'Cached input tokens',
  cacheWrite: 'Cache write tokens',
  output: 'Output tokens',
};

/** A value of a cell; `null` is empty, as FOCUS has it. */
type Value = string | number | null;

/**
 * The rows, the heading first.
 *
 * A charge and its billing period are the days of the imported usage. Where the price book knows no list price for a
 * charge, its list cost is what was paid.
 */
export function focusTable(
  estimates: readonly Estimate[],
  actuals: readonly KeptActual[],
  realised: ReadonlyMap<string, Realised>,
  book: PriceBook,
): readonly (readonly Value[])[] {
  const byId = new Map(estimates.map((estimate) => [estimate.id, estimate]));
  const rows = actuals.flatMap((kept) => {
    const estimate = byId.get(kept.estimateId);
    return estimate === undefined ? [] : rowsOf(estimate, kept, realised.get(estimate.id), book);
  });
  const [first] = rows;
  return first === undefined ? [] : [Object.keys(first), ...rows.map((row) => Object.values(row))];
}

function rowsOf(
  { name, life }: Estimate,
  { workspaceId, estimateId, period, fromDay, toDay, actual }: KeptActual,
  realised: Realised | undefined,
  book: PriceBook,
): readonly Readonly<Record<string, Value>>[] {
  const [start, end] = [momentOf(fromDay), momentOf(addDays(toDay, 1))];
  return actual.uses.map(({ model, kind, tokensPerQuery, usdPerMTok }) => {
    const { seller, maker, called } = namesOf(model, book);
    const tokens = tokensPerQuery * actual.queries;
    const paidUsd = (tokens * usdPerMTok) / 1e6;
    const listUnitUsd = listUsdPerMTok(model, kind, book, toDay);
    return {
      BilledCost: paidUsd,
      BillingAccountId: workspaceId,
      BillingAccountName: 'Imported usage',
      BillingCurrency: 'USD',
      BillingPeriodEnd: end,
      BillingPeriodStart: start,
      ChargeCategory: 'Usage',
      ChargeClass: null,
      ChargeDescription: `${called}: ${METERS[kind].toLowerCase()}`,
      ChargeFrequency: 'Usage-Based',
      ChargePeriodEnd: end,
      ChargePeriodStart: start,
      ConsumedQuantity: tokens,
      ConsumedUnit: 'Tokens',
      ContractedCost: paidUsd,
      ContractedUnitPrice: usdPerMTok / 1e6,
      EffectiveCost: paidUsd,
      InvoiceIssuerName: seller,
      ListCost: listUnitUsd === undefined ? paidUsd : (tokens * listUnitUsd) / 1e6,
      ListUnitPrice: listUnitUsd === undefined ? null : listUnitUsd / 1e6,
      PricingCategory: 'Standard',
      PricingQuantity: tokens,
      PricingUnit: 'Tokens',
      ProviderName: seller,
      PublisherName: maker,
      ServiceCategory: 'AI and Machine Learning',
      ServiceName: seller,
      ServiceSubcategory: 'Generative AI',
      SkuId: model,
      SkuMeter: METERS[kind],
      x_Decision: name,
      x_DecisionId: estimateId,
      x_Period: period,
      x_AdoptedPlan: life?.adoption?.planTitle ?? null,
      x_AdoptedOn: life?.adoption?.on ?? null,
      x_ForecastSavingUsdPerMonth: realised?.against?.forecastUsd ?? null,
      x_RealisedSavingUsdPerMonth: realised?.usdPerMonth ?? null,
    };
  });
}

/** FOCUS has moments, and ends that are not in the period any more. */
function momentOf(day: IsoDate): string {
  return `${day}T00:00:00Z`;
}

function namesOf(id: string, book: PriceBook) {
  const sold = book.findModel(id) ?? book.tuningOffers.find((offer) => offer.id === id);
  return {
    seller: sold?.platform ?? 'unknown',
    maker: sold?.provider ?? 'unknown',
    called: sold?.name ?? id,
  };
}

function listUsdPerMTok(id: string, kind: TokenKind, book: PriceBook, on: IsoDate): number | undefined {
  const isOffer = book.tuningOffers.some((offer) => offer.id === id);
  const rates: Rates = isOffer ? book.tuningPricesOf(id, on).rates : book.ratesOf(id, on);
  const price = {
    input: rates.input,
    cached: rates.cachedInput,
    cacheWrite: rates.cacheWrite,
    output: rates.output,
  }[kind];
  return price?.unit === 'usdPerMTok' ? price.usd : undefined;
}
