import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FeedError } from './feed-error.js';
import { readLimited } from './read-limited.js';

/** Opening a pipe that nobody writes to must not wait. */
const READING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Reads a feed from a regular file. Pipes and devices are refused, for they need never end.
 *
 * @throws FeedError `unreachable` when there is no such file, `too-large` past the limit.
 */
export async function readFeedFile(url: URL, byteLimit: number, signal: AbortSignal): Promise<Uint8Array> {
  const path = fileURLToPath(url);
  const file = await open(path, READING).catch((error: unknown) => {
    throw new FeedError('unreachable', `The price feed file ${path} cannot be read.`, { cause: error });
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new FeedError('unreachable', `The price feed ${path} is not a file.`);
    return await readLimited(file.createReadStream({ signal, autoClose: false }), byteLimit);
  } finally {
    await file.close();
  }
}
