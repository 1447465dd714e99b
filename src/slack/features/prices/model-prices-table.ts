import type { types } from '@slack/bolt';
import { formatDay } from '../../../engine/index.js';
import type { Model } from '../../../prices/price-book.js';
import { factsOf } from '../../../prices/price-sheet.js';
import type { PricedModel } from '../../../prices/seller-sheet.js';
import { type Cell, cell, tableOf } from '../../kit/blocks.js';
import { amountWords, suretyWords } from './price-words.js';

/** Prices of several models per 1M tokens, a row each. */
export function modelPricesTable(models: readonly PricedModel[], withMaker: boolean): types.TableBlock {
  return tableOf(
    ['text', ...(withMaker ? ['text' as const] : []), 'number', 'number', 'number', 'text', 'text'],
    ['Model', ...(withMaker ? ['By'] : []), 'Input', 'Cached', 'Output', 'Ends', 'How sure'],
    models.map((one) => row(one, withMaker)),
  );
}

function row({ model, rates }: PricedModel, withMaker: boolean): Cell[] {
  return [
    cell(model.id, 60),
    ...(withMaker ? [cell(model.provider, 40)] : []),
    cell(amountWords(rates.input)),
    cell(amountWords(rates.cachedInput)),
    cell(amountWords(rates.output)),
    cell(endCell(model)),
    cell(suretyWords(factsOf(rates)), 70),
  ];
}

function endCell({ endsOn }: Model): string {
  if (endsOn === undefined) return '–';
  return `${formatDay(endsOn.date)}${endsOn.orLater ? ' or later' : ''}`;
}
