import { createHash } from 'node:crypto';
import type { IsoDate, PriceKind } from './price-book.js';
import type { RegistryUnit } from './registry/registry-row.js';

/**
 * The vocabulary of what happens to prices, shared by the feed, the store, the digest and Slack. One event is
 * one thing that happened to one product: to one of its prices, or to the product as a whole.
 */

/**
 * What happened.
 *
 * - `changed`: the seller moved the price.
 * - `corrected`: a source had been wrong and was mended; nobody's bill moved.
 * - `first-priced`: a product that was known gained a price; never a rise.
 * - `added`: a product that was not there before.
 * - `removed`: a product or a price was withdrawn.
 * - `re-pointed`: a name now stands for another model.
 * - `shutting-down`: a day was named on which the product no longer answers.
 * - `disputed`: the catalogue and the registry disagree; the catalogue's figure (`oldAmount`) stands.
 */
export const PRICE_EVENT_KINDS = [
  'changed',
  'corrected',
  'first-priced',
  'added',
  'removed',
  're-pointed',
  'shutting-down',
  'disputed',
] as const;
export type PriceEventKind = (typeof PRICE_EVENT_KINDS)[number];

/**
 * What may be done with an event.
 *
 * - `announce`: it takes effect and may be told.
 * - `hold`: it waits for the operator; until then the old price stands.
 * - `unknown`: the price is taken as not known from now on, and nothing is told.
 * - `rejected`: the operator has looked at it and said no; the old price stands and it is not asked again.
 */
export const GATE_DISPOSITIONS = ['announce', 'hold', 'unknown', 'rejected'] as const;
export type GateDisposition = (typeof GATE_DISPOSITIONS)[number];

/** What the operator said of an event that was held. */
export type HeldDecision = 'accepted' | 'rejected';

/** The rule that gave an event its disposition or kind. The names are stored: do not rename one. */
export const GATE_RULES = [
  'mass-correction',
  'impossible-price',
  'mended-impossible-price',
  'tenfold-move',
  'moves-with-held',
  'swapped-columns',
  'wrong-field',
  'zero-price',
  'price-gone',
  'alias',
  'sentinel',
  'service-tier',
  'curated-tune',
  'shutdown-day',
  'caught-up',
  'announced-later',
  'older-price',
  'sources-disagree',
  'sources-differ',
  'outvoted',
  'tuning-price',
  'operator',
] as const;
export type GateRule = (typeof GATE_RULES)[number];

/** A thing in the registry that has prices. */
export interface RegistryProduct {
  /** Id in the price book: that of the catalogue where it knows the product, else the registry's key. */
  readonly product: string;
  /** The registry's own key, exactly as written there. */
  readonly registryKey: string;
  /** The registry's name for the seller, for example `bedrock_converse`. */
  readonly provider: string;
  /** Our name for the seller, for example `aws-bedrock`. */
  readonly platform: string;
}

/** One thing that happened to one product. */
export interface PriceEvent extends RegistryProduct {
  /** Short id, equal for equal news: decisions are remembered under it. */
  readonly fingerprint: string;
  readonly kind: PriceEventKind;
  readonly disposition: GateDisposition;
  /** The rule that decided; absent where nothing spoke against the event. */
  readonly rule?: GateRule;
  /** Why, in a sentence for the operator; always there with `hold`, `unknown` and `rejected`. */
  readonly reason?: string;
  /** Events of one cause share this: one line of a digest. */
  readonly cause: string;
  /** Which price; absent when the event is about the product as a whole. */
  readonly priceKind?: PriceKind;
  /** Set when the price is for prompts longer than this many tokens. */
  readonly aboveTokens?: number;
  readonly unit?: RegistryUnit;
  /** Decimal string in `unit`; absent when there was no price. */
  readonly oldAmount?: string;
  /** Decimal string in `unit`; absent when there is no price any more. */
  readonly newAmount?: string;
  /** The day that the registry names for the end of the product: a hint, not the provider's word. */
  readonly shutdownOn?: IsoDate;
}

/** What makes an event that event, whenever and however often it is seen. */
export type EventIdentity = Pick<
  PriceEvent,
  'product' | 'kind' | 'priceKind' | 'aboveTokens' | 'unit' | 'oldAmount' | 'newAmount' | 'shutdownOn'
>;

/**
 * The id under which a decision on an event is remembered: 12 hexadecimal digits. It depends on the product, on
 * which price it is and on the amounts, and comes back only when one of them differs. The kind of event counts
 * only where no price is concerned, so that a decision holds when a rule learns to name the news better.
 */
export function fingerprintOf(event: EventIdentity): string {
  const subject = event.priceKind ?? event.kind;
  const parts = [
    event.product,
    subject,
    event.aboveTokens ?? null,
    event.unit ?? null,
    event.oldAmount ?? null,
    event.newAmount ?? null,
    event.shutdownOn ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
