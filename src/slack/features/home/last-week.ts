import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Digest } from '../../../digest/digest.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { SettingsVersion } from '../../../workspace/settings.js';
import { DigestContentSchema } from '../../../workspace/subscription.js';
import type { Services } from '../../entry/services.js';
import type { LastWeek } from './home-view.js';

/** What the last week of a workspace depends on. */
export interface WeekSubject {
  readonly workspaceId: string;
  readonly estimates: readonly Estimate[];
  readonly settings: SettingsVersion | undefined;
}

/** What happened in the last seven days, in the words of a digest. */
export interface LastWeeks {
  /** What is known without any work; `pending` where nothing is. */
  known(subject: WeekSubject): LastWeek;
  /** Works it out, unless that has been done. Never throws. */
  find(subject: WeekSubject): Promise<LastWeek>;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** Weeks kept ready, each of one workspace. */
const WEEKS_KEPT = 200;

/**
 * Works out last weeks with the desk of the digests, and remembers them: opening a Home tab twice decides nothing
 * twice. A week is another one on another day, with other prices, settings or watched estimates.
 */
export function createLastWeeks(
  services: Pick<Services, 'clock' | 'digests' | 'priceBook' | 'turns' | 'logger'>,
): LastWeeks {
  const kept = new LRUCache<string, Digest>({ max: WEEKS_KEPT });
  const working = new Map<string, Promise<LastWeek>>();

  function keyOf({ workspaceId, estimates, settings }: WeekSubject): string {
    const watched = estimates
      .filter(({ watched: is }) => is)
      .map(({ id, name, workload }) => [id, name, workload]);
    const day = services.clock().toISOString().slice(0, 10);
    const parts = [workspaceId, day, services.priceBook().version, settings?.version ?? 0, watched];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  async function work(key: string, workspaceId: string): Promise<LastWeek> {
    const until = services.clock();
    const from = new Date(until.getTime() - WEEK_MS);
    try {
      await services.turns.next(workspaceId);
      const content = DigestContentSchema.parse({});
      const digest = await services.digests.gather({ workspaceId, channelId: '', content }, { from, until });
      kept.set(key, digest);
      return { kind: 'known', digest };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      services.logger.error({ err: error }, 'What moved in the last week could not be worked out');
      return { kind: 'failed' };
    } finally {
      working.delete(key);
    }
  }

  function known(subject: WeekSubject): LastWeek {
    const digest = kept.get(keyOf(subject));
    return digest === undefined ? { kind: 'pending' } : { kind: 'known', digest };
  }

  return {
    known,
    find(subject) {
      const key = keyOf(subject);
      const digest = kept.get(key);
      if (digest !== undefined) return Promise.resolve({ kind: 'known', digest });
      const begun = working.get(key) ?? work(key, subject.workspaceId);
      working.set(key, begun);
      return begun;
    },
  };
}
