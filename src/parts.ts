import { availableParallelism } from 'node:os';
import { type Logger, pino } from 'pino';
import { type ChartRenderer, createChartRenderer } from './charts/renderer.js';
import { loadCatalogue } from './prices/catalogue.js';
import type { PriceBook } from './prices/price-book.js';

/** What the app works with, the same whether it serves Slack, the playground or one question in the terminal. */
export interface Parts {
  readonly logger: Logger;
  readonly renderer: ChartRenderer;
  readonly priceBook: () => PriceBook;
  readonly clock: () => Date;
}

/** Longest time for one chart. Slack's reader waits; the numbers go out without the picture after that. */
const CHART_TIMEOUT_MS = 10_000;

/** Makes the parts. Reads the catalogue, so that a mistake in it stops the start. */
export function createParts(logLevel: string): Parts {
  const logger = pino({ level: logLevel });
  const book = loadCatalogue();
  const renderer = createChartRenderer({
    threads: Math.max(1, availableParallelism() - 1),
    timeoutMs: CHART_TIMEOUT_MS,
    onIdleFailure: (error) => logger.error({ err: error }, 'A chart worker died while it had nothing to do'),
  });
  return { logger, renderer, priceBook: () => book, clock: () => new Date() };
}
