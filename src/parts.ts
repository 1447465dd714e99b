import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { type Advisor, createAdvisor } from './advisor/advisor.js';
import { type ChartRenderer, createChartRenderer } from './charts/renderer.js';
import { createDigestDesk, type DigestDesk } from './digest/digest-desk.js';
import { type EvidenceSettings, type EvidenceWatch, watchEvidence } from './evidence-watch.js';
import { judgeFeedApart } from './feed-judge.js';
import { createLogger } from './log/create-logger.js';
import { createNumbersReader, type NumbersReader } from './numbers/numbers-reader.js';
import { loadCatalogue } from './prices/catalogue.js';
import type { FeedList } from './prices/feeds/feed-list.js';
import type { PriceBook } from './prices/price-book.js';
import { openPriceBooks, type PriceBooks } from './prices/price-books.js';
import type { PriceStore } from './prices/price-store.js';
import { type SyncParts, type SyncResult, syncPrices } from './prices/sync.js';
import type { Claims } from './slack/posting/claims.js';
import { createStoredClaims } from './store/claims.js';
import { openStore, type StorePlace } from './store/open-store.js';
import { createPriceStore } from './store/prices.js';
import type { Store } from './store/store.js';
import { createWorkspaces, type Workspaces } from './store/workspaces.js';

/** Threads that compute, so that acknowledgements never wait for it. */
export interface Threads {
  readonly advisor: Advisor;
  readonly renderer: ChartRenderer;
  readonly numbers: NumbersReader;
  /** Ends the worker threads. What is under way fails. */
  close(): Promise<void>;
}

/** What the app works with, the same whether it serves Slack, the playground or one question in the terminal. */
export interface Parts extends Threads {
  readonly logger: Logger;
  readonly store: Store;
  /** What workspaces keep in the store. */
  readonly workspaces: Workspaces;
  /** Subscriptions, and what digests say. */
  readonly digests: DigestDesk;
  /** List prices as they are known now. */
  readonly priceBook: () => PriceBook;
  readonly prices: Prices;
  readonly evidence: EvidenceWatch;
  readonly clock: () => Date;
  /** Who answers a request that is delivered twice, whichever instance it reaches. */
  readonly claims: Claims;
  /** Ends the worker threads and closes the store. What is under way fails. */
  close(): Promise<void>;
}

/** Prices over time, and where they come from. */
export interface Prices {
  readonly store: PriceStore;
  readonly books: PriceBooks;
  /**
   * Looks at the feeds, and goes by what it found.
   *
   * @param judge default: in a thread of its own, since a feed from outside may hold anything
   */
  sync(feeds: FeedList, judge?: SyncParts['judge']): Promise<SyncResult>;
}

/** Longest work on one chart or one advice, in milliseconds: a hundred times what it takes. */
const WORK_MS = 10_000;

/** Starts the worker threads. */
export function createThreads(logger: Logger, evidence?: EvidenceWatch): Threads {
  const threads = Math.max(1, availableParallelism() - 1);
  const advisor = createAdvisor({
    threads,
    workMs: WORK_MS,
    ...(evidence !== undefined && { evidence: evidence.current }),
    onIdleFailure: (error) =>
      logger.error({ err: error }, 'An advice worker died while it had nothing to do'),
  });
  const renderer = createChartRenderer({
    threads,
    workMs: WORK_MS,
    onIdleFailure: (error) => logger.error({ err: error }, 'A chart worker died while it had nothing to do'),
  });
  const numbers = createNumbersReader({
    onIdleFailure: (error) => logger.error({ err: error }, 'A reader died while it had nothing to do'),
  });
  return {
    advisor,
    renderer,
    numbers,
    async close() {
      await Promise.all([advisor.close(), renderer.close(), numbers.close()]);
    },
  };
}

/**
 * Opens the parts. Reads the catalogue first, so that a mistake in it stops the start.
 *
 * @throws CatalogueError naming every mistake of the catalogue
 * @throws EvidenceError naming every mistake of an operator's own results
 * @throws StoreError when the store cannot be opened
 */
export async function openParts(options: {
  readonly logLevel: string;
  readonly store: StorePlace;
  readonly evidence?: EvidenceSettings;
  /** Default: the store's. */
  readonly clock?: () => Date;
}): Promise<Parts> {
  const logger = createLogger(options.logLevel);
  const catalogue = loadCatalogue();
  // Until the store is open, prices are those that are shipped, and the time is that of the machine.
  let priceBook = () => catalogue;
  let clock = options.clock ?? (() => new Date());
  const evidence = watchEvidence(options.evidence ?? {}, {
    priceBook: () => priceBook(),
    clock: () => clock(),
    logger,
  });
  // Threads load their files while the store is opened.
  const threads = createThreads(logger, evidence);
  const opened = openStored(options.store, { catalogue, clock: options.clock, logger });
  const { store, prices } = await opened.catch(async (error: unknown) => {
    await threads.close();
    throw error;
  });
  priceBook = () => prices.books.current();
  clock = options.clock ?? store.clock;
  const workspaces = createWorkspaces(store.database, (row) =>
    logger.error({ row }, 'A row of the store cannot be read and is passed over'),
  );
  return {
    ...threads,
    logger,
    store,
    workspaces,
    digests: createDigestDesk({
      database: store.database,
      workspaces,
      advisor: threads.advisor,
      prices: {
        at: (instant) => prices.books.at(instant),
        heldBackCount: async () => (await prices.store.heldEvents()).length,
      },
    }),
    claims: createStoredClaims(store.database),
    priceBook,
    prices,
    evidence,
    clock,
    async close() {
      prices.close();
      await threads.close();
      await store.close();
    },
  };
}

async function openStored(
  place: StorePlace,
  parts: {
    readonly catalogue: PriceBook;
    readonly clock: (() => Date) | undefined;
    readonly logger: Logger;
  },
): Promise<{ readonly store: Store; readonly prices: Prices & { close(): void } }> {
  const { logger } = parts;
  const store = await openStore(place, {
    onBroken: (error) => logger.warn({ err: error }, 'A connection to the database broke'),
  });
  warnOfWrongClock(store, logger);
  const { clock = store.clock } = parts;
  return { store, prices: await openPrices({ ...parts, store, clock }) };
}

/** A machine whose clock differs by more from the database's is worth a word, in milliseconds. */
const WORTH_SAYING_MS = 60_000;

/** Everything goes by the database's clock all the same; what the log says of times does not. */
function warnOfWrongClock({ clock }: Store, logger: Logger): void {
  const aheadMs = Date.now() - clock().getTime();
  if (Math.abs(aheadMs) < WORTH_SAYING_MS) return;
  logger.warn(
    { aheadSeconds: Math.round(aheadMs / 1_000) },
    "The clock of this machine differs from the database's, which ftcost goes by: set the wrong one right",
  );
}

/** How often an instance looks whether another one has found new prices, in milliseconds. */
const BOOK_CHECK_MS = 60_000;

async function openPrices(parts: {
  readonly store: Store;
  readonly catalogue: PriceBook;
  readonly clock: () => Date;
  readonly logger: Logger;
}): Promise<Prices & { close(): void }> {
  const { store, catalogue, clock, logger } = parts;
  const priceStore = createPriceStore(store);
  const books = await openPriceBooks(priceStore, catalogue, clock);
  const watch = store.kind === 'server' ? setInterval(check, BOOK_CHECK_MS).unref() : undefined;

  function check(): void {
    books
      .refresh()
      .catch((error: unknown) => logger.error({ err: error }, 'The price book cannot be read again'));
  }

  return {
    store: priceStore,
    books,
    async sync({ registryUrl: url, further }, judge = judgeFeedApart) {
      const result = await syncPrices({ store: priceStore, catalogue, clock, url, further, judge });
      await books.refresh();
      report(result, logger);
      return result;
    },
    close: () => clearInterval(watch),
  };
}

/** A feed that is refused is an error once: while the same problem lasts, it is known. */
function report(result: SyncResult, logger: Logger): void {
  if (result.outcome === 'unchanged') logger.debug('The price feed is unchanged');
  else if (result.outcome === 'changed') {
    logger.info({ counts: result.counts }, 'The price feed was taken');
    const { problem, feeds, hasNewProblem } = result;
    const refused = feeds.filter((feed) => feed.problem !== undefined);
    if (hasNewProblem)
      logger.error({ problem, refused }, 'A price feed was refused; what it said last stands');
  } else if (result.isNews) logger.error({ problem: result.problem }, 'The price feed was refused');
  else logger.debug({ problem: result.problem }, 'The price feed was refused again');
}
