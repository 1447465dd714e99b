import { type PriceHistoryChart, priceHistoryChart } from '../../../charts/price-history-chart.js';
import type { IsoDate, Model, PriceFact, PriceKind } from '../../../prices/price-book.js';
import { periodsOf } from '../../../prices/price-sheet.js';

/** The picture of a model's prices over time; `undefined` when neither its input nor its output was ever priced. */
export function historyChart(
  model: Model,
  history: readonly PriceFact[],
  asOf: IsoDate,
): PriceHistoryChart | undefined {
  const periods = (kind: PriceKind) =>
    periodsOf(history, kind).map(({ from, until, price }) => ({
      from,
      ...(until !== undefined && { until }),
      ...(price.fromIs !== undefined && { fromIs: price.fromIs }),
      usd: price.usd,
      amount: price.amount,
    }));
  return priceHistoryChart({
    modelName: model.name,
    asOf,
    input: periods('input'),
    output: periods('output'),
    ...(model.endsOn !== undefined && { endsOn: model.endsOn.date }),
  });
}
