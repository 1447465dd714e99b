import { type FactOf, sentenceIn } from './facts.js';
import { formatCount, formatDuration, formatRange, formatShare, formatUsd, lowerFirst } from './wording.js';

/** Inputs that are moved, and where a verdict changes along them, as facts, and what is said of each. */

/** A value of an input. */
interface Amount {
  value: number;
}

/** Three digits are enough of a volume that was searched for. */
function volume({ value }: Amount): string {
  return formatCount(Number(value.toPrecision(3)));
}

const QUANTITIES = {
  'queries-a-day': (amount: Amount) => `${volume(amount)} queries a day`,
  'queries-in-all': (amount: Amount) => `${volume(amount)} queries in all`,
  growth: ({ value }: Amount) => `${formatShare(value)} growth a month`,
  tokens: ({ value }: Amount) => `${formatShare(value)} of the tokens per call`,
  'cache-hits': ({ value }: Amount) => `${formatShare(value)} cache hits today`,
  price: ({ value, of }: Amount & { of: string }) => `${formatShare(value)} of today's price of ${of}`,
  decay: ({ value }: Amount) => `untuned prices fall by ${formatShare(value)} a year`,
  loss: ({ value }: Amount) => `${formatUsd(value)} lost per wrong answer`,
  pay: ({ value }: Amount) => `people's time at ${formatUsd(value)} per engineer-month`,
  upkeep: ({ value }: Amount) => `${formatShare(value)} of an engineer kept on the tuned model`,
  'days-left': ({ value }: Amount) => `${formatDuration(value)} until the tuned model ends`,
  'right-after-tune': ({ value }: Amount) => `${formatShare(value)} right after the tune`,
};

/** An input at a value. */
export type Quantity = FactOf<typeof QUANTITIES>;

/** An input at a value in words, with its unit: `1.2M queries a day`. */
export function quantityWords(quantity: Quantity): string {
  return sentenceIn(QUANTITIES, quantity);
}

/** What is decided: the plan by its title, or nothing where facts exclude every plan. */
interface Becomes {
  title: string | undefined;
}

const FLIPS = {
  beyond: ({ side, at, title }: Becomes & { side: 'above' | 'below'; at: Quantity }) =>
    `${side === 'above' ? 'Above' : 'Below'} ${quantityWords(at)}, ${title === undefined ? 'facts exclude every plan' : `the verdict becomes: ${lowerFirst(title)}`}.`,
  'once-given': ({ at, title }: Becomes & { at: Quantity }) =>
    title === undefined
      ? `With ${quantityWords(at)}, facts exclude every plan.`
      : `Once it is given, even with ${quantityWords(at)}, the verdict becomes: ${lowerFirst(title)}.`,
  stays: ({ from, to }: { from: Quantity; to: Quantity }) =>
    `From ${formatRange(quantityWords(from), quantityWords(to))}, the verdict stays the same.`,
};

/** Where a verdict changes along an input, or that it does not. */
export type Flip = FactOf<typeof FLIPS>;

/** A flip in words. */
export function flipWords(flip: Flip): string {
  return sentenceIn(FLIPS, flip);
}
