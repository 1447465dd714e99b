import type { Prices } from '../parts.js';
import type { FeedList } from '../prices/feeds/feed-list.js';
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
 * @param ownFeeds those of the settings, where some are set
 */
export async function openFeeds(
  prices: Pick<Prices, 'store' | 'sync'>,
  ownFeeds: FeedList | undefined,
): Promise<SlackControls['feeds']> {
  const own: readonly Feed[] =
    ownFeeds === undefined
      ? []
      : [{ id: 'own', label: 'The price feeds of the settings', url: ownFeeds.registryUrl }];
  const furtherOf = ({ id }: Feed): FeedList['further'] => (id === 'own' ? (ownFeeds?.further ?? []) : []);
  const list = [...own, ...FEEDS];
  /** What the playground brings along is small and known: starting a thread takes longer than judging it. */
  function look(feed: Feed): Promise<SyncResult> {
    const feeds = { registryUrl: feed.url, further: furtherOf(feed) };
    return feed.id === 'own' ? prices.sync(feeds) : prices.sync(feeds, async (text) => judgeFeed(text));
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
