import { formatDay } from '../../../engine/index.js';
import { platformName } from '../../../prices/platform-name.js';
import type { PriceBook } from '../../../prices/price-book.js';
import type { SellerSheet } from '../../../prices/seller-sheet.js';
import {
  type Block,
  type HowMany,
  linesWithRest,
  type Message,
  paragraph,
  plain,
  shrunkToFit,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, counted, cut } from '../../kit/safe-text.js';
import { modelPricesTable } from './model-prices-table.js';
import { type PriceActions, priceActions } from './price-actions.js';
import { amountWords, orderWords } from './price-words.js';
import { tuningLine } from './tuning-lines.js';

/** What is shown of a maker or platform. */
export interface SellerContent {
  readonly sheet: SellerSheet;
  readonly book: Pick<PriceBook, 'version'>;
  readonly actions: PriceActions;
  readonly notes?: readonly string[];
}

/** The models of one maker or platform with their prices, and what it tunes. */
export function sellerSheetMessage(content: SellerContent): Message {
  const { sheet } = content;
  const some = sheet.models
    .slice(0, 8)
    .map(
      ({ model, rates }) => `${model.id} ${amountWords(rates.input)} in, ${amountWords(rates.output)} out`,
    );
  const tuning = sheet.tuning.length === 0 ? '' : ` ${counted(sheet.tuning.length, 'tuning offer')}.`;
  return {
    text: asSafeMrkdwn(
      cut(`${titleOf(sheet)}, per 1M tokens: ${some.join('; ') || 'no model is on sale'}.${tuning}`, 2_000),
    ),
    blocks: shrunkToFit((howMany) => sellerBlocks(content, howMany)),
  };
}

function titleOf({ name, asOf }: SellerSheet): string {
  return `${asOneLine(platformName(name))}: prices of ${formatDay(asOf)}`;
}

function sellerBlocks({ sheet, book, actions, notes = [] }: SellerContent, howMany: HowMany): Block[] {
  const shown = sheet.models.slice(0, howMany(40, 8));
  const hidden = sheet.models.length - shown.length;
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(cut(titleOf(sheet), 150)) },
    small(
      `USD per 1M tokens, ${orderWords()}. – is not offered or not known.`,
      cut(`Price book ${book.version}`, 100),
    ),
    ...(shown.length === 0
      ? [paragraph(words('No model of theirs that is on sale is in the price book.'))]
      : [modelPricesTable(shown, false)]),
    ...(hidden > 0 ? [small(`And ${counted(hidden, 'more model')}. Ask for one by its name.`)] : []),
    ...linesWithRest(
      'Tuning',
      sheet.tuning.map(({ offer, prices }) => tuningLine(offer, prices, sheet.asOf)),
      howMany(12, 1),
      'offers',
    ),
    ...(sheet.ended.length === 0
      ? []
      : [small(cut(`No longer answering: ${sheet.ended.map(({ id }) => asOneLine(id)).join(', ')}.`, 400))]),
    small('One model with its sources and history: /ftcost prices and its name.'),
    ...priceActions(actions),
  ];
}
