import { addDays, daysBetween } from '../engine/calendar.js';
import type { IsoDate } from '../prices/price-book.js';
import type { End } from './causes.js';
import type { DatedBook } from './dated-book.js';
import { type Digest, MAX_KEPT, type Shutdown } from './digest.js';
import type { Redecided } from './redecided.js';

/** Ends are told this many days ahead, and people reminded of them on these days. */
export const AHEAD_DAYS = 90;
const REMINDER_DAYS = [AHEAD_DAYS, 30, 7];
/** From this many days before the last day to act on, an end is news every week. */
const NEAR_DAYS = 14;
const MAX_NAMES = 5;

/** Every announced end of a model or tuning offer. */
export function endsBetween(old: DatedBook, now: DatedBook): readonly End[] {
  const knownThen = new Set(endsIn(old).map(keyOf));
  return endsIn(now).map((end) => ({ ...end, isNewlyAnnounced: !knownThen.has(keyOf(end)) }));
}

function keyOf({ product, what, on }: Omit<End, 'isNewlyAnnounced'>): string {
  return JSON.stringify([product, what, on]);
}

function endsIn({ book }: DatedBook): readonly Omit<End, 'isNewlyAnnounced'>[] {
  const models = book.models.flatMap(({ id: product, name, endsOn }) =>
    endsOn === undefined
      ? []
      : [{ product, name, what: 'answers' as const, on: endsOn.date, orLater: endsOn.orLater }],
  );
  const offers = book.tuningOffers.flatMap(({ id: product, name, endsOn, closesOn }) => [
    ...(endsOn === undefined
      ? []
      : [{ product, name, what: 'answers' as const, on: endsOn.date, orLater: endsOn.orLater }]),
    ...(closesOn === undefined
      ? []
      : [{ product, name, what: 'jobs' as const, on: closesOn.date, orLater: closesOn.orLater }]),
  ]);
  return [...models, ...offers];
}

/** The ends within 90 days, since the last look, or announced since then, of something that an estimate's present or chosen plan uses. */
export function shutdownsOf(
  all: readonly Redecided[],
  ends: readonly End[],
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Digest['shutdowns'] {
  const horizon = addDays(until, AHEAD_DAYS);
  const touching = ends
    .filter(({ on, isNewlyAnnounced }) => on > from && (on <= horizon || isNewlyAnnounced))
    .flatMap((end): Shutdown[] => {
      const touched = all.filter((one) => touches(end, one));
      const shutdown = shutdownOf(end, touched, { from, until });
      return shutdown === undefined ? [] : [shutdown];
    })
    .sort((a, b) => a.lastDayToAct.localeCompare(b.lastDayToAct) || a.name.localeCompare(b.name));
  return { ends: touching.slice(0, MAX_KEPT), count: touching.length };
}

/** A closing day concerns those who are to start a job; an end, those who call the thing or are to. */
function touches({ product, what }: End, { uses }: Redecided): boolean {
  return uses.chosen.includes(product) || (what === 'answers' && uses.present.includes(product));
}

function shutdownOf(
  end: End,
  touched: readonly Redecided[],
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Shutdown | undefined {
  const slowestFirst = [...touched].sort((a, b) => leadDays(end, b) - leadDays(end, a));
  const [slowest] = slowestFirst;
  if (slowest === undefined) return undefined;
  const lastDayToAct = addDays(end.on, -1 - leadDays(end, slowest));
  const isReminder = isRemindedOf(end.on, { from, until });
  return {
    name: end.name,
    what: end.what,
    on: end.on,
    orLater: end.orLater,
    daysLeft: daysBetween(until, end.on),
    lastDayToAct,
    planTitle: slowest.after.planTitle,
    deployDays: slowest.deployDays,
    movesAway: movesAway(end, slowest),
    estimateNames: slowestFirst.slice(0, MAX_NAMES).map(({ estimate }) => estimate.name),
    estimateCount: touched.length,
    isNewlyAnnounced: end.isNewlyAnnounced,
    isReminder,
    isNews: end.isNewlyAnnounced || isReminder || daysBetween(until, lastDayToAct) <= NEAR_DAYS,
  };
}

/** Whether a day came within 90, 30 or 7 days between two looks: so each is said once, by windows that follow one another. */
function isRemindedOf(
  on: IsoDate,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): boolean {
  return REMINDER_DAYS.some((days) => daysBetween(from, on) > days && daysBetween(until, on) <= days);
}

function movesAway({ product }: End, { uses }: Redecided): boolean {
  return !uses.chosen.includes(product);
}

/** Whole days that the move away takes; none where the decision is to stay, or to start a job. */
function leadDays(end: End, one: Redecided): number {
  return movesAway(end, one) ? Math.ceil(one.deployDays) : 0;
}
