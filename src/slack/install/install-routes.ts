import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Route } from '../kit/web-server.js';
import type { Finish, Finished } from './finish-install.js';
import type { SignedStates } from './install-states.js';
import {
  CANCELLED,
  EXPIRED,
  INSTALL_PATH,
  installedPage,
  NO_ANSWER,
  NOT_FROM_HERE,
  NOT_SAVED,
  OTHER_BROWSER,
  type Page,
  REDIRECT_PATH,
  refusedPage,
  sendPage,
  startPage,
  TOO_MANY_VISITS,
} from './pages.js';
import { SCOPES } from './scopes.js';
import { createVisits, VISITS_COUNT_FOR_MS } from './visits.js';

/** What the two pages of an installation need. */
export interface InstallPages {
  readonly states: SignedStates;
  readonly finish: Finish;
  readonly clientId: string;
  /** Slack's page that asks people. */
  readonly authorizeUrl: string;
  /** Where Slack sends them back to; `undefined` for the first address in the app's settings. */
  readonly redirectUri: string | undefined;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** Ties an installation to the browser in which it began. */
const COOKIE = 'ftcost-install';
const COOKIE_FOR = `; Path=${REDIRECT_PATH}; HttpOnly; Secure; SameSite=Lax`;
const COOKIE_SECONDS = 600;

/** The pages on which people install the app: one to begin, one where Slack sends them back. */
export function installRoutes(pages: InstallPages): readonly Route[] {
  const { states, clock, logger } = pages;
  const mayVisit = createVisits(clock);

  function authorizeUrl(state: string): string {
    const url = new URL(pages.authorizeUrl);
    url.searchParams.set('client_id', pages.clientId);
    url.searchParams.set('scope', SCOPES.join(','));
    url.searchParams.set('state', state);
    if (pages.redirectUri !== undefined) url.searchParams.set('redirect_uri', pages.redirectUri);
    return url.href;
  }

  async function begin(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    const state = await states.begin(clock());
    const cookie = `${COOKIE}=${state}; Max-Age=${COOKIE_SECONDS}${COOKIE_FOR}`;
    sendPage(response, startPage(authorizeUrl(state)), cookie);
  }

  async function end(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = await outcome(request);
    sendPage(response, page, `${COOKIE}=; Max-Age=0${COOKIE_FOR}`);
  }

  async function outcome(request: IncomingMessage): Promise<Page> {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const error = query.get('error');
    const code = query.get('code');
    const state = query.get('state');
    // Nothing comes of an error, so it matters little who shows it.
    if (error !== null) return error === 'access_denied' ? CANCELLED : refusedPage(error);
    if (code === null || state === null) return NOT_FROM_HERE;
    if (cookieOf(request) !== state) return OTHER_BROWSER;
    if (!(await states.finish(state, clock()))) return EXPIRED;
    return pageOf(await pages.finish(code, pages.redirectUri));
  }

  /** Whatever happens, the browser gets a page; but nothing is done for more visits than a minute may bring. */
  function guarded(
    path: string,
    handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ): Route {
    return {
      path,
      method: ['GET'],
      async handler(request, response) {
        if (!mayVisit(request)) {
          response.setHeader('retry-after', VISITS_COUNT_FOR_MS / 1_000);
          return sendPage(response, TOO_MANY_VISITS);
        }
        try {
          await handle(request, response);
        } catch (error) {
          logger.error({ err: error, path }, 'A page of the installation failed');
          if (!response.headersSent) sendPage(response, NOT_SAVED);
        }
      },
    };
  }

  return [guarded(INSTALL_PATH, begin), guarded(REDIRECT_PATH, end)];
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

function pageOf(finished: Finished): Page {
  switch (finished.kind) {
    case 'installed':
      return installedPage(finished.name, finished.slackUrl);
    case 'refused':
      return refusedPage(finished.word);
    case 'no-answer':
      return NO_ANSWER;
  }
}
