import type { Logger } from 'pino';
import type { Chart } from '../charts/chart.js';
import { type Advice, advise, type Workload } from '../engine/index.js';
import type { PriceBook } from '../prices/price-book.js';
import type { Claims } from './posting/claims.js';
import type { Outside } from './posting/slack-api.js';
import type { Turns } from './posting/turns.js';
import { type Vocabulary, vocabularyOf } from './workload/vocabulary.js';

/** Everything that the listeners need from outside Slack. */
export interface Services {
  /** The prices as they are now. */
  readonly priceBook: () => PriceBook;
  readonly renderer: { render(chart: Chart): Promise<Buffer> };
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly claims: Claims;
  readonly turns: Turns;
  readonly outside: Outside;
}

/** Today's date, UTC: the day whose prices hold. */
export function today(services: Pick<Services, 'clock'>): string {
  return services.clock().toISOString().slice(0, 10);
}

/** The names that can be typed today. */
export function vocabulary(services: Pick<Services, 'clock' | 'priceBook'>): Vocabulary {
  return vocabularyOf(services.priceBook(), today(services));
}

/** The advice on a workload, at the prices of a day. */
export function adviseOn(
  services: Pick<Services, 'clock' | 'priceBook'>,
  workload: Workload,
  asOf: string = today(services),
): Advice {
  return advise(workload, services.priceBook(), { asOf });
}
