import { daysBetween } from '../engine/calendar.js';
import type { IsoDate } from '../prices/price-book.js';
import { type Budget, stateOfBudget } from '../workspace/budget.js';
import type { KeptTune } from '../workspace/tune.js';
import type { Digest } from './digest.js';
import type { DigestWindow } from './ports.js';
import { isRemindedOf } from './shutdowns.js';

/** What a workspace has set itself: budgets, and days by which tunes are trained again. By the names of their estimates. */
export interface OwnDates {
  readonly names: ReadonlyMap<string, string>;
  readonly budgets: readonly Budget[];
  readonly retrainings: readonly Pick<KeptTune, 'estimateId' | 'retrainBy'>[];
}

/** Budgets of which it was seen in the window that they are passed, or will be: each once, by windows that follow one another. */
export function budgetNews({ names, budgets }: OwnDates, { from, until }: DigestWindow): Digest['budgets'] {
  const isNew = (seen: Date | undefined) => seen !== undefined && seen > from && seen <= until;
  return budgets.flatMap((budget): Digest['budgets'] => {
    const { estimateId, usdPerMonth: budgetUsd, measured, passedAt, trendAt } = budget;
    const name = names.get(estimateId);
    if (name === undefined || measured === undefined || !(isNew(passedAt) || isNew(trendAt))) return [];
    const { usdPerMonth: spentUsd, growthPerMonth, fromDay, toDay } = measured;
    const state = stateOfBudget(budgetUsd, measured);
    return [
      {
        name,
        budgetUsd,
        spentUsd,
        from: fromDay,
        to: toDay,
        ...(growthPerMonth !== undefined && { growthPerMonth }),
        ...(state.kind === 'trend' && { passesOn: state.on }),
      },
    ];
  });
}

/** Tunes whose day to be trained again came within 90, 30 or 7 days between two looks. */
export function retrainingNews(
  { names, retrainings }: OwnDates,
  days: { readonly from: IsoDate; readonly until: IsoDate },
): Digest['retrainings'] {
  return retrainings
    .filter(({ retrainBy }) => isRemindedOf(retrainBy, days))
    .flatMap(({ estimateId, retrainBy: on }) => {
      const name = names.get(estimateId);
      return name === undefined ? [] : [{ name, on, daysLeft: daysBetween(days.until, on) }];
    })
    .sort((a, b) => a.on.localeCompare(b.on));
}
