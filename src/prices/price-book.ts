/**
 * The price book as the rest of the house sees it: dated price facts, the models and tuning offers they
 * belong to, and look-ups by day. Types only; `catalogue.ts` builds one from the shipped data files.
 *
 * Days are ISO dates (`2026-11-22`). An `endsOn` or `effectiveUntil` is the first day on which the thing no
 * longer holds. A price that nobody knows is absent (`undefined`), never zero.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;

/**
 * How sure a fact is. `A`: read on the provider's own page. `B`: a dated third-party transcription.
 * `C`: weak, undated or remembered; shown as *unverified* and never decides a verdict alone.
 */
export type Confidence = 'A' | 'B' | 'C';

/** How a price came to be, as shown beside it. `assumed`: no source of its day was found; the note says why it is taken. */
export type PriceMark =
  | 'published'
  | 'derived'
  | 'community'
  | 'disputed'
  | 'assumed'
  /** A list price that the team's discount, or a question of *what if*, has changed. */
  | 'overridden'
  /** What the team pays, by its own word. */
  | 'own';

/** What is bought. Tuned inference uses the same kinds as base inference, under the tuning offer's id. */
export type PriceKind =
  | 'input'
  | 'cachedInput'
  | 'cacheWrite'
  | 'output'
  | 'batchInput'
  | 'batchCachedInput'
  | 'batchOutput'
  | 'training'
  | 'hostingHour'
  | 'storageMonth'
  | 'minimumFee'
  | 'gpuHour'
  | 'embedding'
  | 'rerank'
  | 'vectorStorage';

/** The unit of an amount. */
export type PriceUnit =
  | 'usdPerMTok'
  | 'usdPerHour'
  | 'usdPerMonth'
  | 'usdPerJob'
  | 'usdPerGbMonth'
  | 'usdPerThousandSearches';

/** Where a fact was read. */
export interface Source {
  /** Short id, unique in the catalogue, for example `O4`. */
  readonly id: string;
  readonly title: string;
  /** Address or repository path, where one exists. */
  readonly address?: string;
  /** Date of the page or transcription. */
  readonly date: IsoDate;
  /** True when the page carries no date and `date` is the earliest it can be. */
  readonly dateIsNotBefore?: boolean;
}

/** What every shipped value carries. */
export interface Provenance {
  readonly source: Source;
  /** Day on which a person last compared the value with its source. */
  readonly checkedOn: IsoDate;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** One price: one product, one kind, one band, one span of days. */
export interface PriceFact extends Provenance {
  /** Unique: `platform/product/kind[>band]@effectiveFrom`, with `registry/` in front where the registry says it. */
  readonly id: string;
  readonly platform: string;
  /** Id of the model, tuning offer, component or GPU that is priced. */
  readonly product: string;
  readonly kind: PriceKind;
  /** Set when the price is for requests whose prompt is longer than this many tokens; the whole request pays it. */
  readonly aboveTokens?: number;
  readonly unit: PriceUnit;
  /** The published figure, as a decimal string, never rounded. */
  readonly amount: string;
  /** The same figure as a number of USD, for arithmetic. */
  readonly usd: number;
  readonly effectiveFrom: IsoDate;
  /**
   * How sure that day is, where nobody named it: the price was seen on it and held `or-earlier`, or the day is
   * `remembered`. Absent for a day that is sure, and for prices since the first look at them.
   */
  readonly fromIs?: 'or-earlier' | 'remembered';
  /** First day on which this price no longer holds, if one is known. */
  readonly effectiveUntil?: IsoDate;
  readonly marks: readonly PriceMark[];
}

/** A date that somebody announced. */
export interface DatedFact extends Provenance {
  readonly date: IsoDate;
  /** True when the source says "this day or later". */
  readonly orLater: boolean;
}

/** Token prices of one callable thing on one day. A missing kind is not offered or not known. */
export interface Rates {
  readonly input?: PriceFact;
  readonly cachedInput?: PriceFact;
  readonly cacheWrite?: PriceFact;
  readonly output?: PriceFact;
  readonly batchInput?: PriceFact;
  readonly batchCachedInput?: PriceFact;
  readonly batchOutput?: PriceFact;
  /** Prices of the whole request once its prompt is longer than `aboveTokens`. */
  readonly longPrompt?: { readonly aboveTokens: number; readonly rates: Rates };
}

/** Size class by the seller's own positioning; an assumption of the catalogue, used to choose candidates. */
export type ModelTier = 'small' | 'medium' | 'large';

/** A model that can be called on a platform. */
export interface Model {
  /** Unique in the book, for example `gpt-6-luna`, or `groq/llama-3.3-70b` where several hosts serve one model. */
  readonly id: string;
  readonly name: string;
  /** Who made it. */
  readonly provider: string;
  /** Who serves it under these prices. */
  readonly platform: string;
  readonly tier: ModelTier;
  /** True when nobody has placed the model, and its tier is guessed from its price. */
  readonly tierIsGuess?: true;
  readonly releasedOn?: IsoDate;
  /** Largest prompt in tokens, where known. */
  readonly maxInputTokens?: number;
  /** Shortest prompt prefix that caching applies to, in tokens; `undefined` where the seller offers no caching. */
  readonly cacheFloorTokens?: number;
  /** Minutes that a cached prefix lives without a call; `undefined` where unknown. */
  readonly cacheLifeMinutes?: number;
  /** First day on which the model no longer answers, if announced. */
  readonly endsOn?: DatedFact;
  /** When a registry thinks that the model ends: often wrong, shown with its source, never reckoned with. */
  readonly endHint?: DatedFact;
  /** What the seller names in its place. */
  readonly replacement?: string;
  /** Id of the tuning offer that it was tuned on, for a tuned model of a team's own: its prices and its end are the offer's. */
  readonly tunedOn?: string;
  /** True for models of their seller's current generation: weighed when the workload names no candidates. */
  readonly candidate: boolean;
  /** Other names by which people ask for it; exact ids only, never prefixes. */
  readonly aliases: readonly string[];
}

/** Who may start a tuning job. `existing`: whom the seller counts as a customer already; the note of its source says who. `active-existing`: organisations that ran a tuned model in the 60 days before 2026-07-02. */
export type TuningEligibility = 'nobody' | 'active-existing' | 'existing' | 'anyone';

/** A base model that somebody tunes as a service. */
export interface TuningOffer {
  /** Unique: `platform/base[/method]`. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
  /** Id of the base in `models`, where the base is also sold untuned. */
  readonly baseModel?: string;
  readonly tier: ModelTier;
  /** `preference` trains on pairs of answers, `reinforcement` on a grader: neither takes examples as the others do. */
  readonly method: 'supervised' | 'lora' | 'full' | 'preference' | 'reinforcement';
  readonly eligibility: TuningEligibility;
  /** Provenance and wording of the eligibility. */
  readonly eligibilitySource: Provenance;
  /** First day on which no new job may be started. */
  readonly closesOn?: DatedFact;
  /** First day on which the tuned model no longer answers. */
  readonly endsOn?: DatedFact;
  readonly replacement?: string;
  /** `tokens`: the tuned model is billed per token. `dedicated`: it runs on GPUs rented by the hour and has no token price. */
  readonly serving: 'tokens' | 'dedicated';
  /** GPUs that serving needs at the least; only for `dedicated`. */
  readonly gpus?: number;
  readonly minimumExamples?: number;
  readonly advisedExamples?: number;
  readonly defaultEpochs?: number;
  /** True where the examples kept apart for validation are billed like training, each time they are read. */
  readonly billsValidation?: boolean;
  readonly cacheFloorTokens?: number;
  /** True where it stands for any model of a size: the price of whatever is tuned, but no model to recommend. */
  readonly anyModel?: boolean;
  /** Calls a minute that the tuned model answers at the most, where the seller limits them. */
  readonly maxCallsPerMinute?: number;
}

/** Prices of a tuning offer on one day. */
export interface TuningPrices {
  readonly training?: PriceFact;
  readonly minimumFee?: PriceFact;
  readonly hostingHour?: PriceFact;
  readonly storageMonth?: PriceFact;
  /** Token rates of the tuned model; empty for dedicated serving. */
  readonly rates: Rates;
}

/**
 * Something else that a plan may buy: an embedding model, a re-ranker, a vector store, a GPU that holds a language model
 * (`gpu`), or what an encoder runs on: one small GPU, or a machine of two processor cores (`cpu`).
 */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly kind: 'embedding' | 'rerank' | 'vector-store' | 'gpu' | 'small-gpu' | 'cpu';
  /** True for the one that the engine takes when the workload names none. */
  readonly isDefault: boolean;
}

/** Everything that is known about prices, with look-ups by day. Immutable. */
export interface PriceBook {
  /** Changes whenever any fact changes; shown with every advice. */
  readonly version: string;
  /** The newest `checkedOn` in the book. */
  readonly checkedOn: IsoDate;
  readonly facts: readonly PriceFact[];
  readonly models: readonly Model[];
  readonly tuningOffers: readonly TuningOffer[];
  readonly components: readonly Component[];
  /** The model of exactly this id or alias (case-insensitive), or the team's own of this name (`ft:...`, `own/...`), or `undefined`. */
  findModel(idOrAlias: string): Model | undefined;
  /** Token rates of a model on a day. */
  ratesOf(modelId: string, on: IsoDate): Rates;
  /** Prices of a tuning offer on a day. */
  tuningPricesOf(offerId: string, on: IsoDate): TuningPrices;
  /** The price of a component on a day, or `undefined` when it is not known. */
  componentPrice(componentId: string, on: IsoDate): PriceFact | undefined;
  /** Days after `after` and before `until` on which a price of this model, offer or component changes, ascending. */
  changeDays(productId: string, after: IsoDate, until: IsoDate): readonly IsoDate[];
}
