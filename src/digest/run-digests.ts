import { z } from 'zod';
import { jobIdOf } from '../jobs/job-id.js';
import type { Jobs } from '../jobs/open-jobs.js';
import { inLogContext } from '../log/log-context.js';
import type { RunKey } from '../store/digest-runs.js';
import type { Subscriptions } from '../store/subscriptions.js';
import { openDueRuns } from './open-due-runs.js';
import { RetryLater } from './retry-later.js';
import { giveUp, markOf, type Sending, type SendOutcome, sendDigest } from './send-digest.js';

/** Digests that are sent when they are due. */
export interface Digests {
  /** Looks what is due by the clock, sends it, and returns when that is done. */
  tick(): Promise<void>;
  /** When the next digest is due, of all workspaces. */
  nextAt(): Promise<Date | undefined>;
  /** When the next alert is due, of all workspaces. */
  nextAlertAt(): Promise<Date | undefined>;
}

/** Runs on which something is left to do, at most so many in one look. The rest is for the next one. */
const AT_ONCE = 5_000;

const RunKeySchema = z.object({ workspaceId: z.string(), subscriptionId: z.uuid(), week: z.string() });

/** Told when a digest or an alert has been dealt with: it was sent, was quiet, or came to nothing. */
export type AfterDigest = (workspaceId: string, run: RunKey, state: SendOutcome) => void;

/** What sending takes, all digests together. */
export interface DigestSending<Content> extends Sending<Content> {
  readonly subscriptions: Subscriptions;
  readonly afterDigest?: AfterDigest;
}

/** Starts to send digests: what is due is looked for every minute, and each digest is a job of its own. */
export async function runDigests<Content>(sending: DigestSending<Content>, jobs: Jobs): Promise<Digests> {
  async function enqueue(): Promise<void> {
    await openDueRuns(sending);
    for (const run of await sending.runs.unfinished(AT_ONCE)) {
      const key = RunKeySchema.parse(run);
      const id = jobIdOf(`${key.workspaceId}/${markOf(key)}`);
      const state = await jobs.state('digest-run', id);
      if (state === 'none') await jobs.send('digest-run', id, key);
      // A process that died in its last try has left it like this.
      else if (state === 'over') await abandon(key);
    }
  }

  async function abandon(key: RunKey): Promise<void> {
    try {
      const state = await giveUp(sending, key);
      sending.logger.error({ run: markOf(key), workspace: key.workspaceId, state }, 'A digest was given up');
      sending.afterDigest?.(key.workspaceId, key, state);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      sending.logger.warn(
        { run: markOf(key), code: error.code },
        'A digest that was given up is not settled yet',
      );
    }
  }

  async function send(key: RunKey, isLastTry: boolean): Promise<void> {
    try {
      const state = await sendDigest(sending, key);
      sending.logger.info({ run: markOf(key), workspace: key.workspaceId, state }, 'A digest was dealt with');
      sending.afterDigest?.(key.workspaceId, key, state);
    } catch (error) {
      if (isLastTry) await abandon(key);
      throw error;
    }
  }

  const runs = await jobs.work('digest-run', ({ data, isLastTry }) => {
    const key = RunKeySchema.parse(data);
    return inLogContext(() => send(key, isLastTry), key.workspaceId);
  });
  await jobs.work('digest-due', enqueue);

  return {
    async tick() {
      await enqueue();
      await runs.drain();
    },
    nextAt: () => sending.subscriptions.nextAt(),
    nextAlertAt: () => sending.subscriptions.nextAlertAt(),
  };
}
