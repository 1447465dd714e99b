import { availableParallelism } from 'node:os';
import { type Logger, pino } from 'pino';
import { type Advisor, createAdvisor } from './advisor/advisor.js';
import { type ChartRenderer, createChartRenderer } from './charts/renderer.js';
import { buildPriceBook } from './prices/build-price-book.js';
import { readCatalogue } from './prices/catalogue.js';
import type { PriceBook } from './prices/price-book.js';

/** What the app works with, the same whether it serves Slack, the playground or one question in the terminal. */
export interface Parts {
  readonly logger: Logger;
  readonly advisor: Advisor;
  readonly renderer: ChartRenderer;
  readonly priceBook: () => PriceBook;
  readonly clock: () => Date;
  /** Ends the worker threads. What is under way fails. */
  close(): Promise<void>;
}

/** Longest time for one chart. Slack's reader waits; the numbers go out without the picture after that. */
const CHART_TIMEOUT_MS = 10_000;

/** Longest time for one advice, waiting included: one busy worker takes about a third of it for fifty questions. */
const ADVICE_TIMEOUT_MS = 60_000;

/** Makes the parts. Reads the catalogue, so that a mistake in it stops the start. */
export function createParts(logLevel: string): Parts {
  const logger = pino({ level: logLevel });
  const data = readCatalogue();
  const book = buildPriceBook(data);
  const threads = Math.max(1, availableParallelism() - 1);
  const advisor = createAdvisor({
    threads,
    timeoutMs: ADVICE_TIMEOUT_MS,
    data,
    onIdleFailure: (error) =>
      logger.error({ err: error }, 'An advice worker died while it had nothing to do'),
  });
  const renderer = createChartRenderer({
    threads,
    timeoutMs: CHART_TIMEOUT_MS,
    onIdleFailure: (error) => logger.error({ err: error }, 'A chart worker died while it had nothing to do'),
  });
  return {
    logger,
    advisor,
    renderer,
    priceBook: () => book,
    clock: () => new Date(),
    async close() {
      await Promise.all([advisor.close(), renderer.close()]);
    },
  };
}
