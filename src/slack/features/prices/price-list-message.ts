import { addDays } from '../../../engine/calendar.js';
import { formatDay } from '../../../engine/index.js';
import type {
  DatedFact,
  IsoDate,
  PriceBook,
  PriceFact,
  TuningEligibility,
} from '../../../prices/price-book.js';
import { derivedPrices, openOffers, stepsBetween } from '../../../prices/price-lists.js';
import type { PricedOffer } from '../../../prices/price-sheet.js';
import {
  type Block,
  firstThatFits,
  linesWithRest,
  type Message,
  paragraph,
  plain,
  type RichTextPart,
  shrunkToFit,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, counted, cut } from '../../kit/safe-text.js';
import { type PriceActions, priceActions } from './price-actions.js';
import { stepWords } from './price-sheet-message.js';
import { amountWords, kindWords } from './price-words.js';

/** The lists over the whole price book that can be asked for by one word. */
export const PRICE_LISTS = ['tuning', 'changes', 'derived'] as const;
export type PriceList = (typeof PRICE_LISTS)[number];

/** What is shown of the book. */
export interface ListContent {
  readonly which: PriceList;
  readonly book: PriceBook;
  readonly asOf: IsoDate;
  readonly actions: PriceActions;
  readonly notes?: readonly string[];
}

/** Changes are listed so many days back. */
const CHANGES_DAYS = 90;

/** One list over the whole book: every tuning offer, what moved, or what no source states as it is. */
export function priceListMessage(content: ListContent): Message {
  switch (content.which) {
    case 'tuning':
      return tuningMessage(content);
    case 'changes':
      return linesMessage(content, {
        title: `Prices that moved in the ${CHANGES_DAYS} days before ${formatDay(content.asOf)}`,
        lead: 'Old and new, the newest first, as the price book knows them today.',
        lines: changeLines(content),
        what: 'changes',
      });
    case 'derived':
      return linesMessage(content, {
        title: `Prices of ${formatDay(content.asOf)} that no source states as they are`,
        lead: 'Worked out from another price, or assumed, with the reason.',
        lines: derivedLines(content),
        what: 'prices',
      });
  }
}

interface Lines {
  readonly title: string;
  readonly lead: string;
  readonly lines: readonly RichTextPart[][];
  readonly what: string;
}

function linesMessage(
  { book, actions, notes = [] }: ListContent,
  { title, lead, lines, what }: Lines,
): Message {
  const count = lines.length === 0 ? `No ${what}.` : `${counted(lines.length, 'line')}.`;
  return {
    text: asSafeMrkdwn([...notes, `${title}. ${count}`].join('\n')),
    blocks: shrunkToFit((howMany) => [
      ...opening(title, lead, notes, book),
      ...(lines.length === 0
        ? [paragraph(words(`No ${what}.`))]
        : linesWithRest(counted(lines.length, 'line'), lines, howMany(60, 4), what)),
      ...priceActions(actions),
    ]),
  };
}

function opening(title: string, lead: string, notes: readonly string[], book: PriceBook): Block[] {
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(cut(title, 150)) },
    small(lead, cut(`Price book ${book.version}`, 100)),
  ];
}

/** Changes of one model and day in one line. */
function changeLines({ book, asOf }: ListContent): readonly RichTextPart[][] {
  const steps = stepsBetween(book, addDays(asOf, -CHANGES_DAYS), asOf);
  const keyOf = ({ model, what }: (typeof steps)[number]): string => JSON.stringify([what.on, model.id]);
  return [...new Set(steps.map(keyOf))].map((key) => {
    const ofModel = steps.filter((step) => keyOf(step) === key);
    const [first] = ofModel;
    const day = formatDay(first?.what.on ?? asOf);
    return [
      words(`${day}, ${cut(asOneLine(first?.model.name ?? ''), 80)}: `, { bold: true }),
      words(cut(`${ofModel.map(({ what }) => stepWords(what)).join(', ')}.`, 300)),
    ];
  });
}

function derivedLines({ book, asOf }: ListContent): readonly RichTextPart[][] {
  const names = new Map(
    [...book.models, ...book.tuningOffers, ...book.components].map(({ id, name }) => [id, name]),
  );
  return derivedPrices(book, asOf).map(({ product, how, facts, reason }) => {
    const prices = facts.map(({ kind, aboveTokens, ...fact }) => {
      const long = aboveTokens === undefined ? '' : ' of long prompts';
      return `${kindWords(kind).toLowerCase()}${long} ${amountWords(fact)}`;
    });
    const why = reason ?? 'the catalogue gives no reason.';
    return [
      words(`${cut(asOneLine(names.get(product) ?? product), 60)}: `, { bold: true }),
      words(`${cut(prices.join(', '), 120)}, ${how}: ${cut(asOneLine(why), 200)}`),
    ];
  });
}

/** How wide the first column of the table of offers is, in letters, and narrower where the message is full. */
const NAME_WIDTHS = [40, 30, 22] as const;

const WHO: Readonly<Record<TuningEligibility, string>> = {
  nobody: 'nobody',
  'active-existing': 'tuned 2026',
  existing: 'existing',
  anyone: 'anyone',
};

/** Every offer that takes jobs in one table of fixed width: a table of cells would not hold them all. */
function tuningMessage({ book, asOf, actions, notes = [] }: ListContent): Message {
  const offers = openOffers(book, asOf);
  const title = `${counted(offers.length, 'tuning offer')} on ${formatDay(asOf)}`;
  const lead =
    'USD. Train and tuned input/output per 1M tokens (h: per hour), Host per hour, Min per job. ? is not known, – not charged or not sold. Who: "existing" are customers already, "tuned 2026" ran a tuned model in the 60 days before 2 Jul 2026. Until: no new job from that day (+: or later). Ends: the tuned model stops answering.';
  return {
    text: asSafeMrkdwn([...notes, `${title}, with their prices and days.`].join('\n')),
    blocks: firstThatFits(NAME_WIDTHS, (width) => [
      ...opening(title, lead, notes, book),
      fixedWidth(tuningRows(offers, width)),
      ...priceActions(actions),
    ]),
  };
}

function tuningRows(offers: readonly PricedOffer[], width: number): string {
  const rows = [
    ['Offer', 'Train', 'Tuned in/out', 'Host', 'Min', 'Who', 'Until', 'Ends'],
    ...offers.map((offer) => tuningRow(offer, width)),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join(' ')
        .trimEnd(),
    )
    .join('\n');
}

function tuningRow({ offer, prices }: PricedOffer, width: number): readonly string[] {
  const { training, hostingHour, minimumFee, rates } = prices;
  const perHour = training?.unit === 'usdPerHour' ? '/h' : '';
  const isByToken = offer.serving === 'tokens';
  return [
    cut(asOneLine(offer.name), width),
    training === undefined ? '?' : `${bare(training)}${perHour}`,
    isByToken ? `${bare(rates.input) || '?'}/${bare(rates.output) || '?'}` : '–',
    hostingHour === undefined ? (isByToken ? '–' : '?') : bare(hostingHour),
    bare(minimumFee) || '–',
    WHO[offer.eligibility],
    dayOf(offer.closesOn),
    dayOf(offer.endsOn),
  ];
}

/** The amount as it is written, without the sign; empty for none. */
function bare(price: PriceFact | undefined): string {
  return price === undefined ? '' : amountWords(price).replace('$', '');
}

function dayOf(fact: DatedFact | undefined): string {
  return fact === undefined ? '–' : `${fact.date}${fact.orLater ? '+' : ''}`;
}

function fixedWidth(text: string): Block {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}
