import { daysBetween, formatDay, isStale } from '../../../engine/index.js';
import { platformName } from '../../../prices/platform-name.js';
import type { DatedFact, IsoDate, PriceBook, PriceKind } from '../../../prices/price-book.js';
import { type SellerCheck, sellerChecks } from '../../../prices/price-lists.js';
import type { PriceStep, Upcoming } from '../../../prices/price-sheet.js';
import type { PricedModel } from '../../../prices/seller-sheet.js';
import {
  type Block,
  type HowMany,
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
import { modelPricesTable } from './model-prices-table.js';
import { type PriceActions, priceActions } from './price-actions.js';
import { stepWords } from './price-sheet-message.js';
import { amountWords, checkedWords, orderWords } from './price-words.js';

/** What is shown when nobody asks for anything in particular. */
export interface OverviewContent {
  readonly asOf: IsoDate;
  readonly book: PriceBook;
  /** The current generation, by maker. */
  readonly models: readonly PricedModel[];
  /** The next first. */
  readonly shutdowns: readonly Upcoming<DatedFact>[];
  /** The next first. */
  readonly steps: readonly Upcoming<PriceStep>[];
  readonly actions: PriceActions;
  readonly notes?: readonly string[];
}

/** The current models of every maker with their prices, the next shutdowns and the next announced changes. */
export function priceOverviewMessage(content: OverviewContent): Message {
  return {
    text: overviewText(content),
    blocks: shrunkToFit((howMany) => overviewBlocks(content, howMany)),
  };
}

function overviewBlocks(content: OverviewContent, howMany: HowMany): Block[] {
  const ahead = howMany(4, 0);
  const { asOf, book, models, actions, notes = [] } = content;
  const shown = models.slice(0, howMany(30, 4));
  const hidden = models.length - shown.length;
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(`Model prices of ${formatDay(asOf)}`) },
    small(
      `USD per 1M tokens: the current generation of every maker, ${orderWords()}. – is not offered or not known.`,
      cut(`Price book ${book.version}, ${checkedWords(book.checkedOn, asOf)}.`, 200),
      cut(verifiedWords(sellerChecks(book, asOf), asOf), 400),
    ),
    ...(shown.length === 0 ? [] : [modelPricesTable(shown, true)]),
    ...(hidden > 0 ? [small(`And ${counted(hidden, 'more model')}: ask for the maker.`)] : []),
    ...linesWithRest('Next shutdowns', shutdownLines(content), ahead, 'dates'),
    ...linesWithRest('Next announced price changes', changeLines(content), ahead, 'changes'),
    small(
      '/ftcost prices gpt-4o shows one model with its sources; /ftcost prices anthropic a maker or platform.',
      '/ftcost prices tuning shows every tuning offer; changes what moved; derived what no source states as it is.',
    ),
    ...priceActions(actions),
  ];
}

/** Shutdowns, those of one day in one line. */
function shutdownLines({ shutdowns, asOf }: OverviewContent): readonly RichTextPart[][] {
  const days = [...new Set(shutdowns.map(({ what }) => what.date))];
  return days.map((day) => {
    const ending = shutdowns.filter(({ what }) => what.date === day);
    const orLater = ending.every(({ what }) => what.orLater) ? ' or later' : '';
    const names = ending.map(({ model }) =>
      asOneLine(model.replacement === undefined ? model.id : `${model.id} (→ ${model.replacement})`),
    );
    const left = daysBetween(asOf, day);
    return [
      words(`${formatDay(day)}${orLater}, in ${left} ${left === 1 ? 'day' : 'days'}: `, { bold: true }),
      words(`${cut(names.join(', '), 300)}.`),
    ];
  });
}

/** Kinds that a list of changes names; the model's own answer has them all. */
const MAIN_KINDS: readonly PriceKind[] = ['input', 'output'];

/** Changes of prices, those of one model and day in one line. */
function changeLines({ steps }: OverviewContent): readonly RichTextPart[][] {
  const keys = [...new Set(steps.map(({ model, what }) => `${what.on} ${model.id}`))];
  return keys.map((key) => {
    const together = steps.filter(({ model, what }) => `${what.on} ${model.id}` === key);
    const [first] = together;
    const said = together
      .filter(({ what }) => what.aboveTokens === undefined && MAIN_KINDS.includes(what.kind))
      .map(({ what }) => stepWords(what));
    return [
      words(`${formatDay(first?.what.on ?? '')}: `, { bold: true }),
      words(`${asOneLine(first?.model.id ?? '')}: ${cut(said.join(', ') || 'lesser prices', 300)}.`),
    ];
  });
}

/** How many sellers a person has looked at lately, and which wait for a look. */
function verifiedWords(checks: readonly SellerCheck[], asOf: IsoDate): string {
  const old = checks.filter(({ oldestCheck }) => isStale(oldestCheck, asOf));
  const waiting = old.map(
    ({ platform, oldestCheck }) => `${platformName(platform)} since ${formatDay(oldestCheck)}`,
  );
  const which = waiting.length === 0 ? '' : ` Not: ${waiting.join(', ')}.`;
  return `Sellers whose prices were all compared with their sources within 30 days: ${checks.length - old.length} of ${checks.length}.${which}`;
}

function overviewText({ asOf, models, shutdowns, steps, notes = [] }: OverviewContent): string {
  const [end] = shutdowns;
  const [step] = steps;
  const some = models
    .slice(0, 6)
    .map(
      ({ model, rates }) => `${model.id} ${amountWords(rates.input)} in, ${amountWords(rates.output)} out`,
    );
  const parts = [
    ...notes,
    `Model prices of ${formatDay(asOf)}, per 1M tokens: ${some.join('; ')}.`,
    ...(end === undefined ? [] : [`Next shutdown: ${end.model.id} on ${formatDay(end.what.date)}.`]),
    ...(step === undefined
      ? []
      : [`Next announced change: ${step.model.id} on ${formatDay(step.what.on)}, ${stepWords(step.what)}.`]),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 800))).join('\n');
}
