import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createAcceptedRequests } from '../../store/accepted-requests.js';
import type { Store } from '../../store/store.js';
import type { Outside, SlackApi } from '../posting/slack-api.js';
import { createAcceptedLog, LEASE_MS } from './accepted-log.js';
import { type Recording, recordAccepted } from './record-accepted.js';
import { tellInterrupted } from './tell-interrupted.js';

/** Sees to it that no acknowledged request is lost without its person being told. */
export interface AcceptedWork extends Recording {
  /** Begins to say that this process lives, and to look for what others left. */
  start(): void;
  /** Ends both, and leaves what is still at work to other processes. */
  stop(): Promise<void>;
  /** Looks now for what others left. @returns how many people were told */
  tellInterrupted(): Promise<number>;
}

/** Time between two signs of life, in milliseconds. */
const BEAT_MS = LEASE_MS / 5;

/** Keeps the record of what this process has acknowledged. */
export function createAcceptedWork(parts: {
  readonly store: Pick<Store, 'database'>;
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
  readonly clock: () => Date;
}): AcceptedWork {
  const { store, logger } = parts;
  const requests = createAcceptedRequests(store.database);
  const owner = randomUUID();
  const log = createAcceptedLog({ requests, owner, logger });
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  /** After an outage of the database every process looks dead to the others until it has said that it lives. */
  let isTrusted = false;

  async function beat(): Promise<void> {
    try {
      await log.beat();
      if (isTrusted) await tellInterrupted({ ...parts, requests, owner });
      isTrusted = true;
    } catch (error) {
      isTrusted = false;
      logger.error({ err: error }, 'The record of acknowledged requests cannot be reached');
    }
  }

  function next(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      round = beat().then(next);
    }, BEAT_MS);
  }

  return {
    ...recordAccepted(log, parts),
    tellInterrupted: () => tellInterrupted({ ...parts, requests, owner }),
    start: next,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
      try {
        await log.handBack();
      } catch (error) {
        logger.error({ err: error }, 'What is at work could not be handed back; its lease will run out');
      }
    },
  };
}
