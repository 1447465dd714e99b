import type { IsoDate } from '../../prices/price-book.js';
import type { Bar } from '../quality/good-enough.js';
import { endWords, type PlanEnd } from './end-words.js';
import type { FactOf } from './facts.js';
import { sentenceIn } from './facts.js';
import { formatCount, formatDay, formatDuration, formatMonths, formatShare } from './wording.js';

/** Why a plan cannot be recommended: the facts, and what is said of them. */

/** Why a team may not start a tuning job on an offer. */
type NoSale = { readonly closesOn?: IsoDate | undefined; readonly endsOn?: IsoDate | undefined } & (
  | { readonly why: 'stopped'; readonly name: string; readonly on: IsoDate }
  | { readonly why: 'nobody'; readonly name: string }
  | { readonly why: 'closed'; readonly name: string; readonly on: IsoDate }
  | { readonly why: 'newcomer' }
  | { readonly why: 'no-customer'; readonly platform: string }
  | { readonly why: 'closes-before-built'; readonly on: IsoDate; readonly buildDays: number }
);

/** How long others may still start jobs, where they may. */
function saleEnds({ closesOn, endsOn }: NoSale): string {
  if (closesOn === undefined) return '';
  const stop = endsOn === undefined ? '' : ` and tuned models stop on ${formatDay(endsOn)}`;
  return ` Jobs close on ${formatDay(closesOn)}${stop}.`;
}

function noSaleWords(sale: NoSale): string {
  switch (sale.why) {
    case 'stopped':
      return `${sale.name}: tuned models stopped on ${formatDay(sale.on)}.`;
    case 'nobody':
      return `Nobody can start a tuning job on ${sale.name}.`;
    case 'closed':
      return `${sale.name} closed to new tuning jobs on ${formatDay(sale.on)}.`;
    case 'newcomer':
      return `Closed to newcomers: only organisations that ran a tuned model in the 60 days before 2 Jul 2026 may start a job.${saleEnds(sale)}`;
    case 'no-customer':
      return `Open only to existing customers of ${sale.platform}.${saleEnds(sale)}`;
    case 'closes-before-built':
      return `Jobs close on ${formatDay(sale.on)}, before the ${sale.buildDays} days of building are over.`;
  }
}

/** Why a plan never earns back what it costs more than another, each as the end of a sentence. */
const NEVER = {
  'is-present': () => 'it is the present plan',
  'cost-unknown': () => 'a part of the cost is unknown',
  'calls-cost-as-much': ({ than }: { than: string }) => `it costs as much per call as ${than}`,
  'calls-cost-more': ({ than }: { than: string }) => `it costs more per call than ${than}`,
  'fixed-costs': () => 'what it saves per call does not carry its fixed costs',
  'prices-rise': () => 'announced price rises eat what it saves',
  'too-late': () => 'not within ten years',
};

/** Why a plan never pays back. */
export type Never = FactOf<typeof NEVER>;

/** Why a plan never pays back, as the end of a sentence. */
export function neverWords(never: Never): string {
  return sentenceIn(NEVER, never);
}

/** What bounds the use of a tune, each as the end of a sentence. */
const BOUNDS = {
  end: ({ end }: { end: PlanEnd }) => `${endWords(end)} on ${formatDay(end.on)}`,
  retraining: ({ months }: { months: number }) => `it is trained again every ${formatMonths(months)}`,
  requirements: ({ months }: { months: number }) => `the requirements change every ${formatMonths(months)}`,
};

/** What bounds the use of a tune. */
export type LifeBound = FactOf<typeof BOUNDS>;

/** Why a tune does not live long enough. */
type ShortLife =
  | { readonly why: 'never-pays'; readonly end: PlanEnd; readonly never: Never }
  | {
      readonly why: 'half-life';
      readonly neededDays: number;
      readonly lifeDays: number;
      readonly bound: LifeBound;
    };

function shortLifeWords(life: ShortLife): string {
  if (life.why === 'never-pays')
    return `${endWords(life.end)} on ${formatDay(life.end.on)}, and it never earns back what it costs: ${neverWords(life.never)}.`;
  return `Building it and earning it back takes ${formatDuration(life.neededDays)}, more than half of its life of ${formatDuration(life.lifeDays)}: ${sentenceIn(BOUNDS, life.bound)}.`;
}

/** The sentence of each blocker that plans of several kinds can meet, from its values. */
export const BLOCKERS = {
  'not-for-sale': noSaleWords,
  'model-ends': ({ end, past, horizonMonths }: { end: PlanEnd; past: boolean; horizonMonths: number }) =>
    past
      ? `${endWords(end, 'past')} on ${formatDay(end.on)}.`
      : `${endWords(end)} on ${formatDay(end.on)}, inside the horizon of ${horizonMonths === 1 ? '1 month' : `${horizonMonths} months`}.`,
  'life-too-short': shortLifeWords,
  'unknown-cost': ({
    unknown,
    modelName,
    isPresent,
  }: {
    unknown: readonly string[];
    modelName: string;
    /** Whether it is the present plan's cost, with which all are compared. */
    isPresent: boolean;
  }) =>
    isPresent
      ? `Not known: ${unknown.join(', ')} of ${modelName}, so there is nothing to compare with.`
      : `Not known: ${unknown.join(', ')} (${modelName}).`,
  unverified: (
    what:
      | { readonly what: 'eligibility'; readonly platform: string }
      | { readonly what: 'price'; readonly kind?: string | undefined; readonly product?: string | undefined },
  ) =>
    what.what === 'eligibility'
      ? `Nobody has verified who may tune on ${what.platform}.`
      : `Rests on an unverified price: ${what.kind} of ${what.product}.`,
  'too-few-examples': ({ examples, fewest }: { examples: number; fewest: number }) =>
    examples === 0
      ? `No training examples are given; it takes ${fewest} at the very least and some hundreds to be useful.`
      : `${examples} training example${examples === 1 ? ' is' : 's are'} too few: ${fewest} at the very least, some hundreds to be useful.`,
  'knowledge-gap': () =>
    'The answers need facts that the model does not have; this plan does not bring them.',
  'no-knowledge-gap': () => 'No missing facts are stated: retrieval would add tokens and would not help.',
  'below-quality-bar': ({
    judged,
    bar,
  }: {
    judged?: { readonly right: number; readonly items: number } | undefined;
    bar: Bar;
  }) => {
    const counted =
      judged === undefined
        ? 'The answers judged'
        : `${formatCount(judged.right)} of ${formatCount(judged.items)} right, as judged,`;
    return bar.kind === 'target'
      ? `${counted} are below the bar of ${formatShare(bar.accuracy)}.`
      : `${counted} are below today's by more than ${formatShare(bar.tolerance)}.`;
  },
  'provider-not-allowed': ({ platform }: { platform: string }) =>
    `${platform} is not among the allowed providers.`,
  'prompt-too-long': ({ tokens, name, maxTokens }: { tokens: number; name: string; maxTokens: number }) =>
    `The prompt of ${formatCount(tokens)} tokens does not fit: ${name} takes ${formatCount(maxTokens)}.`,
  'not-applicable': (
    why:
      | { readonly why: 'no-training' }
      | {
          readonly why: 'capacity';
          readonly name: string;
          readonly maxCallsPerMinute: number;
          readonly callsPerDay: number;
        },
  ) =>
    why.why === 'no-training'
      ? 'The data may not be used for training.'
      : `A tuned ${why.name} answers ${formatCount(why.maxCallsPerMinute)} calls a minute at the most, ${formatCount(why.maxCallsPerMinute * 24 * 60)} a day; this takes ${formatCount(Math.round(why.callsPerDay))}.`,
  'too-slow': ({
    p95Ms,
    limitMs,
    isPublished,
  }: {
    p95Ms: number;
    limitMs: number;
    /** By published figures, which are of other calls; else worked out for these. */
    isPublished: boolean;
  }) =>
    `Of 100 answers the slowest 5 take ${isPublished ? 'more than about' : 'about'} ${formatCount(isPublished ? Number(p95Ms.toPrecision(2)) : Math.round(p95Ms))} ms, and the limit is ${formatCount(limitMs)} ms.`,
  'in-house-only': () => 'Data has to stay in house, and this runs elsewhere.',
};

/** A fact that only plans of one kind call for; the kind's own table says it. */
export interface OwnFact {
  readonly code: string;
}

/** Why a plan cannot be recommended. */
export type Blocker =
  | FactOf<typeof BLOCKERS>
  /** What its own kind knows of. */
  | { readonly code: 'not-applicable'; readonly why: 'own'; readonly own: OwnFact };

/** A blocker with its sentence. */
export type SaidBlocker = Blocker & {
  /** One plain sentence with its dates and numbers. */
  readonly message: string;
};
