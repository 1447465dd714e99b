import {
  formatDay,
  formatRate,
  formatUsdExactly,
  type Ledger,
  type LedgerLine,
} from '../../../engine/index.js';
import type { PriceFact } from '../../../prices/price-book.js';
import { type Block, bullets, paragraph, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { confidenceWords, isOwn, sourceDay } from '../prices/price-words.js';

/** Ledger lines in one block; each has up to about 500 characters. */
const LINES_IN_A_BLOCK = 6;
/** Footnotes in one block. */
const NOTES_IN_A_BLOCK = 10;

/** Where prices were read: each source once, however many lines rest on it. */
export interface Footnotes {
  /** The number of a price's source. */
  numberOf(price: PriceFact): number;
  /** All sources that were named, in the order of their numbers. */
  blocks(): Block[];
}

/** Footnotes without any. */
export function createFootnotes(): Footnotes {
  const notes = new Map<string, RichTextPart[]>();
  return {
    numberOf(price) {
      const said = sourceParts(price);
      const key = JSON.stringify(said);
      if (!notes.has(key)) notes.set(key, said);
      return [...notes.keys()].indexOf(key) + 1;
    },
    blocks() {
      const items = [...notes.values()].map((said, index) => [words(`[${index + 1}] `), ...said]);
      const blocks: Block[] = [];
      for (let start = 0; start < items.length; start += NOTES_IN_A_BLOCK) {
        const heading = start === 0 ? 'Sources of the prices' : 'More sources';
        blocks.push(bullets(heading, items.slice(start, start + NOTES_IN_A_BLOCK)));
      }
      return blocks;
    },
  };
}

/** The source of a price as a link where it has an address, when it was checked, and what is doubtful about it. */
function sourceParts(price: PriceFact): RichTextPart[] {
  const { source, checkedOn, confidence, marks } = price;
  const title = cut(asOneLine(source.title), 140);
  if (isOwn(price)) return [words(`${title}.`)];
  const { address } = source;
  const doubts = marks.filter((mark) => mark !== 'published');
  const rest = [
    sourceDay(source),
    `checked ${formatDay(checkedOn)}`,
    confidenceWords(confidence),
    ...(doubts.length === 0 ? [] : [doubts.join(', ')]),
  ].join('; ');
  return [
    address === undefined ? words(title) : { type: 'link', url: address, text: title },
    words(`; ${rest}.`),
  ];
}

/** A ledger, line by line: quantity x unit price = amount, and which footnote says where the price was read. */
export function ledgerBlocks(title: string, ledger: Ledger, footnotes: Footnotes): Block[] {
  if (ledger.lines.length === 0 && ledger.unknown.length === 0) {
    return [paragraph(words(`${title}: `, { bold: true }), words('nothing'))];
  }
  const total = ledger.totalUsd === null ? 'unknown' : formatUsdExactly(ledger.totalUsd);
  const unknown = ledger.unknown.map((what): RichTextPart[] => [
    words(`Unknown: ${cut(asOneLine(what), 200)}`),
  ]);
  const lines = [...ledger.lines.map((line) => lineParts(line, footnotes)), ...unknown];
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += LINES_IN_A_BLOCK) {
    const heading = start === 0 ? `${title}: ${total}` : `${title}, continued`;
    blocks.push(bullets(heading, lines.slice(start, start + LINES_IN_A_BLOCK)));
  }
  return blocks;
}

function lineParts(line: LedgerLine, footnotes: Footnotes): RichTextPart[] {
  const unit = line.per === 1 ? `${formatRate(line.unitPriceUsd)} each` : perMany(line);
  const sum = `${quantity(line.quantity)} ${unitOf(line)} × ${unit} = ${formatUsdExactly(line.amountUsd)}`;
  const { price } = line;
  const doubts = price === undefined ? [] : price.marks.filter((mark) => mark !== 'published');
  return [
    words(`${cut(asOneLine(line.item), 120)}: `, { bold: true }),
    words(sum),
    ...(price === undefined
      ? []
      : [words(` [${footnotes.numberOf(price)}]${doubts.length === 0 ? '' : ` (${doubts.join(', ')})`}`)]),
  ];
}

/** `months`, and `month` of one. */
function unitOf({ unit, quantity: count }: LedgerLine): string {
  return count === 1 ? unit.replace(/ies$/, 'y').replace(/s$/, '') : unit;
}

function perMany(line: LedgerLine): string {
  return `${formatRate(line.unitPriceUsd)} per ${line.per.toLocaleString('en-US')}`;
}

function quantity(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}
