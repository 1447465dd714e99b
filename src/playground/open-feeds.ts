import type { Prices } from '../parts.js';
import { judgeFeed } from '../prices/judge-feed.js';
import { keptAddress } from '../prices/registry/feed-address.js';
import type { SyncResult } from '../prices/sync.js';
import { FEEDS, type Feed, FIRST_FEED } from './feeds.js';
import type { SlackControls } from './slack-server/index.js';

/** The feed could not be taken. */
class FeedRefusedError extends Error {
  override readonly name = 'FeedRefusedError';
}

/**
 * The feeds that can be chosen. The one that was taken last stays in use; a new store begins with that of today.
 *
 * @param ownUrl address of a further registry, where one is set
 */
export async function openFeeds(
  prices: Pick<Prices, 'store' | 'sync'>,
  ownUrl: string | undefined,
): Promise<SlackControls['feeds']> {
  const own: readonly Feed[] =
    ownUrl === undefined ? [] : [{ id: 'own', label: 'The registry of PRICE_FEED_URL', url: ownUrl }];
  const list = [...own, ...FEEDS];
  /** What the playground brings along is small and known: starting a thread takes longer than judging it. */
  function look({ url }: Feed): Promise<SyncResult> {
    return url === ownUrl ? prices.sync(url) : prices.sync(url, async (feed) => judgeFeed(feed));
  }

  const taken = await prices.store.takenFeed();
  let current = list.find(({ url }) => keptAddress(url) === taken?.url) ?? list[0] ?? FIRST_FEED;
  if (taken === undefined) await look(current);
  return {
    list,
    get current() {
      return current.id;
    },
    async select(id) {
      const chosen = list.find((feed) => feed.id === id);
      if (chosen === undefined) throw new FeedRefusedError(`There is no feed ${id}.`);
      const result = await look(chosen);
      if (result.outcome === 'refused') throw new FeedRefusedError(result.problem.message);
      current = chosen;
    },
  };
}
