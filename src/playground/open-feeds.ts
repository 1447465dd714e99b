import type { Prices } from '../parts.js';
import { keptAddress } from '../prices/registry/feed-address.js';
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
  const taken = await prices.store.takenFeed();
  let current = list.find(({ url }) => keptAddress(url) === taken?.url) ?? list[0] ?? FIRST_FEED;
  if (taken === undefined) await prices.sync(current.url);
  return {
    list,
    get current() {
      return current.id;
    },
    async select(id) {
      const chosen = list.find((feed) => feed.id === id);
      if (chosen === undefined) throw new FeedRefusedError(`There is no feed ${id}.`);
      const result = await prices.sync(chosen.url);
      if (result.outcome === 'refused') throw new FeedRefusedError(result.problem.message);
      current = chosen;
    },
  };
}
