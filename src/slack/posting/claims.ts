import { LRUCache } from 'lru-cache';

/** Who answers a submission: the first to claim it. Slack and people deliver some things twice. */
export interface Claims {
  /** True for the first caller with this key in this workspace, false for everybody after. */
  claim(workspaceId: string, key: string): boolean | Promise<boolean>;
  /** Takes a claim back: the next caller is the first again. */
  release(workspaceId: string, key: string): void | Promise<void>;
}

/** Claims are forgotten after this time, in milliseconds: far longer than any delivery is repeated. */
const FORGOTTEN_AFTER_MS = 60 * 60 * 1_000;
/** Claims that are remembered at once. */
const MAX_CLAIMS = 20_000;

/** Claims in the memory of this process. Several processes share those of the store. */
export function createMemoryClaims(): Claims {
  const taken = new LRUCache<string, true>({ max: MAX_CLAIMS, ttl: FORGOTTEN_AFTER_MS });
  return {
    claim(workspaceId, key) {
      const own = `${workspaceId} ${key}`;
      if (taken.has(own)) return false;
      taken.set(own, true);
      return true;
    },
    release(workspaceId, key) {
      taken.delete(`${workspaceId} ${key}`);
    },
  };
}
