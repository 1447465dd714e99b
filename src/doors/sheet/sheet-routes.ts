import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { UnknownModelError, type Workload } from '../../engine/index.js';
import type { EvidenceBook } from '../../evidence/index.js';
import type { PriceBook } from '../../prices/price-book.js';
import { isInstalled, NotInstalledError } from '../../slack/errors/not-installed.js';
import type { PostedBack } from '../../slack/features/result/post-back.js';
import { createVisits, VISITS_COUNT_FOR_MS } from '../../slack/install/visits.js';
import type { Route } from '../../slack/kit/web-server.js';
import type { LiveLink } from '../../store/live-links.js';
import type { Workspaces } from '../../store/workspaces.js';
import type { WorkspaceBasis } from '../../workspace/advise-for.js';
import { bodyWithin } from '../body.js';
import { changeWords } from './change-words.js';
import { applyChanges } from './changes.js';
import { BOOKS_PATH, OPEN_PATH, POST_PATH, type Posted, PostSchema, ShownSchema } from './exchange.js';
import { GUARDS, pageRoutes, takesGzip } from './page-files.js';
import { LIST_PATHS, valueAt } from './paths.js';
import { booksOf, sheetOf } from './sheet.js';

/** What the live sheet needs. */
export interface SheetParts {
  readonly workspaces: Pick<Workspaces, 'liveLinks' | 'basis'>;
  /** The list prices as they are now. */
  readonly priceBook: () => PriceBook;
  readonly evidence: { current(): EvidenceBook };
  readonly clock: () => Date;
  readonly logger: Logger;
  /** What is asked whether a workspace has the app. @throws NotInstalledError when it has not */
  clientFor(workspaceId: string): Promise<unknown>;
  /** Posts a changed workload where the link was made. */
  postBack(link: LiveLink, workload: Workload, origin: string): Promise<PostedBack>;
}

/** Longest body that is read, in bytes: changes are far shorter. */
const MAX_BODY = 16_384;

/** A link that opens, and what its workspace goes by. */
interface Opened {
  readonly link: LiveLink;
  readonly basis: WorkspaceBasis;
}

/** An answer to the page. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The same whatever is wrong with a link: nobody learns whether there ever was one. */
const NO_LINK: Answer = { status: 404, body: { problem: 'no-link' } };
const MALFORMED: Answer = { status: 400, body: { problem: 'malformed' } };
const TOO_MANY_VISITS: Answer = { status: 429, body: { problem: 'too-many-visits' } };

/** The page of the live sheet, and what it asks the app. */
export function sheetRoutes(parts: SheetParts): readonly Route[] {
  const { logger, clock } = parts;
  const mayVisit = createVisits(clock);
  const packBooks = createBookPacker();

  async function opened(secret: string): Promise<Opened | undefined> {
    const link = await parts.workspaces.liveLinks.open(secret, clock());
    if (link === undefined) return undefined;
    const basis = await parts.workspaces.basis(link.workspaceId, parts.priceBook());
    if (basis.settings?.settings.liveSheets === 'off') return undefined;
    return (await isInstalled(parts.clientFor(link.workspaceId))) ? { link, basis } : undefined;
  }

  async function post({ link, basis }: Opened, body: unknown): Promise<Answer> {
    const parsed = PostSchema.safeParse(body);
    if (!parsed.success) return MALFORMED;
    const { changes } = parsed.data;
    const sheet = sheetOf(link, basis, parts.evidence.current());
    const changed = applyChanges(link.workload, changes, sheet.listPrice);
    if (!changed.ok) return { status: 422, body: { problem: 'invalid', path: changed.path } };
    // Names of sellers are shown where the result is posted: they are those that are known.
    const known = new Set([...sheet.sellers, ...LIST_PATHS.flatMap((path) => namesAt(link.workload, path))]);
    const named = LIST_PATHS.flatMap((path) => namesAt(changed.workload, path));
    if (named.some((name) => !known.has(name))) return { status: 422, body: { problem: 'invalid' } };
    const origin = `From the live sheet: ${changeWords(changes) || 'nothing was changed'}.`;
    try {
      return answerOf(await parts.postBack(link, changed.workload, origin));
    } catch (error) {
      if (error instanceof UnknownModelError)
        return failed(409, 'A model of this workload has left the catalogue.');
      if (error instanceof NotInstalledError) return NO_LINK;
      throw error;
    }
  }

  /** Reads what the page says, opens its link, and answers with what `work` makes of it. */
  function asked(
    path: string,
    schema: z.ZodType<{ readonly secret: string }>,
    work: (opened: Opened, body: unknown) => Promise<Answer | Packed>,
  ): Route {
    return {
      path: `/${path}`,
      method: ['POST'],
      async handler(request: IncomingMessage, response: ServerResponse) {
        if (!mayVisit(request)) {
          response.setHeader('retry-after', VISITS_COUNT_FOR_MS / 1_000);
          return send(request, response, TOO_MANY_VISITS);
        }
        const body = await bodyOf(request);
        const shown = schema.safeParse(body);
        if (!shown.success) return send(request, response, MALFORMED);
        const found = await opened(shown.data.secret);
        if (found === undefined) return send(request, response, NO_LINK);
        logger.info({ path, workspaceId: found.link.workspaceId }, 'A live sheet was asked');
        return send(request, response, await work(found, body));
      },
    };
  }

  return [
    ...pageRoutes(),
    asked(OPEN_PATH, ShownSchema, async ({ link, basis }) => ({
      status: 200,
      body: sheetOf(link, basis, parts.evidence.current()),
    })),
    asked(BOOKS_PATH, ShownSchema, ({ basis }) => packBooks(basis.book, parts.evidence.current())),
    asked(POST_PATH, PostSchema, post),
  ];
}

function namesAt(workload: Workload, path: string): readonly string[] {
  const value = valueAt(workload, path);
  return Array.isArray(value) ? value.map(String) : [];
}

const POSTED: Posted = { kind: 'posted' };

function failed(status: number, why: string): Answer {
  return { status, body: { kind: 'failed', why } satisfies Posted };
}

function answerOf(outcome: PostedBack): Answer {
  switch (outcome) {
    case 'posted':
    case 'posted-through-response-url':
      return { status: 200, body: POSTED };
    case 'duplicate':
      return { status: 200, body: { kind: 'already' } satisfies Posted };
    case 'told-privately':
      return failed(502, 'Slack did not take it there. Whoever made the link has been told.');
    case 'unknown':
      return failed(
        502,
        'Slack did not confirm it. Please look in the conversation before you post it again.',
      );
    case 'busy':
      return failed(503, 'Too many are waiting just now. Please try again in a minute.');
    case 'too-many':
      return failed(429, 'This link has posted as many results as it may. Make another one under a result.');
  }
}

/** An answer that is packed already. */
interface Packed {
  readonly bytes: Buffer;
  readonly packed: Buffer;
}

const packed = promisify(gzip);

/** Packs the books of now once for all that ask; those of other workspaces and days are forgotten with their books. */
function createBookPacker(): (book: PriceBook, evidence: EvidenceBook) => Promise<Packed> {
  const kept = new WeakMap<PriceBook, { readonly evidence: EvidenceBook; readonly books: Promise<Packed> }>();
  async function pack(book: PriceBook, evidence: EvidenceBook): Promise<Packed> {
    const bytes = Buffer.from(JSON.stringify(booksOf(book, evidence)));
    return { bytes, packed: await packed(bytes) };
  }
  return (book, evidence) => {
    const known = kept.get(book);
    if (known?.evidence === evidence) return known.books;
    const books = pack(book, evidence);
    kept.set(book, { evidence, books });
    return books;
  };
}

/** What was sent, as far as it is JSON of a sensible length; `undefined` else. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!String(request.headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  const text = await bodyWithin(request, MAX_BODY);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer | Packed): void {
  const headers = {
    ...GUARDS,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if ('bytes' in answer) {
    const isTaken = takesGzip(request);
    response.writeHead(200, { ...headers, ...(isTaken && { 'content-encoding': 'gzip' }) });
    response.end(isTaken ? answer.packed : answer.bytes);
    return;
  }
  response.writeHead(answer.status, headers);
  response.end(JSON.stringify(answer.body));
}
