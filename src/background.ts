import type { z } from 'zod';
import type { Compose } from './digest/ports.js';
import { type AfterDigest, type Digests, runDigests } from './digest/run-digests.js';
import { openJobs } from './jobs/open-jobs.js';
import type { Parts } from './parts.js';
import { createDigestChannel } from './slack/features/digest/digest-channel.js';
import { createTellSubscriber } from './slack/features/digest/tell-subscriber.js';
import type { Outside, SlackApi } from './slack/kit/slack-api.js';
import type { Shown } from './slack/posting/prepare-chart.js';
import { createDigestRuns } from './store/digest-runs.js';
import { createSubscriptions } from './store/subscriptions.js';

/** What a digest says, and how it looks. */
export interface DigestMaker<Content> {
  readonly compose: Compose<Content>;
  readonly contentSchema: z.ZodType<Content>;
  readonly show: (content: Content) => Shown;
}

/** What there is to do without anybody asking. */
export interface BackgroundWork<Content> {
  readonly digests: DigestMaker<Content>;
  readonly afterDigest?: AfterDigest;
  /** Fetches the price registry, once a day. Absent where prices come in another way. */
  readonly syncPrices?: () => Promise<void>;
  /** Forgets what has been kept for long enough, once a day. Absent in the playground. */
  readonly forget?: () => Promise<unknown>;
}

/** What is done without anybody asking. */
export interface Background extends Digests {
  /** Jobs that wait, by queue. */
  waitingJobs(): Promise<Readonly<Record<string, number>>>;
  /** Begins nothing more. */
  pause(): Promise<void>;
  /** The same; then waits for what is being done, at most this long, and hands the rest back to other instances. */
  stop(deadlineMs: number): Promise<void>;
}

/**
 * Starts to send digests and to fetch prices.
 *
 * @param apiOf the Web API with the token of a workspace
 * @param outside a network that sends to Slack alone
 */
export async function startBackground<Content>(
  parts: Pick<Parts, 'store' | 'renderer' | 'logger' | 'clock'>,
  apiOf: (workspaceId: string) => Promise<SlackApi>,
  { digests: maker, afterDigest, syncPrices, forget }: BackgroundWork<Content>,
  outside: Outside,
): Promise<Background> {
  const { store, renderer, logger, clock } = parts;
  const jobs = await openJobs({ store, logger });
  const posting = { apiOf, outside, renderer, logger };
  const digests = await runDigests(
    {
      runs: createDigestRuns(store.database),
      subscriptions: createSubscriptions(store.database),
      compose: maker.compose,
      contentSchema: maker.contentSchema,
      channel: createDigestChannel({ ...posting, show: maker.show }),
      tell: createTellSubscriber(posting),
      clock,
      sleep: outside.sleep,
      logger,
      ...(afterDigest !== undefined && { afterDigest }),
    },
    jobs,
  );
  if (syncPrices !== undefined) await jobs.work('prices-sync', syncPrices);
  if (forget !== undefined) await jobs.work('forget-refused', async () => void (await forget()));
  return { ...digests, waitingJobs: jobs.waiting, pause: jobs.pause, stop: jobs.stop };
}
