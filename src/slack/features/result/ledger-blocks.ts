import { formatUsdExactly, type Ledger, type LedgerLine } from '../../../engine/index.js';
import { type Block, bullets, paragraph, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { sourceWords } from '../prices/price-words.js';

/** Ledger lines in one block; each has up to about 500 characters. */
const LINES_IN_A_BLOCK = 6;

/** A ledger, line by line: quantity x unit price = amount, and where the price was read. */
export function ledgerBlocks(title: string, ledger: Ledger): Block[] {
  if (ledger.lines.length === 0 && ledger.unknown.length === 0) {
    return [paragraph(words(`${title}: `, { bold: true }), words('nothing'))];
  }
  const total = ledger.totalUsd === null ? 'unknown' : formatUsdExactly(ledger.totalUsd);
  const unknown = ledger.unknown.map((what): RichTextPart[] => [
    words(`Unknown: ${cut(asOneLine(what), 200)}`),
  ]);
  const lines = [...ledger.lines.map(lineParts), ...unknown];
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += LINES_IN_A_BLOCK) {
    const heading = start === 0 ? `${title}: ${total}` : `${title}, continued`;
    blocks.push(bullets(heading, lines.slice(start, start + LINES_IN_A_BLOCK)));
  }
  return blocks;
}

function lineParts(line: LedgerLine): RichTextPart[] {
  const unit = line.per === 1 ? `${formatUsdExactly(line.unitPriceUsd)} each` : perMany(line);
  const sum = `${quantity(line.quantity)} ${line.unit} × ${unit} = ${formatUsdExactly(line.amountUsd)}`;
  return [
    words(`${cut(asOneLine(line.item), 120)}: `, { bold: true }),
    words(sum),
    ...(line.price === undefined ? [] : [words(`\nSource: ${sourceWords(line.price)}.`)]),
  ];
}

function perMany(line: LedgerLine): string {
  return `${formatUsdExactly(line.unitPriceUsd)} per ${line.per.toLocaleString('en-US')}`;
}

function quantity(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}
