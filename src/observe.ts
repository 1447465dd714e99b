import type { Background } from './background.js';
import { createMetrics, type Metrics } from './metrics/create-metrics.js';
import { timed } from './metrics/timed.js';
import type { Parts } from './parts.js';
import type { Route } from './slack/kit/web-server.js';
import { readStoreFigures } from './store/figures.js';

/** Parts that are measured, and the page that shows the measures. */
export interface Observed<Watched> {
  readonly parts: Watched;
  readonly metrics: Metrics;
  /** `/metrics`, for Prometheus. */
  readonly route: Route;
  /** From now on the queues are counted, too. */
  watch(background: Pick<Background, 'waitingJobs'>): void;
}

/** What is measured of the parts. */
type Measurable = Pick<Parts, 'advisor' | 'renderer' | 'store' | 'priceBook' | 'clock' | 'logger'>;

/** Measures the parts, from their making to their end. */
export function observe<Watched extends Measurable>(given: Watched): Observed<Watched> {
  const { advisor, renderer, store, priceBook, clock, logger } = given;
  let watched: Pick<Background, 'waitingJobs'> | undefined;
  const metrics = createMetrics({
    async figures() {
      const [figures, waitingJobs] = await Promise.all([
        readStoreFigures(store.database, clock()),
        watched?.waitingJobs() ?? {},
      ]);
      return { ...figures, waitingJobs, pricesCheckedOn: priceBook().checkedOn };
    },
    clock,
    onUnreadable: (error) => logger.error({ err: error }, 'The figures for /metrics cannot be read'),
  });
  const now = () => performance.now();
  return {
    parts: {
      ...given,
      advisor: { ...advisor, advise: timed(advisor.advise, metrics.adviceTook, now) },
      renderer: { ...renderer, render: timed(renderer.render, metrics.chartTook, now) },
    },
    metrics,
    route: {
      path: '/metrics',
      method: ['GET'],
      async handler(_request, response) {
        const text = await metrics.text();
        response.writeHead(200, { 'content-type': metrics.contentType });
        response.end(text);
      },
    },
    watch(background) {
      watched = background;
    },
  };
}
