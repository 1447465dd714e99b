import type { SlackContext } from '../context.js';
import { RateLimitedError } from './api-error.js';

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

const BUCKETS = new WeakMap<SlackContext, Map<string, Bucket>>();

/**
 * Counts a post to a channel, if the server limits them.
 * @throws RateLimitedError when the channel's burst is spent.
 */
export function takePostToken(slack: SlackContext, channelId: string): void {
  const { rateLimit } = slack.settings;
  if (rateLimit === undefined) return;
  const buckets = BUCKETS.get(slack) ?? new Map<string, Bucket>();
  BUCKETS.set(slack, buckets);
  const now = slack.clock();
  const bucket = buckets.get(channelId) ?? { tokens: rateLimit.burst, atMs: now };
  const refilled = bucket.tokens + ((now - bucket.atMs) / 1000) * rateLimit.perSecond;
  const tokens = Math.min(rateLimit.burst, refilled);
  if (tokens < 1) throw new RateLimitedError(Math.ceil((1 - tokens) / rateLimit.perSecond));
  buckets.set(channelId, { tokens: tokens - 1, atMs: now });
}
