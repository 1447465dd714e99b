import type { PriceBookData } from '../build-price-book.js';
import { isSellerOn, voiceName, voiceNames } from '../feeds/voices.js';
import { agrees } from '../feeds/vote.js';
import type {
  Component,
  DatedFact,
  IsoDate,
  Model,
  ModelTier,
  PriceFact,
  PriceKind,
  Source,
} from '../price-book.js';
import type { PriceEvent } from '../price-event.js';
import { isTunedRow, isTuningPrice } from './catalogue-key.js';
import { sameAmount } from './decimal-amount.js';
import type { JudgedRow } from './judge-row.js';
import { platformOfProvider } from './platforms.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow, sortOf } from './registry-row.js';

/**
 * Shortest prompt prefix that is taken to be cached, in tokens, where the registry has a price for cached input:
 * the floor of most sellers. The registry itself does not say.
 */
const CACHE_FLOOR_TOKENS = 1024;

/** USD per 1M tokens of output under which a model is taken for a small one, and for one of middling size. */
const SMALL_BELOW_USD = 3;
const MEDIUM_BELOW_USD = 10;

/** What a sync has found, for turning it into facts. */
export interface SyncedRegistry {
  /** The rows with the prices in force, judged as they stand. */
  readonly rows: readonly JudgedRow[];
  /** What the gate said of what moved. */
  readonly events: readonly PriceEvent[];
  /** Address of the feed, without credentials. */
  readonly address: string;
}

/**
 * The registry's layer of the price book after a sync: every price that the gate lets through, from the day on
 * which it was first seen. Products go by the registry's own keys here; `layered-book.ts` matches them with the
 * catalogue.
 *
 * A changed price is a new fact beside the old one; a corrected one takes the place of the old fact, which was
 * never true; a price that is gone gets an end. Of tuned models only what their sellers' own lists say is kept, and
 * what their jobs cost: the rest is in the catalogue's table.
 */
export function registryLayer(
  before: PriceBookData,
  { rows, events, address }: SyncedRegistry,
  today: IsoDate,
): PriceBookData {
  const source = sourceOf(address, today);
  const corrected = new Set(events.filter(isCorrection).map(eventKeyOf));
  const history = factsByPrice(before.facts);
  const everPriced = new Set(before.facts.map(({ product }) => product));
  const facts: PriceFact[] = [];
  const models: Model[] = [];
  const components: Component[] = [];
  for (const { row, accepted } of rows) {
    const isTuned = isTunedRow(row);
    for (const price of accepted) {
      if (isTuned && !isTuningPrice(price, row)) continue;
      const key = `${row.key} ${priceKeyOf(price)}`;
      const known = history.get(key) ?? [];
      history.delete(key);
      facts.push(...withPrice(known, row, price, corrected.has(key), source));
    }
    if (isTuned || (accepted.length === 0 && !everPriced.has(row.key))) continue;
    const sort = sortOf(row);
    if (sort === 'call') models.push(modelOf(row, accepted, source));
    else components.push(componentOf(row, sort));
  }
  for (const known of history.values()) facts.push(...ended(known, today));
  return {
    facts,
    models: withEarlier(models, before.models),
    tuningOffers: [],
    components: withEarlier(components, before.components),
  };
}

function isCorrection({ kind, disposition }: PriceEvent): boolean {
  return kind === 'corrected' && disposition === 'announce';
}

function eventKeyOf({ registryKey, priceKind, aboveTokens, unit }: PriceEvent): string {
  if (priceKind === undefined || unit === undefined) return '';
  return `${registryKey} ${priceKeyOf({ kind: priceKind, unit, ...(aboveTokens !== undefined && { aboveTokens }) })}`;
}

/** The facts of each price, oldest first. */
function factsByPrice(facts: readonly PriceFact[]): Map<string, readonly PriceFact[]> {
  const history = new Map<string, PriceFact[]>();
  for (const fact of facts) {
    const key = `${fact.product} ${priceKeyOf(fact)}`;
    const known = history.get(key);
    if (known) known.push(fact);
    else history.set(key, [fact]);
  }
  for (const known of history.values()) known.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return history;
}

function withPrice(
  known: readonly PriceFact[],
  row: RegistryRow,
  price: RegistryPrice,
  isCorrected: boolean,
  source: Source,
): readonly PriceFact[] {
  const last = known.at(-1);
  const isOpen = last !== undefined && last.effectiveUntil === undefined;
  if (isOpen && sameAmount(last.amount, price.amount))
    return [...known.slice(0, -1), heardAgain(last, row, price)];
  const replaces = isOpen && (isCorrected || last.effectiveFrom === source.date);
  const from = replaces ? last.effectiveFrom : source.date;
  const fact = factOf(row, price, from, source);
  const earlier = known.filter(({ id }) => id !== fact.id);
  return [...earlier, fact];
}

/** A price that is gone held until today; one that came and went on one day never held. */
function ended(known: readonly PriceFact[], day: IsoDate): readonly PriceFact[] {
  return known.flatMap((fact) => {
    if (fact.effectiveUntil !== undefined || fact !== known.at(-1)) return [fact];
    return fact.effectiveFrom === day ? [] : [{ ...fact, effectiveUntil: day }];
  });
}

function factOf(row: RegistryRow, price: RegistryPrice, from: IsoDate, source: Source): PriceFact {
  const platform = platformOfProvider(row.provider);
  const { said: _said, ...said } = price;
  const band = price.aboveTokens === undefined ? '' : `>${price.aboveTokens}`;
  const sureness = surenessOf(price, platform);
  return {
    id: `registry/${platform}/${row.key}/${price.kind}${band}${unitSuffix(price)}@${from}`,
    platform,
    product: row.key,
    ...said,
    usd: Number(price.amount),
    effectiveFrom: from,
    source: { ...source, title: titleOf(price) },
    checkedOn: source.date,
    ...sureness,
  };
}

/** The same price as before, with what the feeds say of it today. */
function heardAgain(fact: PriceFact, row: RegistryRow, price: RegistryPrice): PriceFact {
  const { note: _note, ...rest } = fact;
  return { ...rest, ...surenessOf(price, platformOfProvider(row.provider)) };
}

/** How sure a price is: the seller's own word, or the registries', of which one may read otherwise. */
function surenessOf(
  { amount, said = [] }: RegistryPrice,
  platform: string,
): Pick<PriceFact, 'confidence' | 'marks' | 'note'> {
  const isSellers = said.some((one) => isSellerOn(one.voice, platform) && agrees(one.amount, amount));
  const against = said.filter((one) => !agrees(one.amount, amount));
  const differ = against.map(({ voice, amount: other }) => `${voiceName(voice)} reads ${other}`);
  return {
    confidence: isSellers ? 'A' : 'B',
    marks: [isSellers ? 'published' : 'community', ...(differ.length > 0 ? (['disputed'] as const) : [])],
    ...(differ.length > 0 && { note: `Sources differ: ${differ.join('; ')}.` }),
  };
}

/** Who says so. */
function titleOf({ amount, said = [] }: RegistryPrice): string {
  const voices = said.filter((one) => agrees(one.amount, amount)).map(({ voice }) => voice);
  return voices.length < 2 && said.length < 2
    ? 'Community price registry'
    : `Price feeds: ${voiceNames(voices)}`;
}

/** Only re-rankers are sold by two units. */
function unitSuffix({ kind, unit }: RegistryPrice): string {
  return kind === 'rerank' ? ` ${unit}` : '';
}

function sourceOf(address: string, date: IsoDate): Source {
  return { id: `registry@${date}`, title: 'Community price registry', address, date };
}

function modelOf(row: RegistryRow, accepted: readonly RegistryPrice[], source: Source): Model {
  const sellsCache = accepted.some(({ kind }) => kind === 'cachedInput');
  return {
    id: row.key,
    name: row.key,
    provider: row.provider,
    platform: platformOfProvider(row.provider),
    tier: tierByPrice(accepted),
    tierIsGuess: true,
    ...(sellsCache && { cacheFloorTokens: CACHE_FLOOR_TOKENS }),
    ...(row.deprecatedOnHint !== undefined && { endHint: endHintOf(row.deprecatedOnHint, source) }),
    candidate: false,
    aliases: [],
  };
}

function endHintOf(date: IsoDate, { address, title }: Source): DatedFact {
  // The day on which the hint was first seen would make a new body of it at every sync.
  const source = { id: 'registry', title, ...(address !== undefined && { address }), date };
  return { date, orLater: false, source, checkedOn: date, confidence: 'C' };
}

function componentOf(row: RegistryRow, kind: Component['kind']): Component {
  return { id: row.key, name: row.key, platform: platformOfProvider(row.provider), kind, isDefault: false };
}

function tierByPrice(prices: readonly RegistryPrice[]): ModelTier {
  const usd = (kind: PriceKind): number | undefined => {
    const price = prices.find((one) => one.kind === kind && one.aboveTokens === undefined);
    return price && Number(price.amount);
  };
  const output = usd('output') ?? (usd('input') ?? 0) * 4;
  if (output < SMALL_BELOW_USD) return 'small';
  return output < MEDIUM_BELOW_USD ? 'medium' : 'large';
}

/** What the registry no longer lists stays known by name, without a price. */
function withEarlier<Item extends { readonly id: string }>(
  now: readonly Item[],
  before: readonly Item[],
): readonly Item[] {
  const ids = new Set(now.map(({ id }) => id));
  return [...now, ...before.filter(({ id }) => !ids.has(id))];
}
