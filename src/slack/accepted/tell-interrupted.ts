import type { Logger } from 'pino';
import type { AbandonedRequest, AcceptedRequests } from '../../store/accepted-requests.js';
import { ifInstalled } from '../errors/not-installed.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { Claims } from '../posting/claims.js';
import { tellPerson } from '../posting/person.js';
import { LEASE_MS } from './accepted-log.js';
import { interruptedMessage } from './interrupted-message.js';

/** Most requests that are taken over in one go. */
const MAX_IN_ONE_GO = 50;

/** A person who cannot be told for so long never will be, in milliseconds. */
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1_000;

/** A person is told by at most so many processes that may die before they can note that it is done. */
const MAX_TELLINGS = 2;

/** What telling needs. */
export interface Interrupting {
  readonly requests: AcceptedRequests;
  readonly claims: Claims;
  /** Id of this process. */
  readonly owner: string;
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
  /** The clock by which the requests were recorded. */
  readonly clock: () => Date;
}

/**
 * Tells the people whose requests other processes left behind. It is not done again for them: nobody knows whether
 * its answer went out. They are taken over one at a time, so that no lease ends while others are told. Who cannot be
 * told now is tried again when the lease is over.
 *
 * A process that dies between telling and forgetting leaves a mark that it had begun; the next one says that it may be
 * a repetition, and after two such deaths nothing more is said. Silence is worse than a repetition: it takes two
 * processes that both die in the moment between the mark and the call to Slack. Marks live as long as claims, an hour.
 *
 * @returns how many were told
 */
export async function tellInterrupted(telling: Interrupting): Promise<number> {
  const { requests, owner, logger, clock } = telling;
  let told = 0;
  for (let taken = 0; taken < MAX_IN_ONE_GO; taken += 1) {
    const [request] = await requests.takeOver(owner, LEASE_MS, 1);
    if (request === undefined) break;
    const nth = await beginTelling(telling, request);
    const outcome = nth > MAX_TELLINGS ? 'told-often-enough' : await tell(telling, request, nth > 1);
    if (outcome === 'told') told += 1;
    if (outcome === 'later') await telling.claims.release(request.workspaceId, markOf(request, nth));
    const isHopeless = clock().getTime() - request.acceptedAt.getTime() > GIVEN_UP_AFTER_MS;
    if (outcome !== 'later' || isHopeless) await requests.remove(owner, [request.id]);
    const { workspaceId, id } = request;
    logger.warn({ workspaceId, request: id, outcome, isHopeless }, 'A request was left by a process');
  }
  return told;
}

function markOf({ id }: AbandonedRequest, nth: number): string {
  return `interrupted:${id}:${nth}`;
}

/** Marks that a telling begins. @returns its number among those that were begun and not ended, from 1 */
async function beginTelling({ claims }: Interrupting, request: AbandonedRequest): Promise<number> {
  for (let nth = 1; nth <= MAX_TELLINGS; nth += 1) {
    if (await claims.claim(request.workspaceId, markOf(request, nth))) return nth;
  }
  return MAX_TELLINGS + 1;
}

async function tell(
  { apiOf, outside, logger }: Interrupting,
  { workspaceId, userId, channelId, threadTs, asked }: AbandonedRequest,
  isRepeated: boolean,
): Promise<'told' | 'later' | 'removed'> {
  try {
    const api = await ifInstalled(apiOf(workspaceId));
    if (api === undefined) return 'removed';
    const person = {
      userId,
      ...(channelId !== undefined && { channelId }),
      ...(threadTs !== undefined && { threadTs }),
    };
    const arrived = await tellPerson({ api, outside, logger }, person, interruptedMessage(asked, isRepeated));
    return arrived ? 'told' : 'later';
  } catch (error) {
    logger.error({ err: error, workspaceId }, 'A person could not be told that a request was left');
    return 'later';
  }
}
