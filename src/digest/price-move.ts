import type { IsoDate, PriceKind, PriceUnit } from '../prices/price-book.js';

/**
 * What happened to a price between two looks.
 *
 * - `changed`: the seller moved it.
 * - `came-due`: it was foretold, and its day has come: a promotion ended, an announced price is in force.
 * - `announced`: it is foretold for a later day; nothing has moved yet.
 * - `corrected`: a source had been wrong; nobody's bill moved.
 * - `first-priced`: it was not known before; never a rise.
 * - `withdrawn`: it is no longer sold at a known price.
 */
export const PRICE_MOVE_KINDS = [
  'changed',
  'came-due',
  'announced',
  'corrected',
  'first-priced',
  'withdrawn',
] as const;

export type PriceMoveKind = (typeof PRICE_MOVE_KINDS)[number];

/** One price of one product, on the old day in the old price book and on the new day in the new one. */
export interface PriceMove {
  readonly kind: PriceMoveKind;
  /** Id of the model, tuning offer, component or GPU. */
  readonly product: string;
  /** Its name as people read it. */
  readonly productName: string;
  /** Who sells it. */
  readonly provider: string;
  readonly priceKind: PriceKind;
  /** Set when the price is for prompts longer than this many tokens. */
  readonly aboveTokens?: number;
  readonly unit: PriceUnit;
  /** USD per unit; `null` when there was or is no known price. */
  readonly oldUsd: number | null;
  readonly newUsd: number | null;
  /** Day from which the new price holds, where that is known. */
  readonly from?: IsoDate;
  /** Moves of one cause share this; they become one line. */
  readonly cause: string;
}

/** Share by which a price moved: -0.2 is a fifth less. `null` where one side is unknown or was free. */
export function shareOf({ oldUsd, newUsd }: Pick<PriceMove, 'oldUsd' | 'newUsd'>): number | null {
  return oldUsd === null || newUsd === null || oldUsd === 0 ? null : newUsd / oldUsd - 1;
}

/** What moves a bill most comes first; the other kinds follow. */
const HEAVIEST: readonly PriceKind[] = ['input', 'output', 'training', 'hostingHour', 'cachedInput'];

/** Rank of a move among those of one product: 0 moves a bill most. What holds already comes before what is announced. */
export function weightOf({ priceKind, kind, aboveTokens }: PriceMove): number {
  const rank = HEAVIEST.indexOf(priceKind);
  const weight = rank === -1 ? HEAVIEST.length : rank;
  return weight + (kind === 'announced' ? 0.5 : 0) + (aboveTokens === undefined ? 0 : HEAVIEST.length);
}
