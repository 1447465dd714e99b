import { voiceNames } from '../../feeds/voices.js';
import { agrees } from '../../feeds/vote.js';
import type { PriceEventKind } from '../../price-event.js';
import { productOfRow } from '../catalogue-key.js';
import type { PriceDifference } from '../compare-registries.js';
import { sameAmount } from '../decimal-amount.js';
import { withoutDate } from '../key-names.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow } from '../registry-row.js';
import type { GateContext, MoveFinding } from './gate-context.js';
import type { MassMove } from './mass-corrections.js';
import { judgeState } from './state-rules.js';
import { isTenfold } from './tenfold.js';

/** A price that differs between two snapshots, and what surrounds it. */
export interface Move extends PriceDifference {
  readonly massMove?: MassMove;
  /** The other rows of the later snapshot with the same name and a date behind it. */
  readonly datedTwins: readonly RegistryRow[];
}

type MoveRule = (move: Move, context: GateContext) => MoveFinding | undefined;

/** The first rule that speaks decides; a move that none speaks of is a plain change and may be told. */
const MOVE_RULES: readonly MoveRule[] = [
  priceGoneIsWithdrawn,
  newStateDecides,
  firstPriceIsNoRise,
  mendedPriceIsCorrection,
  outvotedPriceIsCorrection,
  caughtUpWithCatalogue,
  announcedPriceWaitsForItsDay,
  olderPriceIsHeld,
  rePointedAliasIsHeld,
  massMoveIsOneCorrection,
  tenfoldMoveIsHeld,
];

const PLAIN_CHANGE = { kind: 'changed', disposition: 'announce' } as const;

/** What the gate makes of one move. */
export function judgeMove(move: Move, context: GateContext): MoveFinding | typeof PLAIN_CHANGE {
  for (const rule of MOVE_RULES) {
    const finding = rule(move, context);
    if (finding) return finding;
  }
  return PLAIN_CHANGE;
}

/** A price that the row no longer has is not known any more; nobody said that it moved. */
function priceGoneIsWithdrawn({ new: now }: Move): MoveFinding | undefined {
  if (now) return undefined;
  return {
    rule: 'price-gone',
    kind: 'removed',
    disposition: 'unknown',
    reason: 'The registry no longer states this price.',
  };
}

/** T2, T5, T6, T7, T11, T14, T15: whatever it was before, a price that cannot stand is not told. */
function newStateDecides(move: Move, context: GateContext): MoveFinding | undefined {
  const finding = move.new && judgeState(move.new, move.after, context);
  if (!finding) return undefined;
  const kind = kindByPresence(move);
  return { ...finding, kind: kind === 'changed' && finding.rule === 'zero-price' ? 'removed' : kind };
}

/** T8: a price where none was known before is a first price, however high it is. */
function firstPriceIsNoRise({ old }: Move): MoveFinding | undefined {
  if (old && Number(old.amount) > 0) return undefined;
  return {
    rule: 'zero-price',
    kind: 'first-priced',
    disposition: 'announce',
    reason: 'No price was known before.',
  };
}

/** T3, T5: where the old price could not stand, the new one mends it: no cut, and no rise. */
function mendedPriceIsCorrection(move: Move, context: GateContext): MoveFinding | undefined {
  const finding = move.old && judgeState(move.old, move.before, context);
  if (!finding) return undefined;
  return {
    rule: finding.rule === 'impossible-price' ? 'mended-impossible-price' : finding.rule,
    kind: 'corrected',
    disposition: 'announce',
    reason: `The old price was wrong: ${finding.reason}`,
  };
}

/**
 * A price that is another only because a feed was heard for the first time, or another majority came about without
 * anybody of it having moved, was wrong before: the seller did not move it.
 */
function outvotedPriceIsCorrection({ old, new: now }: Move): MoveFinding | undefined {
  const amount = now?.amount;
  if (amount === undefined || now?.said === undefined) return undefined;
  const agreeing = now.said.filter((one) => agrees(one.amount, amount));
  const earlier = old?.said ?? (old ? [{ voice: 'litellm', amount: old.amount }] : []);
  const hasMoved = agreeing.some(({ voice, amount: word }) =>
    earlier.some((one) => one.voice === voice && !agrees(one.amount, word)),
  );
  if (hasMoved) return undefined;
  return {
    rule: 'outvoted',
    kind: 'corrected',
    disposition: 'announce',
    reason: `${voiceNames(agreeing.map(({ voice }) => voice))} read ${amount}, and none of them has moved.`,
  };
}

/** A price that arrives at what the catalogue has known all along is no news. */
function caughtUpWithCatalogue(move: Move, context: GateContext): MoveFinding | undefined {
  const { current } = curatedOf(move, context);
  if (!current || !move.new || !sameAmount(current.amount, move.new.amount)) return undefined;
  return {
    rule: 'caught-up',
    kind: 'corrected',
    disposition: 'announce',
    reason: `The registry has caught up with the catalogue, which has had this price since ${current.effectiveFrom}.`,
  };
}

/** T19: a price that was announced for a later day is not in force because a list already shows it. */
function announcedPriceWaitsForItsDay(move: Move, context: GateContext): MoveFinding | undefined {
  const { later } = curatedOf(move, context);
  const announced = later.find((fact) => move.new && sameAmount(fact.amount, move.new.amount));
  if (!announced) return undefined;
  return {
    rule: 'announced-later',
    kind: 'changed',
    disposition: 'hold',
    reason: `This price was announced for ${announced.effectiveFrom}, which has not come yet.`,
  };
}

/** T19: an older record never replaces a newer one. */
function olderPriceIsHeld(move: Move, context: GateContext): MoveFinding | undefined {
  const { current, earlier } = curatedOf(move, context);
  const older = earlier.find((fact) => move.new && sameAmount(fact.amount, move.new.amount));
  if (!current || !older) return undefined;
  return {
    rule: 'older-price',
    kind: 'changed',
    disposition: 'hold',
    reason: `This is the price of before ${current.effectiveFrom}: the registry may have gone back to an older state.`,
  };
}

/** T9: a name without a date that moves while the dated model keeps its price now stands for another model. */
function rePointedAliasIsHeld({ after, old, datedTwins }: Move): MoveFinding | undefined {
  if (after.alias !== 'undated' || !old) return undefined;
  const twin = datedTwins.find((row) => priceIn(row, old)?.amount === old.amount);
  if (!twin) return undefined;
  return {
    rule: 'alias',
    kind: 're-pointed',
    disposition: 'hold',
    reason: `${twin.key} keeps the old price: the name without a date may now stand for another model.`,
  };
}

/** T1: a whole provider mended at once. */
function massMoveIsOneCorrection({ massMove }: Move): MoveFinding | undefined {
  if (!massMove) return undefined;
  const { provider, fieldCount, modelCount, believable } = massMove;
  const what = `${fieldCount} prices of ${modelCount} models at ${provider} moved by one ratio`;
  return {
    rule: 'mass-correction',
    kind: 'corrected',
    disposition: believable ? 'announce' : 'hold',
    reason: believable
      ? `${what}: a unit was mended.`
      : `${what}, but not to lower and likely prices: it may be a new mistake of unit.`,
  };
}

/** T4: a decimal point may have slipped. */
function tenfoldMoveIsHeld({ old, new: now }: Move): MoveFinding | undefined {
  if (!old || !now || !isTenfold(old.amount, now.amount)) return undefined;
  return {
    rule: 'tenfold-move',
    kind: 'changed',
    disposition: 'hold',
    reason: `From ${old.amount} to ${now.amount} is a move of ten times or more: a decimal point may have slipped.`,
  };
}

function curatedOf(
  { after, new: now, old }: Move,
  context: GateContext,
): ReturnType<GateContext['findCurated']> {
  const price = now ?? old;
  return price
    ? context.findCurated(productOfRow(after, context.findProduct), price)
    : { earlier: [], later: [] };
}

function kindByPresence({ old }: Move): PriceEventKind {
  return old && Number(old.amount) > 0 ? 'changed' : 'first-priced';
}

function priceIn(row: RegistryRow, like: RegistryPrice): RegistryPrice | undefined {
  return row.prices.find((price) => priceKeyOf(price) === priceKeyOf(like));
}

/** Finds for each undated name the rows of the same provider that carry a date. */
export function datedTwinsIn(rows: readonly RegistryRow[]): (row: RegistryRow) => readonly RegistryRow[] {
  const twins = new Map<string, RegistryRow[]>();
  for (const row of rows) {
    const bare = withoutDate(row.key);
    if (bare === undefined) continue;
    const name = `${row.provider} ${bare}`;
    twins.set(name, [...(twins.get(name) ?? []), row]);
  }
  return (row) => twins.get(`${row.provider} ${row.key}`) ?? [];
}
