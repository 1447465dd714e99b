import { constants } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { AbandonedRequest, AcceptedRequests } from './accepted-requests.js';
import { createLimit } from './limit.js';
import { StoreError } from './store-error.js';

/**
 * Acknowledged requests in a file beside the embedded database. That has one thread, on which the records of a burst
 * would wait behind everything else; and since it serves one process, nobody else needs to look them up.
 *
 * Each line is JSON and tells of requests that were taken or have ended. What is taken is on the disk (`fdatasync`)
 * before it is acknowledged, so it outlives the process and the power. What has ended is not waited for: after a power
 * cut somebody may hear that work was cut short that was answered. Where nothing is open the file is empty.
 */

/** The file is written again without what has ended when it grows beyond this size, in bytes. */
const MAX_BYTES = 1_000_000;

const Request = z.object({
  workspaceId: z.string(),
  id: z.string(),
  userId: z.string(),
  channelId: z.string().exactOptional(),
  threadTs: z.string().exactOptional(),
  asked: z.string(),
  acceptedAt: z.iso.datetime().transform((text) => new Date(text)),
});

const Line = z.union([z.object({ taken: z.array(Request) }), z.object({ ended: z.array(z.string()) })]);

/** What a line says before it is JSON. */
type News = { readonly taken: readonly AbandonedRequest[] } | { readonly ended: readonly string[] };

/** An open request, and who is at it until when, by the clock of `performance.now()`. */
interface Entry {
  readonly request: AbandonedRequest;
  owner: string | undefined;
  leaseUntilMs: number;
}

/** The journal of a folder that this process has locked. */
export interface AcceptedJournal extends AcceptedRequests {
  close(): Promise<void>;
}

/**
 * Opens the journal. The process that took the requests that it holds is gone.
 *
 * @param more requests that stand elsewhere: recorded here when this resolves
 * @throws StoreError `unavailable` when the file cannot be read or written, with what to do
 */
export async function openAcceptedJournal(
  path: string,
  more: readonly AbandonedRequest[] = [],
): Promise<AcceptedJournal> {
  try {
    const left = [...(await readRequests(path)), ...more];
    return keepJournal(path, left, await writeRequests(path, left));
  } catch (error) {
    throw new StoreError(
      'unavailable',
      `${path} cannot be read and written. It holds requests that had no answer yet when the process before ended. ` +
        'Make it readable and writable. If it is damaged, move it away and start again: the people who asked are ' +
        'not told then that their requests were cut short.',
      error,
    );
  }
}

/** What is open by the file. A last line that has no end was being written when the process died. */
async function readRequests(path: string): Promise<readonly AbandonedRequest[]> {
  const file = await open(path, constants.O_RDONLY | constants.O_CREAT, 0o600);
  const lines = (await file.readFile('utf8').finally(() => file.close())).split('\n').slice(0, -1);
  const requests = new Map<string, AbandonedRequest>();
  for (const line of lines.map((json) => Line.parse(JSON.parse(json)))) {
    if ('ended' in line) for (const id of line.ended) requests.delete(id);
    else for (const request of line.taken) requests.set(request.id, request);
  }
  return [...requests.values()];
}

/** Puts a file with these requests in the place of the one there, in one step. */
async function writeRequests(
  path: string,
  requests: readonly AbandonedRequest[],
): Promise<{ readonly file: FileHandle; readonly sizeBytes: number }> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_TRUNC } = constants;
  const file = await open(`${path}.new`, O_WRONLY | O_APPEND | O_CREAT | O_TRUNC, 0o600);
  try {
    if (requests.length > 0) await file.appendFile(lineOf({ taken: requests }));
    await file.datasync();
    await rename(`${path}.new`, path);
    await syncFolder(dirname(path));
    return { file, sizeBytes: (await file.stat()).size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Names are on the disk when their folder is. Windows opens no folders. */
async function syncFolder(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(directory, 'r');
  await folder.sync().finally(() => folder.close());
}

function lineOf(news: News): string {
  return `${JSON.stringify(news)}\n`;
}

function keepJournal(
  path: string,
  left: readonly AbandonedRequest[],
  written: { readonly file: FileHandle; readonly sizeBytes: number },
): AcceptedJournal {
  const entries = new Map<string, Entry>(
    left.map((request) => [request.id, { request, owner: undefined, leaseUntilMs: 0 }]),
  );
  const inTurn = createLimit(1);
  /** The file is whole up to this size; what stands behind it comes from a write that failed. */
  let { file, sizeBytes } = written;
  let isTorn = false;

  async function cut(toBytes: number): Promise<void> {
    await file.truncate(toBytes);
    sizeBytes = toBytes;
    isTorn = false;
  }

  async function append(news: News): Promise<void> {
    if (isTorn) await cut(sizeBytes);
    const line = Buffer.from(lineOf(news));
    isTorn = true;
    await file.appendFile(line);
    if ('taken' in news) await file.datasync();
    isTorn = false;
    sizeBytes += line.byteLength;
  }

  async function rewrite(): Promise<void> {
    const next = await writeRequests(
      path,
      [...entries.values()].map(({ request }) => request),
    );
    await file.close();
    ({ file, sizeBytes } = next);
    isTorn = false;
  }

  function* ownedBy(owner: string, ids: Iterable<string> = entries.keys()): Generator<Entry> {
    for (const id of ids) {
      const entry = entries.get(id);
      if (entry?.owner === owner) yield entry;
    }
  }

  return {
    add: (owner, requests, leaseMs) =>
      inTurn(async () => {
        const taken = requests.map((request) => ({ ...request, acceptedAt: new Date() }));
        await append({ taken });
        const leaseUntilMs = performance.now() + leaseMs;
        for (const request of taken) entries.set(request.id, { request, owner, leaseUntilMs });
      }),

    remove: (owner, ids) =>
      inTurn(async () => {
        const ended = [...ownedBy(owner, ids)].map(({ request }) => request.id);
        if (ended.length === 0) return;
        if (ended.length === entries.size) await cut(0);
        else await append({ ended });
        for (const id of ended) entries.delete(id);
        if (sizeBytes > MAX_BYTES) await rewrite();
      }),

    async renew(owner, ids, leaseMs) {
      for (const entry of ownedBy(owner, ids)) entry.leaseUntilMs = performance.now() + leaseMs;
    },

    async release(owner) {
      for (const entry of ownedBy(owner)) entry.leaseUntilMs = 0;
    },

    async takeOver(owner, leaseMs, most) {
      const now = performance.now();
      const lapsed = [...entries.values()]
        .filter(({ leaseUntilMs }) => leaseUntilMs <= now)
        .sort((a, b) => a.leaseUntilMs - b.leaseUntilMs)
        .slice(0, most);
      for (const entry of lapsed) Object.assign(entry, { owner, leaseUntilMs: now + leaseMs });
      return lapsed.map(({ request }) => request);
    },

    // Words of what has ended stand in the file until it is written again.
    forgetWorkspace: (workspaceId) =>
      inTurn(async () => {
        for (const [id, { request }] of entries) {
          if (request.workspaceId === workspaceId) entries.delete(id);
        }
        await rewrite();
      }),

    close: () => inTurn(() => file.close()),
  };
}
