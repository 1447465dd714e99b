import { DateTime } from 'luxon';
import { ConfigError, readConfig } from './config.js';
import { createDigestRuns, type ParkedRun } from './store/digest-runs.js';
import { openStore } from './store/open-store.js';
import { StoreError } from './store/store-error.js';

/** Lists the digests of the last weeks that did not go out, or may not have, for the operator. */

const SINCE_DAYS = 35;
const MOST = 200;

function lineOn({
  workspaceId,
  channelId,
  week,
  state,
  problem,
  attempts,
  toldAt,
  untellable,
}: ParkedRun): string {
  const told =
    toldAt !== null
      ? 'subscriber told'
      : untellable
        ? 'SUBSCRIBER CANNOT BE TOLD'
        : 'subscriber not told yet';
  return `${week}  ${workspaceId}/${channelId}  ${state}: ${problem ?? 'no reason'}  (${attempts} tries, ${told})`;
}

async function list(): Promise<void> {
  const store = await openStore(readConfig(process.env).store);
  try {
    const since = DateTime.fromJSDate(store.clock()).minus({ days: SINCE_DAYS }).toJSDate();
    const runs = await createDigestRuns(store.database).parked(since, MOST);
    if (runs.length === 0) console.log(`Every digest of the last ${SINCE_DAYS} days went out.`);
    for (const run of runs) console.log(lineOn(run));
  } finally {
    await store.close();
  }
}

list().catch((error: unknown) => {
  if (error instanceof StoreError) console.error(error.explanation);
  else console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
