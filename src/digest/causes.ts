import type { IsoDate } from '../prices/price-book.js';
import type { Cause } from './digest.js';
import { type PriceMove, shareOf, weightOf } from './price-move.js';
import type { Redecided } from './redecided.js';

/** Something that has an announced end. */
export interface End {
  /** Id of the model or tuning offer. */
  readonly product: string;
  readonly name: string;
  /** `answers`: it no longer answers from `on`. `jobs`: no tuning job may be started from `on`. */
  readonly what: 'answers' | 'jobs';
  readonly on: IsoDate;
  readonly orLater: boolean;
  /** True when the day was not known at the last look. */
  readonly isNewlyAnnounced: boolean;
}

/** What may have moved decisions between the two days. */
export interface Happened {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly moves: readonly PriceMove[];
  readonly ends: readonly End[];
  /** Names of new models, by id. */
  readonly newModels: ReadonlyMap<string, string>;
}

/** Causes that are named for one decision; more than a reader takes in are left to the price list. */
const MAX_CAUSES = 3;

/**
 * Why a decision moved: what happened, between the two days, to the things that it is made of. Where nothing did,
 * the remaining life of one of them is shorter; else the cause is `other`.
 */
export function causesOf(redecided: Redecided, happened: Happened): readonly Cause[] {
  if (redecided.bySettings) return [{ kind: 'settings' }];
  const { present, chosen, stood } = redecided.uses;
  const involved = new Set([...chosen, ...stood, ...present]);
  const newcomers = chosen
    .filter((product) => !stood.includes(product))
    .flatMap((product): Cause[] => {
      const name = happened.newModels.get(product);
      return name === undefined ? [] : [{ kind: 'new-model', name }];
    });
  const ended = happened.ends
    .filter(({ product, on }) => involved.has(product) && on > happened.from && on <= happened.until)
    .map(({ what, name, on }): Cause => ({ kind: 'ended', what, name, on }));
  const causes = [...ended, ...newcomers, ...priceCauses(happened.moves, involved)];
  if (causes.length > 0) return causes.slice(0, MAX_CAUSES);
  const ending = happened.ends
    .filter(({ product, on }) => involved.has(product) && on > happened.until)
    .sort((a, b) => a.on.localeCompare(b.on))[0];
  return ending === undefined ? [{ kind: 'other' }] : [{ kind: 'ending', name: ending.name, on: ending.on }];
}

/** One cause per product and direction: the price of it that weighs most. */
function priceCauses(moves: readonly PriceMove[], involved: ReadonlySet<string>): readonly Cause[] {
  const best = new Map<string, PriceMove>();
  for (const move of moves) {
    if (!involved.has(move.product) || move.aboveTokens !== undefined) continue;
    const known = best.get(move.product);
    if (known === undefined || weightOf(move) < weightOf(known)) best.set(move.product, move);
  }
  return [...best.values()]
    .sort((a, b) => Math.abs(shareOf(b) ?? 1) - Math.abs(shareOf(a) ?? 1))
    .map(({ kind, productName, priceKind, oldUsd, newUsd, from }) => ({
      kind: 'price',
      move: kind,
      productName,
      priceKind,
      oldUsd,
      newUsd,
      ...(from !== undefined && { from }),
    }));
}
