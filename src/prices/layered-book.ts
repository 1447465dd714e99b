import type { PriceBookData } from './build-price-book.js';
import { platformName } from './platform-name.js';
import type { IsoDate, PriceFact } from './price-book.js';
import type { PriceLayers } from './price-log.js';
import { bareKey, catalogueProducts, isTunedKey } from './registry/catalogue-key.js';
import { curatedPrices, type FindCuratedPrice } from './registry/curated-prices.js';
import { sameAmount } from './registry/decimal-amount.js';
import { readableName } from './registry/readable-name.js';
import { priceKeyOf } from './registry/registry-row.js';

/**
 * One price book out of two layers. The catalogue comes first: where it knows a product, its figures stand, and
 * the registry counts only for what changed there after somebody last compared the catalogue with its source.
 * What only the registry knows is sold under the registry's own name.
 */

/** Two sources that disagree about a price. The catalogue's stands. */
export interface PriceConflict {
  /** Id of the product in the catalogue. */
  readonly product: string;
  readonly curated: PriceFact;
  readonly registry: PriceFact;
}

/**
 * Lays the registry over the catalogue.
 *
 * @param checkedOn day of the last look at the registry that found its prices true, shown with each of them;
 *   `undefined` when it was never looked at
 */
export function layerBooks(
  { catalogue, registry }: PriceLayers,
  checkedOn: IsoDate | undefined,
): PriceBookData {
  if (checkedOn === undefined) return catalogue;
  const facts = byProduct(registry.facts);
  const matches = matchedKeys(catalogue, registry);
  const combined = combineSources(catalogue, facts, matches, checkedOn);
  const own = ownProducts(catalogue, registry, matches);
  const ownFacts = [...own.names].flatMap(([key, id]) => renamed(facts.get(key) ?? [], id));
  return {
    facts: [
      ...withDisputes(catalogue.facts, combined.conflicts),
      ...[...combined.additions, ...ownFacts].map((fact) =>
        fact.effectiveUntil === undefined ? { ...fact, checkedOn } : fact,
      ),
    ],
    models: [...catalogue.models, ...own.models],
    tuningOffers: catalogue.tuningOffers,
    components: [...catalogue.components, ...own.components],
  };
}

/** Where the registry disagrees with the catalogue on a day, and the catalogue's figure stands. */
export function priceConflicts({ catalogue, registry }: PriceLayers, on: IsoDate): readonly PriceConflict[] {
  return combineSources(catalogue, byProduct(registry.facts), matchedKeys(catalogue, registry), on).conflicts;
}

/** What the registry adds to the products of the catalogue, and where it contradicts. */
function combineSources(
  catalogue: PriceBookData,
  facts: ReadonlyMap<string, readonly PriceFact[]>,
  matches: ReadonlyMap<string, Match>,
  on: IsoDate,
): { readonly additions: readonly PriceFact[]; readonly conflicts: readonly PriceConflict[] } {
  const findCurated = curatedPrices(catalogue.facts, on);
  const additions: PriceFact[] = [];
  const conflicts: PriceConflict[] = [];
  for (const [product, key] of leadingKeys(matches)) {
    for (const history of byPrice(facts.get(key) ?? []).values()) {
      const combined = combine(product, history, findCurated);
      additions.push(...combined.additions);
      if (combined.conflict) conflicts.push(combined.conflict);
    }
  }
  return { additions, conflicts };
}

/** Every registry key that is a product of the catalogue, with that product. */
function matchedKeys(catalogue: PriceBookData, registry: PriceBookData): ReadonlyMap<string, Match> {
  const findProduct = catalogueProducts(catalogue);
  const matches = new Map<string, Match>();
  // What tuning costs is known by its prices alone: the offers are the catalogue's.
  const priced = [
    ...registry.models,
    ...registry.components,
    ...registry.facts.map(({ product: id, platform }) => ({ id, platform })),
  ];
  for (const { id: key, platform } of priced) {
    if (matches.has(key)) continue;
    const product = findProduct({ key, platform });
    if (product !== undefined)
      matches.set(key, { product, isById: bareKey(key, platform) === product.toLowerCase() });
  }
  return matches;
}

interface Match {
  readonly product: string;
  /** The key is the product's id, and not only an alias of it. */
  readonly isById: boolean;
}

/** Of several keys for one product the one that is its id counts, else the first. */
function leadingKeys(matches: ReadonlyMap<string, Match>): ReadonlyMap<string, string> {
  const leading = new Map<string, string>();
  for (const [key, { product, isById }] of matches) {
    if (isById || !leading.has(product)) leading.set(product, key);
  }
  return leading;
}

interface Combined {
  readonly additions: readonly PriceFact[];
  readonly conflict?: PriceConflict;
}

/**
 * What the registry adds to one price of a product of the catalogue.
 *
 * @param history the registry's facts of this price, oldest first
 */
function combine(product: string, history: readonly PriceFact[], findCurated: FindCuratedPrice): Combined {
  const last = history.at(-1);
  if (!last) return { additions: [] };
  const { current, earlier, later } = findCurated(product, last);
  if (!current) {
    const isGap = earlier.length === 0 && later.length === 0 && last.aboveTokens === undefined;
    return { additions: isGap ? renamed(history, product) : [] };
  }
  // What a tune costs is there only because a person has accepted it: its first price is news, too.
  const changes = history.filter((fact, at) =>
    at === 0
      ? isTunedKey(fact.product, fact.platform) && fact.effectiveFrom >= current.checkedOn
      : isNews(fact, history[at - 1], current),
  );
  while (changes[0] && sameAmount(changes[0].amount, current.amount)) changes.shift();
  if (changes.length > 0) return { additions: renamed(changes, product) };
  const isKnown = [current, ...earlier, ...later].some((fact) => sameAmount(fact.amount, last.amount));
  if (isKnown || last.effectiveUntil !== undefined) return { additions: [] };
  // What the catalogue itself has from the registry gives way to what the registry says now; on the first look at it
  // nobody knows since when, so that the seller is not said to have moved.
  if (current.marks.includes('community')) {
    const { effectiveFrom } = history.length === 1 ? current : last;
    return { additions: renamed([{ ...last, effectiveFrom }], product) };
  }
  return { additions: [], conflict: { product, curated: current, registry: last } };
}

/**
 * Whether the registry has moved since somebody compared the catalogue with its source: later than on that day, or
 * on that very day away from the catalogue's figure.
 */
function isNews(fact: PriceFact, before: PriceFact | undefined, current: PriceFact): boolean {
  if (fact.effectiveFrom !== current.checkedOn) return fact.effectiveFrom > current.checkedOn;
  return before !== undefined && sameAmount(before.amount, current.amount);
}

function withDisputes(
  facts: readonly PriceFact[],
  conflicts: readonly PriceConflict[],
): readonly PriceFact[] {
  const registryOf = new Map(conflicts.map(({ curated, registry }) => [curated.id, registry]));
  return facts.map((fact) => {
    const registry = registryOf.get(fact.id);
    if (!registry) return fact;
    const said = `The community registry reads ${registry.amount} since ${registry.effectiveFrom}; the catalogue's ${fact.amount} stands.`;
    const note = fact.note === undefined ? said : `${fact.note} ${said}`;
    const marks = fact.marks.includes('disputed') ? fact.marks : [...fact.marks, 'disputed' as const];
    return { ...fact, marks, note };
  });
}

interface OwnProducts extends Pick<PriceBookData, 'models' | 'components'> {
  /** Id in the book by key in the registry. */
  readonly names: ReadonlyMap<string, string>;
}

/** What only the registry sells. A name that is taken already gets its platform in front, or the registry's name for it. */
function ownProducts(
  catalogue: PriceBookData,
  registry: PriceBookData,
  matches: ReadonlyMap<string, Match>,
): OwnProducts {
  const taken = new Set(
    [
      ...catalogue.models.flatMap(({ id, aliases }) => [id, ...aliases]),
      ...idsOf(catalogue.tuningOffers),
      ...idsOf(catalogue.components),
    ].map((name) => name.toLowerCase()),
  );
  const names = new Map<string, string>();
  function nameOf(key: string, sellers: readonly string[]): string | undefined {
    if (matches.has(key)) return undefined;
    const candidates = [key, ...sellers.map((seller) => `${seller}/${key}`)];
    const name = candidates.find((one) => !taken.has(one.toLowerCase()));
    if (name === undefined) return undefined;
    taken.add(name.toLowerCase());
    names.set(key, name);
    return name;
  }
  const models = registry.models.flatMap((model) => {
    const id = nameOf(model.id, [model.platform, model.provider]);
    if (id === undefined) return [];
    const { platform } = model;
    return [{ ...model, id, name: readableName(model.id, platform), provider: platformName(platform) }];
  });
  const components = registry.components.flatMap((component) => {
    const id = nameOf(component.id, [component.platform]);
    return id === undefined
      ? []
      : [{ ...component, id, name: readableName(component.id, component.platform) }];
  });
  return { models, components, names };
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return things.map(({ id }) => id);
}

function byProduct(facts: readonly PriceFact[]): ReadonlyMap<string, readonly PriceFact[]> {
  return grouped(facts, ({ product }) => product);
}

/** The facts of each price of one product, oldest first. */
function byPrice(facts: readonly PriceFact[]): ReadonlyMap<string, readonly PriceFact[]> {
  return grouped(
    facts.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)),
    priceKeyOf,
  );
}

function grouped(
  facts: readonly PriceFact[],
  keyOf: (fact: PriceFact) => string,
): ReadonlyMap<string, readonly PriceFact[]> {
  const groups = new Map<string, PriceFact[]>();
  for (const fact of facts) {
    const group = groups.get(keyOf(fact));
    if (group) group.push(fact);
    else groups.set(keyOf(fact), [fact]);
  }
  return groups;
}

function renamed(facts: readonly PriceFact[], product: string): readonly PriceFact[] {
  return facts.map((fact) => ({ ...fact, product }));
}
