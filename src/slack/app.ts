import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Advisor } from '../advisor/advisor.js';
import type { Chart } from '../charts/chart.js';
import type { DigestDesk } from '../digest/digest-desk.js';
import type { PriceBook, PriceFact } from '../prices/price-book.js';
import type { Workspaces } from '../store/workspaces.js';
import { boltLogger } from './bolt-logger.js';
import { authorizeWith, type BotIdentity, fetchBotIdentity } from './bot-identity.js';
import { handleListenerError, type ListenerFailure } from './error-handler.js';
import { registerListeners } from './listeners.js';
import { type Claims, createMemoryClaims } from './posting/claims.js';
import type { Outside } from './posting/slack-api.js';
import { createTurns } from './posting/turns.js';
import { createReceiver, type Route } from './receiver.js';
import { serveRoutes } from './route-server.js';
import { countRunningListeners } from './running-listeners.js';
import { OUTSIDE, slackApiWith, webClientOptions } from './web-client.js';

/** Slack sends signed requests to us. */
interface HttpEntrance {
  readonly signingSecret: string;
}

/** We keep a connection to Slack open: Socket Mode. */
interface SocketEntrance {
  readonly appToken: string;
}

/** What the Slack app is made of. */
export type SlackAppOptions = SlackAppParts & (HttpEntrance | SocketEntrance);

/** What the Slack app is made of, whichever way Slack reaches it. */
export interface SlackAppParts {
  readonly botToken: string;
  /** Another base of the Web API, for GovSlack and tests. */
  readonly slackApiUrl?: string;
  /** The prices as they are now. */
  readonly priceBook: () => PriceBook;
  /** What workspaces keep. */
  readonly workspaces: Workspaces;
  /** Every known price of a model, past and announced ones included. Default: those of the price book. */
  readonly historyOf?: (modelId: string) => Promise<readonly PriceFact[]>;
  /** Subscriptions, and what digests say. */
  readonly digests: DigestDesk;
  readonly advisor: Pick<Advisor, 'advise'>;
  readonly renderer: { render(chart: Chart): Promise<Buffer> };
  readonly clock: () => Date;
  readonly logger: Logger;
  /** Pages beside Slack's endpoint, such as `/healthz`. */
  readonly routes?: readonly Route[];
  /** Who answers a submission that is delivered twice. Default: the memory of this process. */
  readonly claims?: Claims;
  /** Network, waiting and stopwatch. Default: the real ones. */
  readonly outside?: Outside;
}

/** The Slack app. */
export interface SlackApp {
  /**
   * Asks Slack who the bot is. Not needed to answer people; a start uses it to fail early and clearly.
   *
   * @throws BotIdentityError when the token is refused or Slack cannot be reached
   */
  init(): Promise<BotIdentity>;
  /** Listens; returns the port, which is the given one unless that is 0. In Socket Mode it
   * serves the pages there and connects to Slack. */
  start(port: number, host?: string): Promise<number>;
  /** Takes no more requests and waits for those at work, at most this long. Returns how many were left behind. */
  stop(deadlineMs?: number): Promise<number>;
  /** Requests at work. */
  running(): number;
}

/** Connections that are still open after a stop are cut after this time, in milliseconds. */
const LAST_ANSWERS_MS = 500;

/** Builds the app. Opens no connection and calls nobody until it is started. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { botToken, logger, outside = OUTSIDE, claims = createMemoryClaims() } = options;
  const clientOptions = webClientOptions(options.slackApiUrl, logger);
  const receiver = createReceiver(options, options.routes ?? [], logger);
  const listeners = countRunningListeners();
  let identity: BotIdentity | undefined;
  let server: Server | undefined;
  const app = new App({
    receiver,
    authorize: authorizeWith(botToken, () => identity),
    clientOptions,
    logger: boltLogger(logger),
    convoStore: false,
    extendedErrorHandler: true,
    socketMode: 'appToken' in options,
  });
  const historyOf = options.historyOf ?? historyIn(options.priceBook);
  const services = { ...options, historyOf, outside, claims, turns: createTurns(outside) };
  app.use(listeners.middleware);
  registerListeners(app, services);
  app.error((failure: ListenerFailure) => listeners.during(() => handleListenerError(services, failure)));

  return {
    async init() {
      identity = await fetchBotIdentity(slackApiWith(botToken, options.slackApiUrl, logger), outside);
      return identity;
    },
    async start(port, host) {
      if (receiver instanceof HTTPReceiver) {
        server = await receiver.start({ port, ...(host === undefined ? {} : { host }) });
      } else {
        server = await serveRoutes(options.routes ?? [], port, host);
        await receiver.start();
      }
      const address = server.address();
      return address !== null && typeof address === 'object' ? address.port : port;
    },
    async stop(deadlineMs = 10_000) {
      const closing = receiver
        .stop()
        .catch((error: unknown) => logger.warn({ err: error }, 'The way in was not open'));
      const left = await listeners.drain(deadlineMs);
      await Promise.race([closing, sleep(LAST_ANSWERS_MS)]);
      server?.close();
      server?.closeAllConnections();
      if (left > 0) logger.warn({ left }, 'Stopped while requests were still at work');
      return left;
    },
    running: () => listeners.count(),
  };
}

/** The history that the price book itself holds. */
function historyIn(priceBook: () => PriceBook) {
  return async (modelId: string): Promise<readonly PriceFact[]> =>
    priceBook().facts.filter(({ product }) => product === modelId);
}
