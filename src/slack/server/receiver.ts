import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  type App,
  HTTPModuleFunctions,
  HTTPResponseAck,
  type Receiver,
  SocketModeReceiver,
} from '@slack/bolt';
import type { Logger } from 'pino';
import { inLogContext } from '../../log/log-context.js';
import type { Measures, RefusalReason } from '../../metrics/measures.js';
import { boltLogger } from '../kit/bolt-logger.js';
import { isSignedBySlack } from '../kit/slack-signature.js';
import { type Route, serveRoutes } from '../kit/web-server.js';
import { readSlackRequest } from './slack-request.js';

/** The way in: Socket Mode when there is an app token, else signed HTTP. */
export function createReceiver(
  entrance: { readonly signingSecrets: readonly string[] } | { readonly appToken: string },
  parts: Omit<HttpReceiverParts, 'signingSecrets'> & { readonly slackApiUrl?: string | undefined },
): HttpReceiver | SocketModeReceiver {
  const { logger, slackApiUrl } = parts;
  if (!('appToken' in entrance)) {
    return new HttpReceiver({ ...parts, signingSecrets: entrance.signingSecrets });
  }
  // In Socket Mode our own pages are served by `serveRoutes`: Bolt would put them on a port of its own choice.
  return new SocketModeReceiver({
    appToken: entrance.appToken,
    logger: boltLogger(logger),
    ...(slackApiUrl !== undefined && { installerOptions: { clientOptions: { slackApiUrl } } }),
  });
}

/** Where Slack sends everything. */
const SLACK_PATH = '/slack/events';

/** Slack's requests are far smaller; anything above is refused unread. */
const BODY_LIMIT = '1mb';

/** Slack waits three seconds. What nobody has acknowledged a little earlier is answered by us, in milliseconds. */
const ANSWER_WITHIN_MS = 2_900;

const REFUSED: Readonly<Record<RefusalReason, { readonly status: number; readonly words: string }>> = {
  signature: { status: 401, words: 'A request without a right signature was refused' },
  'too-large': { status: 413, words: 'A request that is too large was refused unread' },
  malformed: { status: 400, words: 'A request that is none of Slack was refused' },
  'unknown-type': { status: 404, words: 'A request of an unknown type was refused' },
};

const SSL_CHECK = { ssl_check: '1' };

/** Whether Slack only looks whether the connection is encrypted. */
function isSslCheck({ headers }: IncomingMessage, body: string): boolean {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  return isForm && new URLSearchParams(body).get('ssl_check') === SSL_CHECK.ssl_check;
}

/** What the receiver is made of. */
export interface HttpReceiverParts {
  /** A request is taken when it is signed with one of them. */
  readonly signingSecrets: readonly string[];
  /** Pages beside Slack's endpoint. */
  readonly routes: readonly Route[];
  /** Tells how old a request is. */
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly measures?: Pick<Measures, 'requestRefused'> | undefined;
}

/**
 * Signed requests of Slack over HTTP. Signatures are checked by Bolt's own functions; Bolt's own receiver passes on
 * bodies that break it.
 */
export class HttpReceiver implements Receiver {
  readonly #parts: HttpReceiverParts;
  #app: App | undefined;
  #server: Server | undefined;

  constructor(parts: HttpReceiverParts) {
    this.#parts = parts;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Listens. */
  async start(port: number, host?: string): Promise<Server> {
    const { routes, logger } = this.#parts;
    const entrance: Route = {
      path: SLACK_PATH,
      method: ['POST'],
      handler: (request, response) => inLogContext(() => this.#receive(request, response)),
    };
    this.#server = await serveRoutes([entrance, ...routes], logger, port, host);
    return this.#server;
  }

  /** Takes no more requests. Returns when those that came are answered. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
    });
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await this.#bodyOf(request);
    if (typeof body === 'string') return this.#refuse(response, body);
    const read = readSlackRequest(body.parsed);
    switch (read.kind) {
      case 'request':
        return this.#process(request, response, read.body);
      case 'challenge':
        return HTTPModuleFunctions.buildContentResponse(response, { challenge: read.challenge });
      case 'events-withheld':
        this.#parts.logger.warn('Slack withholds events of a workspace that makes too many');
        return HTTPModuleFunctions.buildNoBodyResponse(response, 200);
      case 'ssl-check':
        return HTTPModuleFunctions.buildNoBodyResponse(response, 200);
      default:
        return this.#refuse(response, read.kind);
    }
  }

  /** What was sent, if Slack has signed it. The reasons why not are told without what it says. */
  async #bodyOf(request: IncomingMessage): Promise<{ readonly parsed: unknown } | RefusalReason> {
    try {
      const buffered = await HTTPModuleFunctions.bufferIncomingMessage(request, BODY_LIMIT);
      const text = buffered.rawBody.toString();
      // Slack need not sign this, and nothing else in such a body counts.
      if (isSslCheck(request, text)) return { parsed: SSL_CHECK };
      const { signingSecrets, clock } = this.#parts;
      if (!isSignedBySlack(request.headers, text, signingSecrets, clock())) return 'signature';
      return { parsed: HTTPModuleFunctions.parseHTTPRequestBody(buffered) };
    } catch (error) {
      return HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413
        ? 'too-large'
        : 'malformed';
    }
  }

  #refuse(response: ServerResponse, reason: RefusalReason): void {
    const { logger, measures } = this.#parts;
    const { status, words } = REFUSED[reason];
    measures?.requestRefused(reason);
    logger.warn({ reason, status }, words);
    HTTPModuleFunctions.buildNoBodyResponse(response, status);
  }

  async #process(
    request: IncomingMessage,
    response: ServerResponse,
    body: Record<string, unknown>,
  ): Promise<void> {
    const { logger } = this.#parts;
    const ack = new HTTPResponseAck({
      logger: boltLogger(logger),
      processBeforeResponse: false,
      unhandledRequestTimeoutMillis: ANSWER_WITHIN_MS,
      unhandledRequestHandler() {
        logger.warn('A request of Slack was not acknowledged within three seconds');
        if (!response.headersSent) HTTPModuleFunctions.buildNoBodyResponse(response, 404);
      },
      httpRequest: request,
      httpRequestBody: body,
      httpResponse: response,
    });
    const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request);
    const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request);
    try {
      await this.#app?.processEvent({
        body,
        ack: ack.bind(),
        ...(retryNum !== undefined && { retryNum }),
        ...(retryReason !== undefined && { retryReason }),
      });
    } catch (error) {
      ack.ack();
      logger.error({ err: error }, 'A request of Slack could not be processed');
      if (!response.headersSent) HTTPModuleFunctions.buildNoBodyResponse(response, 500);
    }
  }
}
