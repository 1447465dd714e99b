import { runPriceCommand } from './operator/price-command.js';
import { syncReport } from './operator/sync-report.js';
import { openPriceBooks } from './prices/price-books.js';
import { syncPrices } from './prices/sync.js';

/** `npm run prices:sync`: one look at the price registry. Exits with 1 when the feed was refused. */

await runPriceCommand(async ({ config, catalogue, store }) => {
  const clock = () => new Date();
  const books = await openPriceBooks(store, catalogue, clock);
  const result = await syncPrices({ store, catalogue, clock, url: config.priceFeedUrl });
  const { version } = await books.refresh();
  return {
    lines: [...syncReport(result), '', `Price book ${version}`],
    exitCode: result.outcome === 'refused' ? 1 : 0,
  };
});
