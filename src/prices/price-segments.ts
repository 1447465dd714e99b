import type { IsoDate, PriceFact, PriceKind, Rates, TuningPrices } from './price-book.js';
import { TOKEN_KINDS, TUNING_KINDS } from './price-kinds.js';

/** A run of days on which no price of one product changes. */
export interface Segment {
  /** First day; the segment lasts until the next one begins. */
  readonly from: IsoDate;
  /** The facts that hold for requests below any long-prompt step. */
  readonly facts: ReadonlyMap<PriceKind, PriceFact>;
  readonly rates: Rates;
  readonly tuningPrices: TuningPrices;
}

type FlatRates = { -readonly [kind in (typeof TOKEN_KINDS)[number]]?: PriceFact };
type JobPrices = { -readonly [kind in (typeof TUNING_KINDS)[number]]?: PriceFact };

/** Cuts the history of one product into segments, oldest first. */
export function segmentsOf(factsOfProduct: readonly PriceFact[]): readonly Segment[] {
  const days = new Set<IsoDate>();
  for (const fact of factsOfProduct) {
    days.add(fact.effectiveFrom);
    if (fact.effectiveUntil !== undefined) days.add(fact.effectiveUntil);
  }
  return [...days].sort().map((day) => segmentFrom(day, factsOfProduct));
}

/** The segment that holds on a day, or `undefined` before the first. */
export function segmentOn(segments: readonly Segment[] | undefined, on: IsoDate): Segment | undefined {
  return segments?.findLast((segment) => segment.from <= on);
}

/** Days after `after` and before `until` on which a price moves, appears or ends, ascending. A restated price is no change. */
export function changeDaysIn(
  segments: readonly Segment[],
  after: IsoDate,
  until: IsoDate,
): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (const [index, segment] of segments.entries()) {
    if (segment.from <= after || segment.from >= until) continue;
    if (amountsIn(segment) !== amountsIn(segments[index - 1])) days.push(segment.from);
  }
  return days;
}

function segmentFrom(day: IsoDate, factsOfProduct: readonly PriceFact[]): Segment {
  const holding = factsOfProduct.filter((fact) => holdsOn(fact, day));
  const facts = latestByKind(holding.filter((fact) => fact.aboveTokens === undefined));
  const rates: Rates = { ...ratesFrom(facts), ...longPromptFrom(holding) };
  return { from: day, facts, rates, tuningPrices: { ...jobPricesFrom(facts), rates } };
}

function holdsOn(fact: PriceFact, day: IsoDate): boolean {
  return fact.effectiveFrom <= day && (fact.effectiveUntil === undefined || day < fact.effectiveUntil);
}

function latestByKind(facts: readonly PriceFact[]): ReadonlyMap<PriceKind, PriceFact> {
  const latest = new Map<PriceKind, PriceFact>();
  for (const fact of facts) {
    const known = latest.get(fact.kind);
    if (!known || known.effectiveFrom <= fact.effectiveFrom) latest.set(fact.kind, fact);
  }
  return latest;
}

/** Where a product has several steps at once, the first one is taken: a request past it is never billed less. */
function longPromptFrom(holding: readonly PriceFact[]): Pick<Rates, 'longPrompt'> {
  const steps = holding.flatMap((fact) => (fact.aboveTokens === undefined ? [] : [fact.aboveTokens]));
  if (steps.length === 0) return {};
  const aboveTokens = Math.min(...steps);
  const facts = latestByKind(holding.filter((fact) => fact.aboveTokens === aboveTokens));
  return { longPrompt: { aboveTokens, rates: ratesFrom(facts) } };
}

function ratesFrom(facts: ReadonlyMap<PriceKind, PriceFact>): FlatRates {
  const rates: FlatRates = {};
  for (const kind of TOKEN_KINDS) {
    const fact = facts.get(kind);
    if (fact) rates[kind] = fact;
  }
  return rates;
}

function jobPricesFrom(facts: ReadonlyMap<PriceKind, PriceFact>): JobPrices {
  const prices: JobPrices = {};
  for (const kind of TUNING_KINDS) {
    const fact = facts.get(kind);
    if (fact) prices[kind] = fact;
  }
  return prices;
}

function amountsIn(segment: Segment | undefined): string {
  if (!segment) return '';
  const long = segment.rates.longPrompt;
  const inLongPrompts = long ? TOKEN_KINDS.map((kind) => long.rates[kind]) : [];
  return [...segment.facts.values(), ...inLongPrompts]
    .flatMap((fact) => (fact ? [`${fact.kind}>${fact.aboveTokens ?? ''}=${fact.amount} ${fact.unit}`] : []))
    .sort()
    .join();
}
