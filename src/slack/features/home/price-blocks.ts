import { type Block, paragraph, plain, words } from '../../kit/blocks.js';
import { linesWithRest } from '../../kit/lines-with-rest.js';
import { cut } from '../../kit/safe-text.js';
import { priceLine } from '../digest/price-lines.js';
import type { LastWeek } from './home-view.js';

/** Lines of price changes; each is about one seller and one cause. */
const MOST_LINES = 10;

const NO_CHANGE = 'No price changed in the last week. /ftcost prices shows what models cost.';

/** The prices that changed in the last week, those that watched estimates use first. */
export function priceBlocks(week: LastWeek): Block[] {
  if (week.kind !== 'known') return [];
  const { groups, products } = week.digest.prices;
  const lines = groups
    .map(priceLine)
    .map(({ lead, rest }) => [words(`${cut(lead, 140)}: `, { bold: true }), words(cut(rest, 400))]);
  const heading =
    products === 1 ? '1 product' : `${products} products; those that watched estimates use come first`;
  return [
    { type: 'header', text: plain('Prices that changed in the last week') },
    ...(lines.length === 0
      ? [paragraph(words(NO_CHANGE))]
      : linesWithRest(heading, lines, MOST_LINES, 'changes; /ftcost prices and a name shows its history')),
  ];
}
