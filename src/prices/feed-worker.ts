import { type FeedToJudge, type JudgedFeed, judgeFeed } from './judge-feed.js';
import { FeedError, type FeedErrorCode } from './registry/feed-error.js';

/** Runs in a worker thread: a feed comes from outside, and reading it would hold up the event loop. */

/** What comes back. An error would lose its class on the way. */
export type FeedAnswer =
  | { readonly kind: 'judged'; readonly judged: JudgedFeed }
  | { readonly kind: 'refused'; readonly code: FeedErrorCode; readonly message: string };

/** Judges a feed. */
export default function answer(feed: FeedToJudge): FeedAnswer {
  try {
    return { kind: 'judged', judged: judgeFeed(feed) };
  } catch (error) {
    if (error instanceof FeedError) return { kind: 'refused', code: error.code, message: error.message };
    throw error;
  }
}
