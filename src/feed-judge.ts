import { createRequire } from 'node:module';
import type { FeedAnswer } from './prices/feed-worker.js';
import type { FeedToJudge, JudgedFeed } from './prices/judge-feed.js';
import { FeedError } from './prices/registry/feed-error.js';
import { createWorkerPool, messageOf } from './workers/pool.js';

/** The real registry takes about a second of work. A worker that takes longer than this is ended, in milliseconds. */
const WORK_MS = 60_000;

/**
 * Judges a feed in a worker thread that lives as long as that takes, so that whatever the feed holds, people are
 * answered meanwhile, and memory that it takes is given back.
 *
 * @throws FeedError when nothing of the feed may be taken; `too-large` or `timed-out` also where reading it takes too
 * much memory or time
 */
export async function judgeFeedApart(feed: FeedToJudge): Promise<JudgedFeed> {
  const pool = createWorkerPool<FeedToJudge, FeedAnswer>({
    workerFile: createRequire(import.meta.url).resolve('#feed-worker'),
    threads: 1,
    workMs: WORK_MS,
    queue: 0,
    failure(code, cause) {
      if (code === 'stuck') {
        const message = `Reading the price feed took longer than ${WORK_MS / 1_000} s.`;
        return new FeedError('timed-out', message, { cause });
      }
      if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        return new FeedError('too-large', 'Reading the price feed took too much memory.', { cause });
      }
      return new Error(`The price feed could not be judged: ${messageOf(cause)}`, { cause });
    },
  });
  try {
    const answer = await pool.run(feed);
    if (answer.kind === 'refused') throw new FeedError(answer.code, answer.message);
    return answer.judged;
  } finally {
    await pool.close();
  }
}
