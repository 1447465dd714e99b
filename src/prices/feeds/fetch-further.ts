import { createHash } from 'node:crypto';
import { FeedError, type FeedErrorCode } from '../registry/feed-error.js';
import { type FeedRequest, fetchFeed } from '../registry/fetch-feed.js';
import { nextAzurePage } from './azure-retail-prices.js';
import type { FurtherFeed } from './feed-list.js';
import { PORTKEY_PROVIDERS } from './portkey.js';

/** Regions of the AWS price list that are read: where Bedrock tunes Nova, and where it tunes Llama. */
const AWS_REGIONS = ['us-east-1', 'us-west-2'];

/** Most pages that are read of a list in pages; the real one has about eight. */
const MAX_PAGES = 40;

/** Most bytes of all files of one feed together; the real ones have up to 6 MB. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Longest time in milliseconds that all files of one feed may take. */
const TIME_LIMIT_MS = 60_000;

/** A feed beside the registry, as it came. Plain data: it travels to a worker thread. */
export type FetchedFurther =
  | {
      readonly voice: FurtherFeed['voice'];
      readonly outcome: 'fetched';
      /** Its files, each under what it is for: a provider, a region, a page. */
      readonly files: readonly { readonly name: string; readonly text: string }[];
      /** Checksum of all of them, hexadecimal. */
      readonly sha256: string;
    }
  | {
      readonly voice: FurtherFeed['voice'];
      readonly outcome: 'refused';
      readonly code: FeedErrorCode;
      /** One sentence for the operator, without credentials. */
      readonly message: string;
    };

/** Fetches one feed whole, within limits of time and size. Never throws for the feed: it may be missing. */
export async function fetchFurther(
  { voice, address }: FurtherFeed,
  limits: Pick<FeedRequest, 'fetch' | 'timeLimitMs' | 'byteLimit'>,
): Promise<FetchedFurther> {
  try {
    const files = await filesOf({ voice, address }, limits);
    const sha256 = createHash('sha256');
    for (const { name, text } of files) sha256.update(`${name}\n${text}\n`);
    return { voice, outcome: 'fetched', files, sha256: sha256.digest('hex') };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return { voice, outcome: 'refused', code: error.code, message: error.message };
  }
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

async function filesOf(
  { voice, address }: FurtherFeed,
  limits: Pick<FeedRequest, 'fetch' | 'timeLimitMs' | 'byteLimit'>,
): Promise<readonly NamedText[]> {
  const until = Date.now() + (limits.timeLimitMs ?? TIME_LIMIT_MS);
  const byteLimit = limits.byteLimit ?? MAX_BYTES;
  let left = byteLimit;

  async function read(url: string): Promise<string> {
    const timeLimitMs = until - Date.now();
    if (timeLimitMs <= 0) throw new FeedError('timed-out', 'The files of the feed took too long together.');
    const fetched = await fetchFeed({ ...limits, url, timeLimitMs, byteLimit: left });
    if (fetched.status === 'unchanged') throw new TypeError('Nothing was said of an earlier state.');
    left -= Buffer.byteLength(fetched.text);
    return fetched.text;
  }

  if (voice === 'azure') return pagesOf(address, read);
  const files: NamedText[] = [];
  for (const { name, url } of urlsOf(voice, address)) files.push({ name, text: await read(url) });
  return files;
}

function urlsOf(voice: FurtherFeed['voice'], address: string): readonly { name: string; url: string }[] {
  if (voice === 'models.dev') return [{ name: 'all', url: address }];
  const [mark, names] =
    voice === 'portkey' ? ['{provider}', [...PORTKEY_PROVIDERS.keys()]] : ['{region}', AWS_REGIONS];
  return names.map((name) => ({ name, url: address.replaceAll(mark, name) }));
}

async function pagesOf(
  address: string,
  read: (url: string) => Promise<string>,
): Promise<readonly NamedText[]> {
  const pages: NamedText[] = [];
  for (let url: string | undefined = address; url !== undefined; ) {
    if (pages.length === MAX_PAGES) {
      throw new FeedError('too-large', `The feed has more than ${MAX_PAGES} pages.`);
    }
    const text: string = await read(url);
    pages.push({ name: `page ${pages.length + 1}`, text });
    url = nextAzurePage(text, address);
  }
  return pages;
}
