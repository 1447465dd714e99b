import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { TokenHolder } from '../../store/api-tokens.js';
import { Refusal } from './exchange.js';

/** Who may come in: whoever has a token of a workspace that has the app, so often a minute. */
export interface Gate {
  /** @throws Refusal 401 without a token that holds, 429 when it has been used too often */
  admit(request: Pick<IncomingMessage, 'headers'>): Promise<TokenHolder>;
  /** Counts one more request. @throws Refusal 429 when there have been too many */
  count(key: string): Promise<void>;
}

/** Requests of one token in a minute, of one instance. An advice takes a second of a processor. */
const REQUESTS_A_MINUTE = 60;

const MINUTE_S = 60;

/** Opens a gate. */
export function createGate(parts: {
  /** Whose token it is; `undefined` when it is nobody's. */
  readonly holderOf: (token: string) => Promise<TokenHolder | undefined>;
  /** Whether the app is there: a workspace that has removed it gets nothing. */
  readonly isInstalled: (workspaceId: string) => Promise<boolean>;
  readonly requestsAMinute?: number;
}): Gate {
  const { requestsAMinute = REQUESTS_A_MINUTE } = parts;
  const limiter = new RateLimiterMemory({ points: requestsAMinute, duration: MINUTE_S });

  async function count(key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1_000);
      const title = `That is more than ${requestsAMinute} requests a minute. Try again in ${seconds} seconds.`;
      throw new Refusal(429, title, [], { 'retry-after': String(seconds) });
    }
  }

  return {
    count,
    async admit({ headers }) {
      const [, token] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
      const holder = token === undefined ? undefined : await parts.holderOf(token);
      // The same words for every reason: nobody learns by them which workspaces and tokens there are.
      if (holder === undefined || !(await parts.isInstalled(holder.workspaceId))) {
        const title =
          'This needs a token of your workspace. Make one with /ftcost settings tokens, and send it as ' +
          'Authorization: Bearer ftcost_...';
        throw new Refusal(401, title, [], { 'www-authenticate': 'Bearer realm="ftcost"' });
      }
      await count(`${holder.workspaceId} ${holder.id}`);
      return holder;
    },
  };
}
