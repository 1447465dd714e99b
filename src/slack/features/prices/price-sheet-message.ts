import { dayWords } from '../../../charts/price-history-chart.js';
import { daysBetween, formatCount, formatDay } from '../../../engine/index.js';
import { platformName } from '../../../prices/platform-name.js';
import type { Model, PriceBook, PriceFact, Source } from '../../../prices/price-book.js';
import type { PriceSheet, PriceStep } from '../../../prices/price-sheet.js';
import {
  type Block,
  type Cell,
  cell,
  chartBlocks,
  type HowMany,
  linesWithRest,
  type Message,
  paragraph,
  plain,
  type ResultChart,
  type RichTextPart,
  shrunkToFit,
  small,
  tableOf,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { type PriceActions, priceActions } from './price-actions.js';
import {
  amountWords,
  changeWords,
  checkedWords,
  kindWords,
  sourceDay,
  suretyWords,
  unitWords,
} from './price-words.js';
import { tuningLine } from './tuning-lines.js';

/** What is shown of a model. */
export interface SheetContent {
  readonly sheet: PriceSheet;
  readonly book: Pick<PriceBook, 'version'>;
  readonly chart: ResultChart;
  readonly actions: PriceActions;
  readonly notes?: readonly string[];
}

/** Every price of one model with its source, what is announced, who tunes it, and how its prices moved. */
export function priceSheetMessage(content: SheetContent): Message {
  return {
    text: sheetText(content),
    blocks: shrunkToFit((howMany) => sheetBlocks(content, howMany)),
  };
}

function sheetBlocks(content: SheetContent, howMany: HowMany): Block[] {
  const changes = howMany(12, 2);
  const { sheet, book, chart, actions, notes = [] } = content;
  const { model, asOf } = sheet;
  const shown = [...sheet.prices, ...(sheet.longPrompt?.prices ?? [])];
  const sources = [...new Map(shown.map(({ source }) => [source.id, source])).values()];
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(cut(`${asOneLine(sheet.title)}: prices of ${formatDay(asOf)}`, 150)) },
    small(cut(namesLine(model), 300), cut(`Price book ${book.version}`, 100)),
    paragraph(words(cut(endLine(sheet), 300))),
    ...(shown.length === 0
      ? [paragraph(words('No price of it is known today.'))]
      : [sheetTable(sheet, sources)]),
    ...(shown.some(({ marks }) => marks.includes('overridden')) ? [small(OVERRIDDEN)] : []),
    ...chartBlocks(chart),
    ...linesWithRest('Announced', stepLines(sheet.announced), changes, 'changes'),
    ...linesWithRest(
      'Tuning',
      sheet.tuning.map(({ offer, prices }) => tuningLine(offer, prices, asOf)),
      howMany(8, 1),
      'offers',
    ),
    ...linesWithRest('Changed before', stepLines(sheet.past), changes, 'changes'),
    ...linesWithRest(
      'Sources',
      sources.map((source, index) => sourceLine(source, index, shown, sheet, howMany(140, 60))),
      howMany(10, 1),
      'sources',
    ),
    ...linesWithRest('Notes', noteLines(shown), howMany(6, 0), 'notes'),
    ...priceActions(actions),
  ];
}

/** Past and announced prices are those that everybody pays. */
const OVERRIDDEN =
  'Overridden: prices that this workspace has negotiated. Changes and the chart are of list prices.';

function namesLine({ id, provider, platform, aliases }: Model): string {
  const also = aliases.length === 0 ? '' : `, also ${aliases.slice(0, 4).join(', ')}`;
  const seller = platformName(platform);
  return asOneLine(`${id}${also} · by ${provider}${seller === provider ? '' : `, sold on ${seller}`}`);
}

function endLine({ endsOn, replacement, asOf }: PriceSheet): string {
  if (endsOn === undefined) return 'No end is announced.';
  const day = `${formatDay(endsOn.date)}${endsOn.orLater ? ' or later' : ''}`;
  const instead =
    replacement === undefined ? '' : ` The seller names ${asOneLine(replacement)} in its place.`;
  const days = daysBetween(asOf, endsOn.date);
  if (days <= 0 && !endsOn.orLater) return `It stopped answering on ${day}.${instead}`;
  const left = days > 0 ? `, in ${days} ${days === 1 ? 'day' : 'days'}` : '';
  return `It stops answering on ${day}${left}.${instead}`;
}

function sheetTable({ prices, longPrompt }: PriceSheet, sources: readonly Source[]) {
  const row = (price: PriceFact, prefix: string): Cell[] => [
    cell(`${prefix}${kindWords(price.kind)}`),
    cell(amountIn(price)),
    cell(suretyWords([price])),
    cell(`since ${dayWords({ ...price, from: price.effectiveFrom })}`),
    cell(`${sources.findIndex(({ id }) => id === price.source.id) + 1}`),
  ];
  const above = longPrompt === undefined ? '' : `Prompt above ${formatCount(longPrompt.aboveTokens)}: `;
  return tableOf(
    ['text', 'number', 'text', 'text', 'number'],
    ['Price', 'USD per 1M tokens', 'How sure', 'Holds', 'Source'],
    [
      ...prices.map((price) => row(price, '')),
      ...(longPrompt?.prices ?? []).map((price) => row(price, above)),
    ],
  );
}

/** The amount, with its unit where that is not the one of the column. */
function amountIn(price: PriceFact): string {
  return price.unit === 'usdPerMTok' ? amountWords(price) : `${amountWords(price)} ${unitWords(price.unit)}`;
}

/** Changes of one day in one line. */
function stepLines(steps: readonly PriceStep[]): readonly RichTextPart[][] {
  const days = [...new Set(steps.map(({ on }) => on))];
  return days.map((day) => {
    const ofDay = steps.filter(({ on }) => on === day);
    // Of several sources of one day the surest one tells how sure the day is.
    const known = ofDay.map(({ after }) => after?.fromIs);
    const fromIs = known.includes(undefined) ? undefined : known[0];
    const when = dayWords({ from: day, ...(fromIs && { fromIs }) });
    return [words(`${when}: `, { bold: true }), words(cut(ofDay.map(stepWords).join(', '), 400))];
  });
}

/** One change: `output $20 → $30 (+50%)`. */
export function stepWords({ kind, aboveTokens, before, after }: PriceStep): string {
  const long = aboveTokens === undefined ? '' : ` above ${formatCount(aboveTokens)} tokens`;
  const share = before === undefined || after === undefined ? '' : changeWords(before.usd, after.usd);
  const what = `${kindWords(kind).toLowerCase()}${long}`;
  return `${what} ${amountWords(before)} → ${amountWords(after)}${share === '' ? '' : ` (${share})`}`;
}

function sourceLine(
  source: Source,
  index: number,
  shown: readonly PriceFact[],
  { asOf }: PriceSheet,
  length: number,
): RichTextPart[] {
  const oldest = shown
    .filter((price) => price.source.id === source.id)
    .map(({ checkedOn }) => checkedOn)
    .sort()[0];
  const title = cut(asOneLine(source.title), length) || source.id;
  const { address } = source;
  const named: RichTextPart =
    address !== undefined && /^https?:\/\//.test(address) && address.length <= 500
      ? { type: 'link', url: address, text: title }
      : words(title);
  const checked = oldest === undefined ? '' : `; ${checkedWords(oldest, asOf)}`;
  return [words(`${index + 1}: `), named, words(`, ${sourceDay(source)}${checked}.`)];
}

function noteLines(shown: readonly PriceFact[]): readonly RichTextPart[][] {
  const notes = new Map<string, string>();
  for (const { kind, note } of shown) {
    if (note !== undefined && !notes.has(note)) notes.set(note, kindWords(kind));
  }
  return [...notes].map(([note, kind]) => [words(`${kind}: ${cut(asOneLine(note), 240)}`)]);
}

/** The whole story in one text, for notifications, search and screen readers. */
function sheetText({ sheet, notes = [] }: SheetContent): string {
  const { title, asOf, prices, announced } = sheet;
  const amounts = prices.map((price) => `${kindWords(price.kind).toLowerCase()} ${amountIn(price)}`);
  const [next] = announced;
  const parts = [
    ...notes,
    `${title} on ${formatDay(asOf)}, per 1M tokens: ${amounts.join(', ') || 'no price is known'}.`,
    `How sure: ${suretyWords(prices)}.`,
    endLine(sheet),
    ...(next === undefined ? [] : [`Announced for ${formatDay(next.on)}: ${stepWords(next)}.`]),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 600))).join('\n');
}
