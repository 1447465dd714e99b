import type { PriceBookData } from './build-price-book.js';
import type {
  CatalogueFile,
  ComponentEntry,
  DatedEntry,
  ModelEntry,
  PastEntry,
  PriceBlock,
  PriceEntry,
  ProvenanceEntry,
  TuningEntry,
} from './catalogue-schema.js';
import type {
  Component,
  DatedFact,
  Model,
  PriceFact,
  PriceKind,
  Provenance,
  Source,
  TuningOffer,
} from './price-book.js';
import { PRICE_KINDS, TOKEN_KINDS, UNITS_OF_KIND } from './price-kinds.js';

/** An entry that carries prices, whatever list it stands in. */
export type PricedEntry = ModelEntry | TuningEntry | ComponentEntry | PastEntry;

/** What an entry takes from its file. */
interface FileContext {
  readonly file: CatalogueFile;
  readonly sources: ReadonlyMap<string, Source>;
}

/**
 * Turns checked files into the lists of a price book. Throws on an unknown source or model, which
 * `checkCatalogue` finds first and names better.
 */
export function expandCatalogue(files: readonly CatalogueFile[]): PriceBookData {
  const sources = new Map(files.flatMap((file) => file.sources ?? []).map((source) => [source.id, source]));
  const contexts = files.map((file): FileContext => ({ file, sources }));
  const models = contexts.flatMap((context) =>
    (context.file.models ?? []).map((entry) => modelOf(entry, context)),
  );
  const openOffers = contexts.flatMap((context) =>
    (context.file.tuning ?? []).map((entry) => tuningOfferOf(entry, context)),
  );
  const closedOffers = contexts.flatMap((context) => closedOffersOf(context, models));
  return {
    facts: contexts.flatMap((context) =>
      pricedEntriesOf(context.file).flatMap((entry) => factsOf(entry, context)),
    ),
    models,
    tuningOffers: [...openOffers, ...closedOffers],
    components: contexts.flatMap((context) =>
      (context.file.components ?? []).map((entry) => componentOf(entry, context)),
    ),
  };
}

/** Everything in a file that carries prices. */
export function pricedEntriesOf(file: CatalogueFile): readonly PricedEntry[] {
  return [...(file.models ?? []), ...(file.tuning ?? []), ...(file.components ?? []), ...(file.past ?? [])];
}

function modelOf(entry: ModelEntry, context: FileContext): Model {
  const { prices: _prices, allowOutputBelowInput: _allow, endsOn, ...rest } = entry;
  return {
    ...rest,
    ...sellerOf(entry, context),
    ...(endsOn && { endsOn: datedFactOf(endsOn, context) }),
    candidate: entry.candidate ?? false,
    aliases: entry.aliases ?? [],
  };
}

function tuningOfferOf(entry: TuningEntry, context: FileContext): TuningOffer {
  const { prices: _prices, allowOutputBelowInput: _allow, eligibility, closesOn, endsOn, ...rest } = entry;
  return {
    ...rest,
    ...sellerOf(entry, context),
    eligibility: eligibility.who,
    eligibilitySource: provenanceOf(eligibility, context),
    ...(closesOn && { closesOn: datedFactOf(closesOn, context) }),
    ...(endsOn && { endsOn: datedFactOf(endsOn, context) }),
  };
}

function closedOffersOf(context: FileContext, models: readonly Model[]): readonly TuningOffer[] {
  return (context.file.notTunable ?? []).flatMap((entry) =>
    entry.models.map((id) => closedOfferOf(found(id, models), provenanceOf(entry, context))),
  );
}

function closedOfferOf(base: Model, eligibilitySource: Provenance): TuningOffer {
  return {
    id: `${base.platform}/${base.id}`,
    name: base.name,
    provider: base.provider,
    platform: base.platform,
    baseModel: base.id,
    tier: base.tier,
    method: 'supervised',
    eligibility: 'nobody',
    eligibilitySource,
    serving: 'tokens',
  };
}

function componentOf(entry: ComponentEntry, context: FileContext): Component {
  const { platform } = sellerOf(entry, context);
  return { id: entry.id, name: entry.name, platform, kind: entry.kind, isDefault: entry.isDefault ?? false };
}

function factsOf(entry: PricedEntry, context: FileContext): readonly PriceFact[] {
  return entry.prices.flatMap((block) => {
    const facts: PriceFact[] = [];
    for (const kind of PRICE_KINDS) {
      const price = block[kind];
      if (price) facts.push(factOf(entry, block, kind, price, context));
    }
    for (const kind of TOKEN_KINDS) {
      const price = block.longPrompt?.[kind];
      if (price) facts.push(factOf(entry, block, kind, price, context, block.longPrompt));
    }
    return facts;
  });
}

/** One fact: what the value says of itself wins over its long-prompt step, and that over its block. */
function factOf(
  entry: PricedEntry,
  block: PriceBlock,
  kind: PriceKind,
  price: PriceEntry,
  context: FileContext,
  step?: PriceBlock['longPrompt'],
): PriceFact {
  const { platform } = sellerOf(entry, context);
  const note = price.note ?? step?.note ?? block.note;
  const checkedOn = price.checkedOn ?? step?.checkedOn ?? block.checkedOn;
  return {
    id: `${platform}/${entry.id}/${kind}${step ? `>${step.aboveTokens}` : ''}@${block.from}`,
    platform,
    product: entry.id,
    kind,
    ...(step && { aboveTokens: step.aboveTokens }),
    unit: price.unit ?? UNITS_OF_KIND[kind][0],
    amount: price.amount,
    usd: Number(price.amount),
    effectiveFrom: block.from,
    ...(block.fromIs !== undefined && { fromIs: block.fromIs }),
    ...(block.until !== undefined && { effectiveUntil: block.until }),
    marks: price.marks ?? step?.marks ?? block.marks ?? ['published'],
    ...provenanceOf(
      {
        source: price.source ?? step?.source ?? block.source,
        confidence: price.confidence ?? step?.confidence ?? block.confidence,
        ...(note !== undefined && { note }),
        ...(checkedOn !== undefined && { checkedOn }),
      },
      context,
    ),
  };
}

function datedFactOf(entry: DatedEntry, context: FileContext): DatedFact {
  return { date: entry.date, orLater: entry.orLater ?? false, ...provenanceOf(entry, context) };
}

function provenanceOf(entry: ProvenanceEntry, { file, sources }: FileContext): Provenance {
  const source = sources.get(entry.source);
  if (!source) throw new Error(`Unknown source ${entry.source}.`);
  return {
    source,
    checkedOn: entry.checkedOn ?? file.checkedOn,
    confidence: entry.confidence,
    ...(entry.note !== undefined && { note: entry.note }),
  };
}

function sellerOf(entry: PricedEntry, { file }: FileContext): { provider: string; platform: string } {
  const platform = entry.platform ?? file.platform ?? '';
  return { platform, provider: entry.provider ?? file.provider ?? platform };
}

function found(id: string, models: readonly Model[]): Model {
  const model = models.find((candidate) => candidate.id === id);
  if (!model) throw new Error(`Unknown model ${id}.`);
  return model;
}
