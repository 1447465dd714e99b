import { judgeFeedApart } from './feed-judge.js';
import { runPriceCommand } from './operator/price-command.js';
import { syncReport } from './operator/sync-report.js';
import { openPriceBooks } from './prices/price-books.js';
import { syncPrices } from './prices/sync.js';

/**
 * `npm run prices:sync`: one look at the price feeds. Exits with 1 when the registry was refused. With `accept` it is
 * not refused for how much of it is new, gone or moved: the operator vouches for it.
 */

const words = process.argv.slice(2);

await runPriceCommand(async ({ config, catalogue, store, clock }) => {
  if (words.length > 0 && words.join(' ') !== 'accept') {
    return { lines: ['Usage: npm run prices:sync, or npm run prices:sync -- accept'], exitCode: 2 };
  }
  const books = await openPriceBooks(store, catalogue, clock);
  const result = await syncPrices({
    store,
    catalogue,
    clock,
    url: config.priceFeeds.registryUrl,
    further: config.priceFeeds.further,
    judge: judgeFeedApart,
    isVouchedFor: words.length > 0,
  });
  const { version } = await books.refresh();
  return {
    lines: [...syncReport(result), '', `Price book ${version}`],
    exitCode: result.outcome === 'refused' || ('problem' in result && result.problem) ? 1 : 0,
  };
});
