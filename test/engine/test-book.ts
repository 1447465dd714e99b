import { buildPriceBook, type PriceBookData } from '../../src/prices/build-price-book.js';
import type {
  Component,
  DatedFact,
  IsoDate,
  Model,
  PriceBook,
  PriceFact,
  PriceKind,
  PriceUnit,
  Provenance,
  Rates,
  TuningOffer,
} from '../../src/prices/price-book.js';

/** A hand-written price book: round figures that can be checked on paper, whatever the catalogue says today. */

/** The day on which every test decides, unless it says otherwise. */
export const AS_OF: IsoDate = '2026-11-22';

const SOURCE: Provenance = {
  source: { id: 'T1', title: 'Figures of the tests', date: '2026-11-01' },
  checkedOn: '2026-11-20',
  confidence: 'A',
};

const UNITS: Partial<Record<PriceKind, PriceUnit>> = {
  hostingHour: 'usdPerHour',
  gpuHour: 'usdPerHour',
  storageMonth: 'usdPerMonth',
  vectorStorage: 'usdPerMonth',
  minimumFee: 'usdPerJob',
};

/** One price fact of confidence A that always held. */
export function priceFact(
  product: string,
  kind: PriceKind,
  usd: number,
  change: Partial<PriceFact> = {},
): PriceFact {
  const effectiveFrom = change.effectiveFrom ?? '2026-01-01';
  const band = change.aboveTokens === undefined ? '' : `>${change.aboveTokens}`;
  return {
    ...SOURCE,
    id: `test/${product}/${kind}${band}@${effectiveFrom}`,
    platform: 'test',
    product,
    kind,
    unit: UNITS[kind] ?? 'usdPerMTok',
    amount: String(usd),
    usd,
    effectiveFrom,
    marks: ['published'],
    ...change,
  };
}

/** Prices of one product by kind. */
export type Tariff = Partial<Record<PriceKind, number>>;

/** The facts of one product. */
export function tariff(product: string, prices: Tariff, change: Partial<PriceFact> = {}): PriceFact[] {
  const kinds = Object.keys(prices) as PriceKind[];
  return kinds.flatMap((kind) => {
    const usd = prices[kind];
    return usd === undefined ? [] : [priceFact(product, kind, usd, change)];
  });
}

/** Rates of a call on one product, without a book. */
export function ratesFrom(prices: Tariff): Rates {
  return Object.fromEntries(tariff('fixture', prices).map((fact) => [fact.kind, fact]));
}

/** An announced day. */
export function announced(date: IsoDate, orLater = false): DatedFact {
  return { ...SOURCE, date, orLater };
}

/** A model of a large class that nobody weighs by itself, unless told otherwise. */
export function testModel(id: string, change: Partial<Model> = {}): Model {
  return {
    id,
    name: id,
    provider: 'OpenAI',
    platform: 'openai',
    tier: 'large',
    candidate: false,
    aliases: [],
    ...change,
  };
}

/** A tuning offer that anybody may take and that is billed by the token, unless told otherwise. */
export function testOffer(id: string, change: Partial<TuningOffer> = {}): TuningOffer {
  return {
    id,
    name: id,
    provider: 'Lab',
    platform: 'lab',
    tier: 'small',
    method: 'supervised',
    eligibility: 'anyone',
    eligibilitySource: SOURCE,
    serving: 'tokens',
    ...change,
  };
}

const CACHED = { cacheFloorTokens: 1024, cacheLifeMinutes: 5 };

const MODELS: readonly Model[] = [
  testModel('gpt-4o', { name: 'GPT-4o', aliases: ['4o'], ...CACHED, endsOn: announced('2027-01-14') }),
  testModel('gpt-4o-mini', {
    name: 'GPT-4o mini',
    tier: 'small',
    ...CACHED,
    endsOn: announced('2027-01-14'),
  }),
  testModel('small', { name: 'Small', tier: 'small', candidate: true, ...CACHED }),
  testModel('frontier', {
    name: 'Frontier',
    provider: 'Anthropic',
    platform: 'anthropic',
    candidate: true,
    ...CACHED,
  }),
  testModel('plain', { name: 'Plain', provider: 'Meta', platform: 'groq' }),
  testModel('stepped', { name: 'Stepped', tier: 'small' }),
  testModel('rising', { name: 'Rising' }),
  testModel('mystery', { name: 'Mystery' }),
  testModel('rumoured', { name: 'Rumoured' }),
  testModel('short', { name: 'Short', maxInputTokens: 1000 }),
];

const OFFERS: readonly TuningOffer[] = [
  testOffer('openai/gpt-4o-mini', {
    name: 'GPT-4o mini at OpenAI',
    provider: 'OpenAI',
    platform: 'openai',
    baseModel: 'gpt-4o-mini',
    eligibility: 'active-existing',
    closesOn: announced('2027-01-06'),
    endsOn: announced('2027-01-14'),
    cacheFloorTokens: 1024,
  }),
  testOffer('lab/mini', { name: 'Mini at Lab' }),
  testOffer('azure/gpt-4o', {
    name: 'GPT-4o on Azure',
    provider: 'OpenAI',
    platform: 'azure-foundry',
    tier: 'large',
    eligibility: 'existing',
    endsOn: announced('2027-10-01', true),
  }),
  testOffer('gpu/8b', {
    name: '8B on GPUs',
    provider: 'Meta',
    platform: 'gpu',
    serving: 'dedicated',
    gpus: 1,
  }),
  testOffer('cloud/unknown', { name: 'Unknown at Cloud', platform: 'cloud' }),
  testOffer('forum/weak', { name: 'Weak at Forum', platform: 'forum' }),
];

const COMPONENTS: readonly Component[] = [
  { id: 'embedder', name: 'Embedder', platform: 'openai', kind: 'embedding', isDefault: true },
  { id: 'store', name: 'Store', platform: 'azure', kind: 'vector-store', isDefault: true },
];

/** Today's fixture rates, USD per 1M tokens. */
export const TARIFFS = {
  gpt4o: { input: 2.5, cachedInput: 1.25, output: 10, batchInput: 1.25, batchOutput: 5 },
  gpt4oMini: { input: 0.15, cachedInput: 0.075, output: 0.6, batchInput: 0.075, batchOutput: 0.3 },
  tunedMini: { input: 0.3, cachedInput: 0.15, output: 1.2 },
  small: {
    input: 0.1,
    cachedInput: 0.01,
    cacheWrite: 0.125,
    output: 0.5,
    batchInput: 0.05,
    batchOutput: 0.25,
  },
  frontier: { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 10, batchInput: 1, batchOutput: 5 },
} as const satisfies Record<string, Tariff>;

const FACTS: readonly PriceFact[] = [
  ...tariff('gpt-4o', TARIFFS.gpt4o),
  ...tariff('gpt-4o-mini', TARIFFS.gpt4oMini),
  ...tariff('small', TARIFFS.small),
  ...tariff('frontier', TARIFFS.frontier),
  ...tariff('plain', { input: 2.5, output: 10 }),
  ...tariff('stepped', { input: 0.1, output: 0.5 }),
  ...tariff('stepped', { input: 0.5, output: 2.5 }, { aboveTokens: 100_000 }),
  ...tariff('rising', { input: 1, output: 4 }, { effectiveUntil: '2027-01-11' }),
  ...tariff('rising', { input: 2, output: 8 }, { effectiveFrom: '2027-01-11' }),
  ...tariff('mystery', { input: 0.01 }),
  ...tariff('rumoured', { input: 0.01, output: 0.02 }, { confidence: 'C' }),
  ...tariff('short', { input: 0.05, output: 0.1 }),
  ...tariff('openai/gpt-4o-mini', { ...TARIFFS.tunedMini, training: 3 }),
  ...tariff('lab/mini', { input: 0.3, output: 1.2, training: 3 }),
  ...tariff('azure/gpt-4o', { input: 2.5, output: 10, training: 27.5, hostingHour: 1.7 }),
  ...tariff('gpu/8b', { training: 0.48, minimumFee: 4, hostingHour: 7 }),
  ...tariff('cloud/unknown', { input: 0.01, output: 0.02 }),
  ...tariff('forum/weak', { input: 0.01, output: 0.02, training: 1 }, { confidence: 'C' }),
  ...tariff('embedder', { embedding: 0.02 }),
  ...tariff('store', { vectorStorage: 70 }),
];

/** Everything in the test book. */
export const TEST_DATA: PriceBookData = {
  facts: FACTS,
  models: MODELS,
  tuningOffers: OFFERS,
  components: COMPONENTS,
};

/** The test book, or one with some of it replaced. */
export function testBook(change: Partial<PriceBookData> = {}): PriceBook {
  return buildPriceBook({ ...TEST_DATA, ...change });
}

/** A book in which only these tuning offers exist. */
export function bookWithOffers(...ids: readonly string[]): PriceBook {
  return testBook({ tuningOffers: OFFERS.filter((offer) => ids.includes(offer.id)) });
}

/** The test book as it is. */
export const BOOK = testBook();
