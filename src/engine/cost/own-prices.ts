import type {
  IsoDate,
  Model,
  PriceBook,
  PriceFact,
  PriceKind,
  PriceUnit,
  Rates,
  Source,
  TuningPrices,
} from '../../prices/price-book.js';
import type { Assumption } from '../defaults.js';
import { formatUsd, listed } from '../explain/wording.js';
import type { TokenPrice, Workload } from '../workload.js';

/** What a team pays where that is not the list price, as the workload says it. */

/** Whether a workload names a price of its own. */
function hasOwnPrices({ current, tuning }: Workload): boolean {
  return (
    current.price !== undefined ||
    tuning?.trainingUsdPerMTok !== undefined ||
    tuning?.hostingUsdPerHour !== undefined
  );
}

/**
 * The book with the prices that a workload names in place of the listed ones, each marked `own`. What it does not name
 * stays as listed: batches, cache writes, long prompts. Hosting is replaced where a tune is hosted at a price at all.
 * The version stays: the workload carries the prices.
 */
export function bookAsPaid(book: PriceBook, workload: Workload, asOf: IsoDate): PriceBook {
  if (!hasOwnPrices(workload)) return book;
  const { price } = workload.current;
  const { trainingUsdPerMTok, hostingUsdPerHour } = workload.tuning ?? {};
  const model = book.findModel(workload.current.model);

  function ownRates(rates: Rates): Rates {
    if (price === undefined || model === undefined) return rates;
    const own = (kind: PriceKind, usd: number) => ownFact(model, kind, 'usdPerMTok', usd, asOf);
    const { cachedInputUsdPerMTok: cached } = price;
    return {
      ...rates,
      input: own('input', price.inputUsdPerMTok),
      output: own('output', price.outputUsdPerMTok),
      ...(cached !== undefined && { cachedInput: own('cachedInput', cached) }),
    };
  }

  return {
    ...book,
    ratesOf: (modelId, on) =>
      modelId === model?.id ? ownRates(book.ratesOf(modelId, on)) : book.ratesOf(modelId, on),
    tuningPricesOf(offerId, on): TuningPrices {
      const prices = book.tuningPricesOf(offerId, on);
      const offer = book.tuningOffers.find(({ id }) => id === offerId);
      if (offer === undefined) return prices;
      const isHosted = offer.serving === 'dedicated' || (prices.hostingHour?.usd ?? 0) > 0;
      return {
        ...prices,
        ...(trainingUsdPerMTok !== undefined && {
          training: ownFact(offer, 'training', 'usdPerMTok', trainingUsdPerMTok, asOf),
        }),
        ...(hostingUsdPerHour !== undefined &&
          isHosted && {
            hostingHour: ownFact(offer, 'hostingHour', 'usdPerHour', hostingUsdPerHour, asOf),
          }),
      };
    },
  };
}

function ownFact(
  { id, platform }: { readonly id: string; readonly platform: string },
  kind: PriceKind,
  unit: PriceUnit,
  usd: number,
  asOf: IsoDate,
): PriceFact {
  const source: Source = { id: 'own', title: 'Your own price, as given with the workload', date: asOf };
  return {
    id: `own/${id}/${kind}`,
    platform,
    product: id,
    kind,
    unit,
    amount: usd < 1e-6 ? usd.toFixed(18) : String(usd),
    usd,
    effectiveFrom: asOf,
    source,
    checkedOn: asOf,
    confidence: 'A',
    marks: ['own'],
  };
}

/** A price in words: `$2 in, $0.20 cached and $10 out per 1M tokens`. */
export function tokenPriceWords({
  inputUsdPerMTok,
  cachedInputUsdPerMTok: cached,
  outputUsdPerMTok,
}: TokenPrice): string {
  const parts = [
    `${formatUsd(inputUsdPerMTok)} in`,
    ...(cached === undefined ? [] : [`${formatUsd(cached)} cached`]),
    `${formatUsd(outputUsdPerMTok)} out`,
  ];
  return `${listed(parts)} per 1M tokens`;
}

/** Says which prices are the team's own. */
export function ownPriceStatements(
  { current, tuning = {} }: Workload,
  { name: modelName, provider }: Pick<Model, 'name' | 'provider'>,
): Assumption[] {
  const { price, commitmentUsdPerMonth: committed } = current;
  const { trainingUsdPerMTok: training, hostingUsdPerHour: hosting, quoteUsd: quote } = tuning;
  const statements: Assumption[] = [];
  if (price !== undefined) {
    statements.push({
      field: 'current.price',
      statement: `Your own price of ${modelName}: ${tokenPriceWords(price)}. What it does not name stays as listed.`,
    });
  }
  if (committed !== undefined)
    statements.push({
      field: 'current.commitmentUsdPerMonth',
      statement: `Your own commitment: ${formatUsd(committed)} a month to ${provider} over the whole horizon, used or not.`,
    });
  if (training !== undefined)
    statements.push({
      field: 'tuning.trainingUsdPerMTok',
      statement: `Your own price of training: ${formatUsd(training)} per 1M tokens, at every seller weighed.`,
    });
  if (hosting !== undefined)
    statements.push({
      field: 'tuning.hostingUsdPerHour',
      statement: `Your own price of hosting a tune: ${formatUsd(hosting)} an hour, at every seller that hosts at a price.`,
    });
  if (quote !== undefined)
    statements.push({
      field: 'tuning.quoteUsd',
      statement: `Your own quote for a tune: ${formatUsd(quote)} for data, labels, training and building, each time it is trained; judging it comes on top.`,
    });
  return statements;
}
