import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { startHeartbeat } from '../../store/heartbeat.js';
import type { Store } from '../../store/store.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { Claims } from '../posting/claims.js';
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
  readonly store: Pick<Store, 'acceptedRequests' | 'clock'>;
  readonly claims: Claims;
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
}): AcceptedWork {
  const { logger } = parts;
  const { acceptedRequests: requests, clock } = parts.store;
  const owner = randomUUID();
  const telling = { ...parts, requests, owner, clock };
  const log = createAcceptedLog({ requests, owner, logger });
  let stopBeating = async () => {};

  return {
    ...recordAccepted(log, parts),
    tellInterrupted: () => tellInterrupted(telling),
    start() {
      stopBeating = startHeartbeat({
        everyMs: BEAT_MS,
        live: log.beat,
        takeOver: () => tellInterrupted(telling),
        onProblem: (error) =>
          logger.error({ err: error }, 'The record of acknowledged requests cannot be reached'),
      });
    },
    async stop() {
      await stopBeating();
      try {
        await log.handBack();
      } catch (error) {
        logger.error({ err: error }, 'What is at work could not be handed back; its lease will run out');
      }
    },
  };
}
