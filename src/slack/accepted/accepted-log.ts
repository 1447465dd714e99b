import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AcceptedRequest, AcceptedRequests } from '../../store/accepted-requests.js';
import { sqlStateOf } from '../../store/store-error.js';

/** A request is recorded within this time or refused, in milliseconds: Slack waits three seconds. */
const RECORDING_MS = 1_500;

/** What this process has acknowledged and not answered yet. */
export interface AcceptedLog {
  /**
   * Records a request before it is acknowledged. Returns how to end it, or `undefined` when it could not be recorded
   * in time: then nothing may be begun.
   */
  open(request: Omit<AcceptedRequest, 'id'>): Promise<End | undefined>;
  /** Says that this process lives, and forgets what could not be forgotten at once. */
  beat(): Promise<void>;
  /** Waits for what is being written, and leaves the rest to other processes. */
  handBack(): Promise<void>;
}

/**
 * Ends the work on a request. `settled`: the person has the answer, or knows that there will be none. `abandoned`:
 * the person knows nothing; the process that looks for what others left behind will tell.
 */
export type End = (how: 'settled' | 'abandoned') => void;

/** How long a process may be silent before its requests are taken for lost, in milliseconds. */
export const LEASE_MS = 15_000;

/** Keeps the log of one process. */
export function createAcceptedLog(parts: {
  readonly requests: AcceptedRequests;
  /** Id of this process. */
  readonly owner: string;
  readonly logger: Logger;
}): AcceptedLog {
  const { requests, owner, logger } = parts;
  const openIds = new Set<string>();
  /** Answered, but still in the store. */
  const settledIds = new Set<string>();
  const add = createBatch<AcceptedRequest>((items) => requests.add(owner, items, LEASE_MS));
  const remove = createBatch<string>((ids) => requests.remove(owner, ids));

  async function forget(ids: readonly string[]): Promise<void> {
    try {
      await Promise.all(ids.map(remove));
      for (const id of ids) settledIds.delete(id);
    } catch (error) {
      logger.warn({ err: error }, 'Answered requests cannot be forgotten just now');
    }
  }

  function end(id: string, how: 'settled' | 'abandoned'): void {
    if (!openIds.delete(id) || how === 'abandoned') return;
    settledIds.add(id);
    void forget([id]);
  }

  return {
    async open(request) {
      const id = randomUUID();
      openIds.add(id);
      const adding = add({ ...request, id }).then(
        () => true,
        (error: unknown) => {
          logger.error({ err: error }, 'A request could not be recorded');
          return false;
        },
      );
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, RECORDING_MS, false);
      });
      const isRecorded = await Promise.race([adding, late]);
      clearTimeout(timer);
      if (isRecorded) return (how) => end(id, how);
      // It may still be written, or may have been without our knowing.
      void adding.then(() => end(id, 'settled'));
      return undefined;
    },

    async beat() {
      if (settledIds.size > 0) await forget([...settledIds]);
      if (openIds.size > 0) await requests.renew(owner, [...openIds], LEASE_MS);
    },

    async handBack() {
      if (settledIds.size > 0) await forget([...settledIds]);
      if (openIds.size > 0) await requests.release(owner);
    },
  };
}

/** Of PostgreSQL's classes of errors: the database is away, full or about to stop, so that no item is at fault. */
const NOBODYS_FAULT = /^(08|53|57|58)/;

/**
 * Writes items in batches: while one write is under way the next items gather, so that a burst costs a few writes
 * and not one each. Resolves when the item is written. Where the database refuses a batch for what is in it, each
 * item is written by itself, so that none fails for another. A write that takes longer than `RECORDING_MS` holds up
 * nothing: its connection may be dead without anybody knowing, and the next one goes over another.
 */
export function createBatch<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let gathering:
    | { readonly items: Item[]; readonly failures: Promise<ReadonlyMap<Item, unknown>> }
    | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function writeAll(items: readonly Item[]): Promise<ReadonlyMap<Item, unknown>> {
    try {
      await write(items);
      return new Map();
    } catch (error) {
      const state = sqlStateOf(error);
      const isOfOne = items.length > 1 && state !== undefined && !NOBODYS_FAULT.test(state);
      if (!isOfOne) return new Map(items.map((item) => [item, error]));
      const failures = await Promise.all(items.map((item) => writeAll([item])));
      return new Map(failures.flatMap((failed) => [...failed]));
    }
  }

  return async (item) => {
    if (gathering === undefined) {
      const items: Item[] = [];
      const failures = last.then(() => {
        gathering = undefined;
        return writeAll(items);
      });
      gathering = { items, failures };
      last = last.then(() => Promise.race([failures, sleep(RECORDING_MS, undefined, { ref: false })]));
    }
    gathering.items.push(item);
    const failures = await gathering.failures;
    if (failures.has(item)) throw failures.get(item);
  };
}
