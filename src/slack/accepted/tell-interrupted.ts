import type { Logger } from 'pino';
import type { AbandonedRequest, AcceptedRequests } from '../../store/accepted-requests.js';
import { ifInstalled } from '../errors/not-installed.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { tellPerson } from '../posting/person.js';
import { LEASE_MS } from './accepted-log.js';
import { interruptedMessage } from './interrupted-message.js';

/** Most requests that are taken over at once. */
const MAX_AT_ONCE = 50;

/** A person who cannot be told for so long never will be, in milliseconds. */
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1_000;

/** What telling needs. */
export interface Interrupting {
  readonly requests: AcceptedRequests;
  /** Id of this process. */
  readonly owner: string;
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
  readonly clock: () => Date;
}

/**
 * Tells the people whose requests other processes left behind. It is not done again for them: nobody knows whether
 * its answer went out. Told at least once: who cannot be told now is tried again when the lease is over.
 *
 * @returns how many were told
 */
export async function tellInterrupted(telling: Interrupting): Promise<number> {
  const { requests, owner, logger, clock } = telling;
  const abandoned = await requests.takeOver(owner, LEASE_MS, MAX_AT_ONCE);
  let told = 0;
  for (const request of abandoned) {
    const outcome = await tell(telling, request);
    if (outcome === 'told') told += 1;
    const isHopeless = clock().getTime() - request.acceptedAt.getTime() > GIVEN_UP_AFTER_MS;
    if (outcome !== 'later' || isHopeless) await requests.remove(owner, [request.id]);
    const { workspaceId, id } = request;
    logger.warn({ workspaceId, request: id, outcome, isHopeless }, 'A request was left by a process');
  }
  return told;
}

async function tell(
  { apiOf, outside, logger }: Interrupting,
  { workspaceId, userId, channelId, threadTs, asked }: AbandonedRequest,
): Promise<'told' | 'later' | 'removed'> {
  try {
    const api = await ifInstalled(apiOf(workspaceId));
    if (api === undefined) return 'removed';
    const person = {
      userId,
      ...(channelId !== undefined && { channelId }),
      ...(threadTs !== undefined && { threadTs }),
    };
    const arrived = await tellPerson({ api, outside, logger }, person, interruptedMessage(asked));
    return arrived ? 'told' : 'later';
  } catch (error) {
    logger.error({ err: error, workspaceId }, 'A person could not be told that a request was left');
    return 'later';
  }
}
