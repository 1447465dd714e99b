import { readFileSync } from 'node:fs';
import type { EvidenceData } from './build-evidence-book.js';
import { type FeedFigures, FeedMapSchema, type FeedNames, readFeed } from './feed-formats.js';

/**
 * The keyed live feed of quality: off unless an address and a key are set. What it says is kept apart from the shipped
 * figures, belongs to this installation and is never shipped.
 */

/** Longest time for the whole answer, most bytes of it, and oldest day that it may be of. */
const TIME_LIMIT_MS = 30_000;
const BYTE_LIMIT = 16 * 1024 * 1024;
const STALE_AFTER_DAYS = 120;
/** A feed that suddenly knows less than this part of what it knew is not believed. */
const LEAST_PART_LEFT = 0.5;
/** A feed in which more than this part of the figures cannot be is not believed at all. */
const MAX_IMPLAUSIBLE_PART = 0.05;

/** What to fetch, and how. */
export interface QualityFeedRequest {
  /** `QUALITY_FEED_URL`: an https address. */
  readonly url: string;
  /** `QUALITY_FEED_KEY`: sent to that host only, never logged. */
  readonly key: string;
  readonly fetch: typeof globalThis.fetch;
  /** Ids of the catalogue's models. */
  readonly modelIds: ReadonlySet<string>;
  /** Day of the look, `YYYY-MM-DD`. */
  readonly today: string;
  /** Results that the last look that was taken had. */
  readonly resultsBefore?: number;
}

/** What came of one look: one report for the operator, and the figures where they were taken. */
export interface QualityFeedReport {
  readonly taken: EvidenceData | null;
  /** One sentence without the key. */
  readonly message: string;
  readonly unmatched: number;
  readonly implausible: readonly string[];
}

/** Why a feed was not taken. The message is for the operator and holds no credentials. */
class Refused extends Error {}

/** Looks once at the feed. Never throws for what the feed does: nothing is taken then, and the report says why. */
export async function fetchQualityFeed(request: QualityFeedRequest): Promise<QualityFeedReport> {
  try {
    const figures = await figuresFrom(request);
    refuseImplausible(figures, request);
    const { data, unmatched, implausible } = figures;
    const left =
      implausible.length === 0 ? '' : ` ${implausible.length} figures that cannot be were left out.`;
    const message = `The quality feed gave ${data.results.length} results and ${data.speeds.length} speeds; ${unmatched} of its rows are of models that the catalogue does not have.${left}`;
    return { taken: data, message, unmatched, implausible };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const message = `${error.message} Nothing of it was taken.`;
    return { taken: null, message, unmatched: 0, implausible: [] };
  }
}

async function figuresFrom(request: QualityFeedRequest): Promise<FeedFigures> {
  const text = await textOf(request);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Refused('The quality feed is not JSON.');
  }
  const figures = readFeed(data, { names: feedNames(), modelIds: request.modelIds }, request.today);
  if (figures === null)
    throw new Refused(
      "The quality feed is neither of the form of OpenRouter's benchmarks nor of that of Artificial Analysis. Check QUALITY_FEED_URL.",
    );
  return figures;
}

/** The exact names that the feed uses, read once. */
let knownNames: FeedNames['names'] | undefined;
function feedNames(): FeedNames['names'] {
  knownNames ??= new Map(
    Object.entries(
      FeedMapSchema.parse(JSON.parse(readFileSync(new URL('./data/feed-map.json', import.meta.url), 'utf8')))
        .names,
    ),
  );
  return knownNames;
}

async function textOf({ url, key, fetch }: QualityFeedRequest): Promise<string> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new Refused('QUALITY_FEED_URL is not an https address, and a key is sent over nothing else.');
  const { host, username, password } = new URL(url);
  if (username !== '' || password !== '')
    throw new Refused(
      'QUALITY_FEED_URL must not hold a user name or password: put the key into QUALITY_FEED_KEY.',
    );
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${key}`, 'x-api-key': key },
      signal,
      // A key must not follow a redirect to somebody else.
      redirect: 'error',
      credentials: 'omit',
    });
    if (response.status === 401 || response.status === 403)
      throw new Refused(
        `The quality feed at ${host} refuses the key (${response.status}). Check QUALITY_FEED_KEY.`,
      );
    if (response.status !== 200 || response.body === null)
      throw new Refused(`The quality feed at ${host} answered with HTTP status ${response.status}.`);
    return await limitedText(response.body);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      signal.aborted
        ? `The quality feed at ${host} took longer than ${TIME_LIMIT_MS / 1000} s.`
        : `The quality feed at ${host} cannot be read.`,
      { cause: error },
    );
  }
}

/** The text of a body, given up as soon as it is too large; bytes are counted after decompression. */
async function limitedText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > BYTE_LIMIT)
      throw new Refused(`The quality feed is larger than ${BYTE_LIMIT / 1024 / 1024} MiB.`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks, size));
}

function refuseImplausible(
  { data, implausible }: FeedFigures,
  { today, resultsBefore }: QualityFeedRequest,
): void {
  const [source] = data.sources;
  const figures = data.results.length + data.speeds.length;
  if (figures === 0) throw new Refused('The quality feed knows no model of the catalogue.');
  const age = (Date.parse(today) - Date.parse(source?.date ?? today)) / 86_400_000;
  if (age > STALE_AFTER_DAYS)
    throw new Refused(`The quality feed is of ${source?.date}, ${Math.round(age)} days ago.`);
  if (implausible.length > MAX_IMPLAUSIBLE_PART * (figures + implausible.length))
    throw new Refused(
      `${implausible.length} figures of the quality feed cannot be, such as ${implausible[0]}.`,
    );
  if (resultsBefore !== undefined && data.results.length < LEAST_PART_LEFT * resultsBefore)
    throw new Refused(`The quality feed fell from ${resultsBefore} results to ${data.results.length}.`);
}
