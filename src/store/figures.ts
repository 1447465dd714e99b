import { and, count, desc, eq, gt, inArray, lte, max, min, ne } from 'drizzle-orm';
import type { Database } from './database.js';
import { RUN_STATES, type RunState, WORKING } from './digest-runs.js';
import { digestRuns, priceEvents, registrySyncs, subscriptions } from './schema/index.js';

/** How the store stands, over all workspaces: numbers for the operator. */
export interface StoreFigures {
  /** Since when the most overdue digest has been due; absent when none is. */
  readonly oldestDueAt?: Date;
  /** Digest runs that changed in the last seven days, by state. */
  readonly runs: Readonly<Record<RunState, number>>;
  /** When the price registry was last looked at and not refused; absent when it never was. */
  readonly feedTakenAt?: Date;
  readonly isFeedRefused: boolean;
  /** Price changes that wait for the operator. */
  readonly heldBack: number;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** Reads how the store stands at a moment. */
export async function readStoreFigures(database: Database, now: Date): Promise<StoreFigures> {
  const [[waiting], [underWay], states, [held], [taken], [last]] = await Promise.all([
    database
      .select({ at: min(subscriptions.nextRunAt) })
      .from(subscriptions)
      .where(and(eq(subscriptions.status, 'active'), lte(subscriptions.nextRunAt, now))),
    database
      .select({ at: min(digestRuns.dueAt) })
      .from(digestRuns)
      .where(inArray(digestRuns.state, [...WORKING])),
    database
      .select({ state: digestRuns.state, count: count() })
      .from(digestRuns)
      .where(
        and(
          inArray(digestRuns.state, [...RUN_STATES]),
          gt(digestRuns.updatedAt, new Date(now.getTime() - WEEK_MS)),
        ),
      )
      .groupBy(digestRuns.state),
    database.select({ count: count() }).from(priceEvents).where(eq(priceEvents.status, 'held')),
    database
      .select({ at: max(registrySyncs.finishedAt) })
      .from(registrySyncs)
      .where(ne(registrySyncs.outcome, 'refused')),
    database
      .select({ outcome: registrySyncs.outcome })
      .from(registrySyncs)
      .orderBy(desc(registrySyncs.seq))
      .limit(1),
  ]);
  const counts = new Map(states.map((row) => [row.state, row.count]));
  const countOf = (state: RunState) => counts.get(state) ?? 0;
  const due = [waiting?.at, underWay?.at].flatMap((at) => at ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    ...(due[0] !== undefined && { oldestDueAt: due[0] }),
    runs: {
      claimed: countOf('claimed'),
      composed: countOf('composed'),
      posting: countOf('posting'),
      posted: countOf('posted'),
      quiet: countOf('quiet'),
      unknown: countOf('unknown'),
      failed: countOf('failed'),
      skipped: countOf('skipped'),
    },
    heldBack: held?.count ?? 0,
    ...(taken?.at && { feedTakenAt: taken.at }),
    isFeedRefused: last?.outcome === 'refused',
  };
}
