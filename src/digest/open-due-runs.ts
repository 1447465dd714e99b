import type { Logger } from 'pino';
import type { DigestRuns } from '../store/digest-runs.js';
import type { Subscriptions } from '../store/subscriptions.js';
import type { Subscription } from '../workspace/subscription.js';
import { dayIn, lastAlertAt, lastDueAt, latestNextDue, nextAlertAfter, nextDueAfter, weekOf } from './due.js';

/** What looking for due digests needs. */
export interface DueWork {
  readonly subscriptions: Pick<Subscriptions, 'due' | 'reschedule'>;
  readonly runs: Pick<DigestRuns, 'open'>;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** Subscriptions read at once. */
const BATCH = 200;

/**
 * Opens a run for every digest and every alert that is due by the clock, and sets the next times. Of several weeks or
 * days that were missed the last one alone gets a run: it covers them all. Can be repeated and run on several
 * instances: a run is opened once.
 */
export async function openDueRuns(work: DueWork): Promise<void> {
  const now = work.clock();
  for (;;) {
    const { due, unreadable } = await work.subscriptions.due(now, latestNextDue(now), BATCH);
    for (const one of unreadable) work.logger.error(one, 'A subscription cannot be read and gets no digest');
    for (const subscription of due) await openRun(work, subscription, now);
    if (due.length + unreadable.length < BATCH || due.length === 0) return;
  }
}

async function openRun(
  { subscriptions, runs }: DueWork,
  subscription: Subscription,
  now: Date,
): Promise<void> {
  const { schedule, workspaceId, id: subscriptionId, nextRunAt, nextAlertAt } = subscription;
  if (nextRunAt <= now) {
    const dueAt = new Date(Math.max(lastDueAt(schedule, now).getTime(), nextRunAt.getTime()));
    await runs.open({ workspaceId, subscriptionId, week: weekOf(dueAt, schedule.timeZone) }, dueAt, now);
  }
  const lastAlert = lastAlertAt(schedule, now);
  const isAlertDue = nextAlertAt !== undefined && nextAlertAt <= now && lastAlert !== undefined;
  // A digest that is due, late as it may be, says the same: one message is enough.
  if (isAlertDue && nextRunAt > now) {
    const dueAt = new Date(Math.max(lastAlert.getTime(), nextAlertAt.getTime()));
    await runs.open({ workspaceId, subscriptionId, week: dayIn(dueAt, schedule.timeZone) }, dueAt, now);
  }
  const next = nextAlertAfter(schedule, now);
  await subscriptions.reschedule(subscription, {
    nextRunAt: nextRunAt <= now || nextRunAt > latestNextDue(now) ? nextDueAfter(schedule, now) : nextRunAt,
    ...(next !== undefined && { nextAlertAt: next }),
  });
}
