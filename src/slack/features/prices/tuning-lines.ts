import { formatDay } from '../../../engine/index.js';
import type {
  DatedFact,
  IsoDate,
  PriceFact,
  TuningEligibility,
  TuningOffer,
  TuningPrices,
} from '../../../prices/price-book.js';
import { factsOf, isClosed, jobFactsOf } from '../../../prices/price-sheet.js';
import { type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { amountWords, kindWords, suretyWords, unitWords } from './price-words.js';

/** Who may start a job, in words. */
const WHO: Readonly<Record<TuningEligibility, string>> = {
  nobody: 'nobody may start a job',
  'active-existing':
    'only organisations that ran a tuned model there in the 60 days before 2 Jul 2026 may start',
  existing: 'only those who tune there already may start',
  anyone: 'anybody may start',
};

/** One tuning offer in a line: who may start, until when, when it ends, and its prices. What is not known is said. */
export function tuningLine(offer: TuningOffer, prices: TuningPrices, asOf: IsoDate): RichTextPart[] {
  const all = [...jobFactsOf(prices), ...factsOf(prices.rates)];
  const parts = [
    isClosed(offer, asOf) ? closedWords(offer) : WHO[offer.eligibility],
    ...(isClosed(offer, asOf) || offer.closesOn === undefined
      ? []
      : [`no new job from ${dayOf(offer.closesOn)}`]),
    ...(offer.endsOn === undefined ? [] : [endWords(offer.endsOn, asOf)]),
    ...(offer.replacement === undefined
      ? []
      : [`named in its place: ${cut(asOneLine(offer.replacement), 60)}`]),
  ];
  const priced = all.length === 0 ? [] : [`${pricesOf(prices)} (${suretyWords(all)})`];
  const unknown = unknownIn(offer, prices);
  return [
    words(`${cut(asOneLine(offer.name), 80)}: `, { bold: true }),
    words(`${[...parts, ...priced, ...(isClosed(offer, asOf) ? [] : unknown)].join('; ')}.`),
  ];
}

function closedWords({ closesOn, eligibility }: TuningOffer): string {
  if (closesOn === undefined || eligibility === 'nobody') return WHO.nobody;
  return `closed to new jobs since ${formatDay(closesOn.date)}`;
}

function dayOf({ date, orLater }: DatedFact): string {
  return `${formatDay(date)}${orLater ? ' or later' : ''}`;
}

function endWords(ends: DatedFact, asOf: IsoDate): string {
  return ends.date <= asOf && !ends.orLater
    ? `tuned models stopped answering on ${dayOf(ends)}`
    : `tuned models stop answering on ${dayOf(ends)}`;
}

function pricesOf(prices: TuningPrices): string {
  const job = jobFactsOf(prices).map(
    (price) => `${kindWords(price.kind).toLowerCase()} ${amountWords(price)} ${unitWords(price.unit)}`,
  );
  const tuned = factsOf(prices.rates).map(
    (price) => `${kindWords(price.kind).toLowerCase()} ${amountWords(price)}`,
  );
  return [...job, ...(tuned.length === 0 ? [] : [`tuned model, per 1M tokens: ${tuned.join(', ')}`])].join(
    '; ',
  );
}

function unknownIn({ serving }: TuningOffer, { training, hostingHour, rates }: TuningPrices): string[] {
  const missing = (price: PriceFact | undefined, name: string) => (price === undefined ? [name] : []);
  const unknown = [
    ...missing(training, 'training'),
    ...(serving === 'dedicated'
      ? missing(hostingHour, 'hosting')
      : [...missing(rates.input, 'tuned input'), ...missing(rates.output, 'tuned output')]),
  ];
  return unknown.length === 0 ? [] : [`not known: the price of ${unknown.join(', ')}`];
}
