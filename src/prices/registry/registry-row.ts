import type { Statement } from '../feeds/voices.js';
import type { IsoDate, PriceFact, PriceKind } from '../price-book.js';

/** What a registry row is for. Rows of other modes (images, speech, video, ...) have no price that we carry. */
export const ROW_MODES = ['chat', 'completion', 'responses', 'embedding', 'rerank'] as const;
export type RowMode = (typeof ROW_MODES)[number];

/** The units of prices in feeds, once they are ours. By the hour and month only sellers' own lists state prices. */
export const REGISTRY_UNITS = ['usdPerMTok', 'usdPerThousandSearches', 'usdPerHour', 'usdPerMonth'] as const;
export type RegistryUnit = (typeof REGISTRY_UNITS)[number];

/** One price of a row, as the registry states it. Nothing is judged yet: it may be zero, negative or absurd. */
export interface RegistryPrice {
  readonly kind: PriceKind;
  /** Set when the price is for prompts longer than this many tokens. */
  readonly aboveTokens?: number;
  readonly unit: RegistryUnit;
  /** Decimal string in `unit`. */
  readonly amount: string;
  /** What each feed says of it, where another one than the registry has spoken. */
  readonly said?: readonly Statement[];
}

/** One product of the registry. */
export interface RegistryRow {
  /** The registry's key, exactly as written there: platform and region stay in it. */
  readonly key: string;
  /** The registry's name for the seller. */
  readonly provider: string;
  readonly mode: RowMode;
  readonly prices: readonly RegistryPrice[];
  /**
   * Set when the key is a name that may come to stand for another model: `latest` when it says so, `undated`
   * when the registry also holds the same name with a date.
   */
  readonly alias?: 'latest' | 'undated';
  /** When the registry thinks that the product ends. A hint: it is often wrong, and mostly past. */
  readonly deprecatedOnHint?: IsoDate;
  /** What the registry calls the longest input, in tokens. A hint: sometimes it is the whole window. */
  readonly maxInputTokensHint?: number;
}

/** Which of a row's prices this is: equal for the same price of two snapshots. */
export function priceKeyOf(price: Pick<PriceFact, 'kind' | 'aboveTokens' | 'unit'>): string {
  return `${price.kind}>${price.aboveTokens ?? ''} ${price.unit}`;
}

/** The price of a row of one kind in one prompt band, in any unit. */
export function priceOf(
  row: RegistryRow,
  kind: PriceKind,
  aboveTokens: number | undefined,
): RegistryPrice | undefined {
  return row.prices.find((price) => price.kind === kind && price.aboveTokens === aboveTokens);
}

/** What a row sells: calls, whatever their way, embeddings or re-ranking. */
export function sortOf({ mode }: RegistryRow): 'call' | 'embedding' | 'rerank' {
  return mode === 'embedding' || mode === 'rerank' ? mode : 'call';
}
