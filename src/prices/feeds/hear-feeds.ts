import { bareKey, isTunedRow } from '../registry/catalogue-key.js';
import { checkContent } from '../registry/check-feed.js';
import { FeedError } from '../registry/feed-error.js';
import type { GateContext } from '../registry/gate/gate-context.js';
import { judgeState } from '../registry/gate/state-rules.js';
import { platformOfProvider } from '../registry/platforms.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow, sortOf } from '../registry/registry-row.js';
import type { FetchedFurther } from './fetch-further.js';
import { parseFurther } from './parse-further.js';
import type { StatedRow } from './stated-row.js';
import type { Statement, Voice } from './voices.js';
import { vote } from './vote.js';

/** What became of a feed beside the registry. */
export interface FeedReport {
  readonly voice: Voice;
  /** Prices on which it has a word; 0 where it was refused. */
  readonly prices: number;
  /** Why it was refused; absent where it was heard. */
  readonly problem?: string;
}

/** What is heard. */
export interface Hearing {
  /** The registry's rows, as it states them. */
  readonly registry: readonly RegistryRow[];
  readonly further: readonly FetchedFurther[];
  /** The rows in force, with what each feed said of them before; none on the first look. */
  readonly before: readonly RegistryRow[];
  /** The operator vouches for the feeds: none is refused for how much of it is new or gone. */
  readonly isVouchedFor: boolean;
  readonly context: GateContext;
}

/** The rows after the vote, and how each feed did. */
export interface Heard {
  readonly rows: readonly RegistryRow[];
  readonly reports: readonly FeedReport[];
}

/**
 * Lets the feeds vote on the registry's rows, price by price, and adds what it does not list where two others agree
 * on it. A feed that is missing or broken keeps the word that it gave last. Without other feeds the rows stay as
 * they are.
 */
export function hearFeeds(hearing: Hearing): Heard {
  const { registry, further, before, context } = hearing;
  if (further.length === 0) return { rows: registry, reports: [] };
  const earlier = saidBefore(before);
  const spoken = further.map((one) => listen(one, hearing));
  const words = wordsOf(spoken, earlier, context.asOf);
  const known = new Map(before.map((row) => [nameOf(row), row]));
  const rows = registry.map((row) => votedRow(row, known.get(nameOf(row)), { words, earlier, context }));
  const listed = new Set(registry.map(nameOf));
  const added = [...words].flatMap(([name, prices]) =>
    listed.has(name) ? [] : (addedRow(name, prices, known.get(name), context) ?? []),
  );
  return { rows: [...rows, ...added], reports: spoken.map(({ report }) => report) };
}

/** What the registry itself last said, taken from the rows in force: for a look at which it is missing. */
export function registryOf(rows: readonly RegistryRow[]): readonly RegistryRow[] {
  return rows.flatMap((row) => {
    const prices = row.prices.flatMap(({ said, ...price }) => {
      const word = said?.find(({ voice }) => voice === 'litellm');
      if (said === undefined) return [price];
      return word === undefined ? [] : [{ ...price, amount: word.amount }];
    });
    return prices.length === 0 && row.prices.length > 0 ? [] : [{ ...row, prices }];
  });
}

/** Platform and exact id of a row, by which feeds mean the same product. */
function nameOf(row: RegistryRow): string {
  const platform = platformOfProvider(row.provider);
  return `${platform} ${bareKey(row.key, platform)}`;
}

interface Spoken {
  readonly voice: Voice;
  /** What it says, or said last where it could not be heard. */
  readonly rows: readonly StatedRow[];
  readonly report: FeedReport;
}

/** Reads one feed, passes over what cannot be true, and refuses it whole when too much of it is new or gone. */
function listen(feed: FetchedFurther, { registry, before, isVouchedFor, context }: Hearing): Spoken {
  const { voice } = feed;
  const last = before.flatMap((row) => rowOfVoice(row, voice));
  try {
    if (feed.outcome === 'refused') throw new FeedError(feed.code, feed.message);
    const rows = parseFurther(feed).map((row) => plausible(row, voice, context));
    const names = new Set([...registry.map(nameOf), ...last.map(({ platform, id }) => `${platform} ${id}`)]);
    const known = rows.filter(({ platform, id }) => names.has(`${platform} ${id}`));
    if (last.length > 0 && !isVouchedFor) checkContent(last.map(asRegistryRow), known.map(asRegistryRow));
    const prices = known.reduce((sum, row) => sum + row.prices.length, 0);
    return { voice, rows, report: { voice, prices } };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return { voice, rows: last, report: { voice, prices: 0, problem: error.message } };
  }
}

/** A row without the prices that cannot be true as they stand. */
function plausible(row: StatedRow, voice: Voice, context: GateContext): StatedRow {
  const asSaid = row.prices.map((price) => ({
    ...price,
    said: [{ voice, amount: price.amount, since: context.asOf }],
  }));
  const whole = asRegistryRow({ ...row, prices: asSaid });
  const prices = row.prices.filter((_, index) => {
    const price = asSaid[index];
    const finding = price && judgeState(price, whole, context);
    return finding === undefined || finding.rule === 'tuning-price';
  });
  return { ...row, prices };
}

function asRegistryRow({ platform, id, prices }: StatedRow): RegistryRow {
  return { key: `${platform}/${id}`, provider: platform, mode: 'chat', prices };
}

/** A row as one voice has it. */
function rowOfVoice(row: RegistryRow, voice: Voice): readonly StatedRow[] {
  const prices = row.prices.flatMap(({ said, ...price }) => {
    const word = said?.find((one) => one.voice === voice);
    return word === undefined ? [] : [{ ...price, amount: word.amount }];
  });
  const platform = platformOfProvider(row.provider);
  return prices.length === 0 ? [] : [{ platform, id: bareKey(row.key, platform), prices }];
}

/** A price that is spoken of, and what is said of it. */
interface Word {
  readonly price: RegistryPrice;
  readonly said: readonly Statement[];
}

/** What is said, by the name of a product and by price. */
type Words = ReadonlyMap<string, ReadonlyMap<string, Word>>;

/** What was said before, by product and price. */
type Earlier = ReadonlyMap<string, readonly Statement[]>;

function saidBefore(before: readonly RegistryRow[]): Earlier {
  return new Map(
    before.flatMap((row) =>
      row.prices.flatMap((price) =>
        price.said === undefined ? [] : [[`${nameOf(row)} ${priceKeyOf(price)}`, price.said] as const],
      ),
    ),
  );
}

/** What all feeds but the registry say now, or said last where they are missing. */
function wordsOf(spoken: readonly Spoken[], earlier: Earlier, today: string): Words {
  const words = new Map<string, Map<string, Word>>();
  for (const { voice, rows } of spoken) {
    for (const { platform, id, prices } of rows) {
      const name = `${platform} ${id}`;
      const ofProduct = words.get(name) ?? new Map<string, Word>();
      words.set(name, ofProduct);
      for (const price of prices) {
        const key = priceKeyOf(price);
        const before = earlier.get(`${name} ${key}`);
        const said = ofProduct.get(key)?.said ?? [];
        // Two files of one feed, of two regions, are one voice.
        if (said.some((one) => one.voice === voice)) continue;
        ofProduct.set(key, { price, said: [...said, statement(voice, price.amount, before, today)] });
      }
    }
  }
  return words;
}

/** A statement with the day since which the voice has made it. */
function statement(
  voice: Voice,
  amount: string,
  earlier: readonly Statement[] | undefined,
  today: string,
): Statement {
  const before = earlier?.find((one) => one.voice === voice);
  return { voice, amount, since: before?.amount === amount ? before.since : today };
}

interface VoteParts {
  readonly words: Words;
  readonly earlier: Earlier;
  readonly context: GateContext;
}

/** A row of the registry with the outcome of the vote on each of its prices. */
function votedRow(
  row: RegistryRow,
  before: RegistryRow | undefined,
  { words, earlier, context }: VoteParts,
): RegistryRow {
  const ofProduct = words.get(nameOf(row));
  if (ofProduct === undefined || row.alias === 'latest' || sortOf(row) !== 'call') return row;
  const prices = row.prices.map((price) => {
    const key = priceKeyOf(price);
    const others = ofProduct.get(key)?.said ?? [];
    if (others.length === 0) return price;
    const own = statement('litellm', price.amount, earlier.get(`${nameOf(row)} ${key}`), context.asOf);
    const isBelievable = judgeState(price, row, context) === undefined;
    const voted = votedPrice(price, isBelievable ? [own, ...others] : others, row, before);
    return voted ?? price;
  });
  const stated = new Set(row.prices.map(priceKeyOf));
  const more = [...ofProduct].flatMap(([key, { price, said }]) =>
    stated.has(key) ? [] : (votedPrice(price, said, row, before) ?? []),
  );
  return { ...row, prices: [...prices, ...more] };
}

/**
 * A price by the vote. One registry alone cannot add a price that no other states; what tuning costs has so few
 * voices that one is enough to ask a person.
 */
function votedPrice(
  price: RegistryPrice,
  said: readonly Statement[],
  row: RegistryRow,
  before: RegistryRow | undefined,
): RegistryPrice | undefined {
  const key = priceKeyOf(price);
  const standing = before?.prices.find((one) => priceKeyOf(one) === key)?.amount;
  const speaksFirst = said[0]?.voice === 'litellm';
  const { amount, how } = vote(said, platformOfProvider(row.provider), standing);
  const isEnough = speaksFirst || how === 'agreed' || how === 'seller' || isTunedRow(row);
  if (!isEnough) return undefined;
  // On the first look there is nothing that stood: the registry's word holds until two others speak against it.
  const voted = amount ?? (speaksFirst ? said[0]?.amount : undefined);
  return voted === undefined ? undefined : { ...price, amount: voted, said };
}

/** A product that the registry does not list: one on whose input and output two feeds agree, or a tune's own prices. */
function addedRow(
  name: string,
  words: ReadonlyMap<string, Word>,
  before: RegistryRow | undefined,
  context: GateContext,
): RegistryRow | undefined {
  const platform = name.slice(0, name.indexOf(' '));
  const id = name.slice(platform.length + 1);
  const row = before ?? asRegistryRow({ platform, id, prices: [] });
  const isTuned = isTunedRow(row);
  if (isTuned && context.findProduct({ key: id, platform }) === undefined) return undefined;
  const prices = [...words.values()].flatMap(({ price, said }) => votedPrice(price, said, row, before) ?? []);
  const kinds = new Set(prices.map(({ kind }) => kind));
  const isWhole = isTuned ? prices.length > 0 : kinds.has('input') && kinds.has('output');
  return isWhole ? { ...row, prices } : undefined;
}
