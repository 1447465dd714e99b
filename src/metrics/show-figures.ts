import { Gauge, type Registry } from 'prom-client';
import type { Figures } from './figures.js';

/** Figures as gauges. */
export interface ShownFigures {
  show(figures: Figures, now: Date): void;
  /** Shows none: old figures would look like new ones. */
  clear(): void;
}

/** Adds the gauges to a registry. They are empty until something is shown. */
export function showFigures(registry: Registry): ShownFigures {
  const registers = [registry];
  function gauge<Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ) {
    return new Gauge<Label>({ name, help, labelNames: [...labelNames], registers });
  }
  const waiting = gauge('ftcost_queue_waiting', 'Jobs that wait, by queue.', ['queue']);
  const lag = gauge(
    'ftcost_digest_lag_seconds',
    'How long the most overdue digest has been due; 0 for none.',
  );
  const runs = gauge('ftcost_digest_runs', 'Digest runs of the last seven days, by state.', ['state']);
  const feedAge = gauge(
    'ftcost_feed_age_seconds',
    'Time since the price registry was last looked at and not refused; absent when it never was.',
  );
  const refused = gauge(
    'ftcost_feed_refused',
    'Whether the last look at the price registry was refused: 1 or 0.',
  );
  const held = gauge('ftcost_prices_held_back', 'Price changes that wait for the operator.');
  const bookAge = gauge(
    'ftcost_price_book_age_seconds',
    'Time since the newest check of any price in the book.',
  );
  const single = [lag, feedAge, refused, held, bookAge];

  function clear(): void {
    for (const one of single) one.remove();
    waiting.reset();
    runs.reset();
  }

  clear();
  return {
    clear,
    show(figures, now) {
      clear();
      const since = (then: Date) => Math.max(0, (now.getTime() - then.getTime()) / 1_000);
      for (const [queue, count] of Object.entries(figures.waitingJobs)) waiting.set({ queue }, count);
      for (const [state, count] of Object.entries(figures.runs)) runs.set({ state }, count);
      lag.set(figures.oldestDueAt === undefined ? 0 : since(figures.oldestDueAt));
      if (figures.feedTakenAt !== undefined) feedAge.set(since(figures.feedTakenAt));
      refused.set(figures.isFeedRefused ? 1 : 0);
      held.set(figures.heldBack);
      bookAge.set(since(new Date(figures.pricesCheckedOn)));
    },
  };
}
