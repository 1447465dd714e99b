import type { Ids } from './ids.js';

const LIFE_MS = 30 * 60 * 1000;
const MAX_USES = 5;

/** Where the posts to a response URL go. */
export interface ResponseTarget {
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string;
  /** The message with the element that was used; a slash command has none. */
  readonly messageTs: string | undefined;
}

/** Why a response URL does not work. */
export type ResponseUrlProblem = 'not_found' | 'used_url' | 'expired_url';

/** Response URLs: they live thirty minutes and work five times. */
export class ResponseUrlStore {
  readonly #ids: Ids;
  readonly #clock: () => number;
  readonly #targets = new Map<string, { target: ResponseTarget; issuedAtMs: number; uses: number }>();

  constructor(ids: Ids, clock: () => number) {
    this.#ids = ids;
    this.#clock = clock;
  }

  /** The last part of a new response URL. */
  issue(target: ResponseTarget): string {
    const key = this.#ids.secret();
    this.#targets.set(key, { target, issuedAtMs: this.#clock(), uses: 0 });
    return key;
  }

  /** Counts a use, or says why there is none left. */
  use(key: string): ResponseTarget | ResponseUrlProblem {
    const found = this.#targets.get(key);
    if (found === undefined) return 'not_found';
    if (found.uses >= MAX_USES) return 'used_url';
    if (this.#clock() - found.issuedAtMs > LIFE_MS) return 'expired_url';
    found.uses += 1;
    return found.target;
  }
}
