import { LRUCache } from 'lru-cache';
import type { Advisor } from '../advisor/advisor.js';
import { pipelineOf } from '../decisions/pipeline.js';
import { realisedById } from '../decisions/realised.js';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Database } from '../store/database.js';
import { createDigestRuns, type RunKind } from '../store/digest-runs.js';
import { createSubscriptions, type Subscriptions } from '../store/subscriptions.js';
import type { Workspaces } from '../store/workspaces.js';
import { adviseFor } from '../workspace/advise-for.js';
import type { NextTimes, Subscription } from '../workspace/subscription.js';
import type { Digest } from './digest.js';
import { nextTimesAfter } from './due.js';
import { type DigestSources, gatherDigest } from './gather-digest.js';
import type { DigestWindow } from './ports.js';

/** Books kept ready: one digest asks for the same instant several times. */
const BOOKS_KEPT = 4;

/** Prices as they were known at one time or another. */
export interface PriceHistory {
  /** The list prices as they were known at an instant, or first, when nothing had been recorded by then. */
  at(instant: Date): Promise<PriceBook>;
  /** Price changes that wait for the operator. */
  heldBackCount(): Promise<number>;
}

/** What people can ask about digests, independent of what sends them. */
export interface DigestDesk {
  readonly subscriptions: Subscriptions;
  /** When digest and alert of a subscription come next, if it is to follow a schedule from now on. */
  nextTimes(
    subscription: Pick<Subscription, 'workspaceId' | 'schedule'> & { readonly id?: string },
    now: Date,
  ): Promise<NextTimes>;
  /**
   * What a digest or an alert says of a stretch of time. Keeps the newest decision of each watched estimate, and tells
   * nobody.
   */
  gather(
    subscription: Pick<Subscription, 'workspaceId' | 'channelId' | 'content'>,
    window: DigestWindow,
    kind?: RunKind,
  ): Promise<Digest>;
}

/** The desk over a store, an advisor and a history of prices. */
export function createDigestDesk(options: {
  readonly database: Database;
  readonly workspaces: Workspaces;
  readonly advisor: Pick<Advisor, 'redecide'>;
  readonly prices: PriceHistory;
}): DigestDesk {
  const { database, workspaces, advisor, prices } = options;
  const runs = createDigestRuns(database);
  const books = new LRUCache<number, PriceBook>({ max: BOOKS_KEPT });
  async function listAt(instant: Date): Promise<PriceBook> {
    const kept = books.get(instant.getTime());
    if (kept !== undefined) return kept;
    const book = await prices.at(instant);
    books.set(instant.getTime(), book);
    return book;
  }

  const sources: DigestSources = {
    async watchedEstimates(workspaceId) {
      const { estimates } = await workspaces.estimates.list(workspaceId);
      return estimates.filter(({ watched }) => watched);
    },
    async situation(workspaceId, pricesAt, settingsAt) {
      const basis = await workspaces.basis(workspaceId, await listAt(pricesAt), settingsAt);
      return { ...basis, asOf: dayOf(pricesAt) };
    },
    async pipeline(workspaceId, book) {
      const { estimates } = await workspaces.estimates.list(workspaceId);
      const actuals = await workspaces.actuals.list(workspaceId);
      return pipelineOf(estimates, book, realisedById(estimates, actuals));
    },
    heldBackCount: () => prices.heldBackCount(),
    decide: (workload, { asOf, ...basis }) =>
      adviseFor((question) => advisor.redecide(question), basis, { workload, asOf }),
    keepLatest: (workspaceId, decided) => workspaces.estimates.keepLatest(workspaceId, decided),
  };
  return {
    subscriptions: createSubscriptions(database),
    async nextTimes({ workspaceId, id, schedule }, now) {
      const lastWeek = id === undefined ? undefined : await runs.lastWeek(workspaceId, id);
      return nextTimesAfter(schedule, now, lastWeek);
    },
    gather: (subscription, window, kind = 'digest') => gatherDigest(sources, subscription, window, kind),
  };
}

/** The day, in UTC, whose prices hold at an instant: the same day as in every other answer. */
function dayOf(instant: Date): IsoDate {
  return instant.toISOString().slice(0, 10);
}
