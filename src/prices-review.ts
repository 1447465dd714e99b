import { runPriceCommand } from './operator/price-command.js';
import { review } from './operator/review.js';

/** `npm run prices:review`: lists what the price gate holds back, and decides on it. */

await runPriceCommand(({ catalogue, store, clock }) =>
  review(process.argv.slice(2), {
    store,
    catalogue,
    clock,
    decidedBy: 'command line',
  }),
);
