import { FeedError } from './feed-error.js';

/**
 * Reads a stream to its end, or stops it as soon as it has given more than `byteLimit` bytes. The bytes are
 * counted after decompression, so that a small answer cannot swell beyond the limit.
 *
 * @throws FeedError `too-large` past the limit, `truncated` when the transfer breaks off.
 */
export async function readLimited(stream: AsyncIterable<Uint8Array>, byteLimit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > byteLimit) throw tooLarge(byteLimit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError('truncated', `The transfer of the price feed broke off after ${size} bytes.`, {
      cause: error,
    });
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(byteLimit: number): FeedError {
  const mebibytes = byteLimit / 1024 / 1024;
  const limit = mebibytes >= 1 ? `${Math.round(mebibytes)} MiB` : `${byteLimit} bytes`;
  return new FeedError('too-large', `The price feed is larger than ${limit}.`);
}
