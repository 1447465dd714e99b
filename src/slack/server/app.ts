import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Advisor } from '../../advisor/advisor.js';
import type { Drawing } from '../../charts/memo/memo.js';
import type { DigestDesk } from '../../digest/digest-desk.js';
import type { Workload } from '../../engine/index.js';
import type { EvidenceBook } from '../../evidence/index.js';
import { inLogContext, logContext, noteWorkspace } from '../../log/log-context.js';
import type { Measures } from '../../metrics/measures.js';
import type { NumbersReader } from '../../numbers/numbers-reader.js';
import type { PriceBook, PriceFact } from '../../prices/price-book.js';
import type { LiveLink } from '../../store/live-links.js';
import { DEFAULT_RETENTION } from '../../store/retention.js';
import type { Store } from '../../store/store.js';
import type { Workspaces } from '../../store/workspaces.js';
import { createAcceptedWork } from '../accepted/accepted-work.js';
import { type Layer, LayeredApp } from '../entry/layered-app.js';
import type { LiveSheets } from '../entry/services.js';
import { createHomes } from '../features/home/homes.js';
import { type PostedBack, postBack } from '../features/result/post-back.js';
import { manyWorkspaces, oneWorkspace } from '../install/access.js';
import type { BotIdentity } from '../install/bot-identity.js';
import type { InstallSettings } from '../install/installing.js';
import { boltLogger } from '../kit/bolt-logger.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { toSlackOnly } from '../kit/slack-hosts.js';
import { OUTSIDE, slackApiWith, webClientOptions } from '../kit/web-client.js';
import { type Route, serveRoutes } from '../kit/web-server.js';
import { findWorkspace } from '../kit/workspace-of.js';
import { type Claims, createMemoryClaims } from '../posting/claims.js';
import { createTurns } from '../posting/turns.js';
import { createFormUpdates } from '../posting/windows.js';
import { handleListenerError, type ListenerFailure } from './error-handler.js';
import { acknowledgeRest, countRunningRequests, measureRequests } from './layers.js';
import { registerListeners } from './listeners.js';
import { createReceiver, HttpReceiver } from './receiver.js';

/** Slack sends signed requests to us. */
interface HttpEntrance {
  /** A request is taken when it is signed with one of them. */
  readonly signingSecrets: readonly string[];
}

/** We keep a connection to Slack open: Socket Mode. */
interface SocketEntrance {
  readonly appToken: string;
}

/** One workspace, whose token is given. */
interface OneWorkspace {
  readonly botToken: string;
}

/** Every workspace that installs the app by OAuth. */
interface ManyWorkspaces {
  readonly oauth: InstallSettings;
}

/** What the Slack app is made of. */
export type SlackAppOptions = SlackAppParts &
  (HttpEntrance | SocketEntrance) &
  (OneWorkspace | ManyWorkspaces);

/** What the Slack app is made of, whichever way Slack reaches it. */
export interface SlackAppParts {
  /** Another base of the Web API, for GovSlack and tests. */
  readonly slackApiUrl?: string;
  /** Where browsers reach the app, without a slash at the end. */
  readonly publicUrl?: string;
  /** Where programs reach the app, without a slash at the end. */
  readonly programsAt?: () => string;
  /** The prices as they are now. */
  readonly priceBook: () => PriceBook;
  /** The published results as they are now. */
  readonly evidence: { current(): EvidenceBook };
  /** What workspaces keep. */
  readonly workspaces: Workspaces;
  /** Every known price of a model, past and announced ones included. Default: those of the price book. */
  readonly historyOf?: (modelId: string) => Promise<readonly PriceFact[]>;
  /** Subscriptions, and what digests say. */
  readonly digests: DigestDesk;
  /** Where that and the installations are kept. */
  readonly store: Store;
  readonly advisor: Pick<Advisor, 'advise'>;
  readonly numbers: Pick<NumbersReader, 'read'>;
  readonly renderer: { render(drawing: Drawing): Promise<Buffer> };
  readonly clock: () => Date;
  readonly logger: Logger;
  /** Pages beside Slack's endpoint, such as `/healthz`. */
  readonly routes?: readonly Route[];
  /** Who answers a submission that is delivered twice. Default: the memory of this process. */
  readonly claims?: Claims;
  /** Network, waiting and stopwatch. Default: the real ones. */
  readonly outside?: Outside;
  /** What a workspace keeps is kept for so long after it has removed the app, in days. Default: seven. */
  readonly removedKeptDays?: number;
  /** Where results open in the browser. Default: nowhere. */
  readonly live?: LiveSheets;
  /** Told what there is to count. Default: nobody. */
  readonly measures?: Measures;
}

/** The Slack app. */
export interface SlackApp {
  /**
   * Gets ready. With the token of one workspace, asks Slack who the bot is: not needed to answer people, but a start
   * fails early and clearly. With many workspaces, seals again what was sealed with an older key.
   *
   * @returns the bot of the one workspace; `undefined` with many
   * @throws BotIdentityError when the token is refused or Slack cannot be reached
   */
  init(): Promise<BotIdentity | undefined>;
  /**
   * The Web API with the token of a workspace, for work that nobody has asked for just now. The one way to get it:
   * tokens that end are renewed on the way.
   *
   * @throws NotInstalledError when the app is not installed there
   */
  clientFor(workspaceId: string): Promise<SlackApi>;
  /** Brings the Home tabs of a workspace up to date, soon, after a change that nobody made here, such as a digest. */
  homesChanged(workspaceId: string): void;
  /**
   * Posts a result that somebody has worked out in the browser, once for each workload of a link, in the thread of the
   * result that the link was made on.
   *
   * @param origin what it was made with, and what was changed there
   * @throws NotInstalledError when the app is not installed there any more
   * @throws UnknownModelError when a model has left the catalogue
   */
  postBack(link: LiveLink, workload: Workload, origin: string): Promise<PostedBack>;
  /** Listens; returns the port, which is the given one unless that is 0. In Socket Mode it
   * serves the pages there and connects to Slack. */
  start(port: number, host?: string): Promise<number>;
  /** Takes no more requests and waits for those at work, at most this long. Returns how many were left behind. */
  stop(deadlineMs?: number): Promise<number>;
  /** Looks now for requests that other processes left behind. Returns how many people were told. */
  tellInterrupted(): Promise<number>;
  /** Forgets workspaces that are gone for long: they have removed the app, or Slack refuses the token. @returns how many */
  forgetGone(): Promise<number>;
  /** Waits until no token is being renewed: one that is cut off is lost. After everything else has stopped. */
  settled(): Promise<void>;
  /** Requests at work. */
  running(): number;
}

/** Connections that are still open after a stop are cut after this time, in milliseconds. */
const LAST_ANSWERS_MS = 500;

/** Builds the app. Opens no connection and calls nobody until it is started. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { logger, measures, claims = createMemoryClaims() } = options;
  const outside = toSlackOnly(
    {
      ...(options.outside ?? OUTSIDE),
      ...(measures !== undefined && { slackFailed: measures.slackFailed }),
    },
    options,
  );
  const clientOptions = webClientOptions(options.slackApiUrl, logger);
  const { removedKeptDays = DEFAULT_RETENTION.removedDays } = options;
  const access =
    'oauth' in options
      ? manyWorkspaces(options.oauth, { ...options, outside, removedKeptDays })
      : oneWorkspace(options.botToken, { ...options, outside, removedKeptDays });
  const routes = [...(options.routes ?? []), ...access.routes];
  const receiver = createReceiver(options, {
    routes,
    logger,
    measures,
    clock: options.store.clock,
    slackApiUrl: options.slackApiUrl,
  });
  const requests = countRunningRequests();
  const accepted = createAcceptedWork({ ...options, claims, apiOf: access.clientFor, outside });
  const measured = measures && measureRequests(measures, outside.now);
  const layers: readonly Layer[] = [
    // Over HTTP a request has its id already.
    (event, run) => (logContext() === undefined ? inLogContext(() => run(event)) : run(event)),
    requests.layer,
    ...(measured === undefined ? [] : [measured.layer]),
    acknowledgeRest,
    accepted.layer,
  ];
  let server: Server | undefined;
  const app = new LayeredApp(
    {
      receiver,
      async authorize(source, body) {
        const workspaceId = findWorkspace(source);
        noteWorkspace(workspaceId);
        const authorized = await access.authorize(source, body);
        if (workspaceId !== undefined && body !== undefined) accepted.belongsTo(body, workspaceId);
        return authorized;
      },
      clientOptions,
      logger: boltLogger(logger),
      convoStore: false,
      extendedErrorHandler: true,
      socketMode: 'appToken' in options,
    },
    layers,
  );
  const { installUrl } = access;
  const parts = {
    ...options,
    historyOf: options.historyOf ?? historyIn(options.priceBook),
    outside,
    claims,
    turns: createTurns(outside),
    forms: createFormUpdates(),
    ...(installUrl !== undefined && { installUrl }),
  };
  const homes = createHomes({ ...parts, apiOf: access.clientFor });
  const services = { ...parts, homes };
  // Requests that need no token, such as the removal of the app, come here without having been authorised.
  app.use(async ({ context, next }) => {
    noteWorkspace(findWorkspace(context));
    await next();
  });
  registerListeners(app, services);
  access.listenForRemoval(app);
  app.error(async (failure: ListenerFailure) => {
    measured?.noteFailure(failure.body);
    const token = failure.context.botToken;
    const api = token === undefined ? {} : { api: slackApiWith(token, options.slackApiUrl, logger) };
    const isTold = await handleListenerError({ ...services, ...api }, failure);
    accepted.afterFailure(failure.body, isTold);
  });

  return {
    init: access.init,
    clientFor: access.clientFor,
    homesChanged: (workspaceId) => homes.changed(workspaceId),
    postBack: (link, workload, origin) =>
      requests.during(() =>
        inLogContext(async () => {
          noteWorkspace(link.workspaceId);
          const api = await access.clientFor(link.workspaceId);
          return postBack({ ...services, api }, link, workload, origin);
        }),
      ),
    async start(port, host) {
      if (receiver instanceof HttpReceiver) {
        server = await receiver.start(port, host);
      } else {
        server = await serveRoutes(routes, logger, port, host);
        await receiver.start();
      }
      accepted.start();
      const address = server.address();
      return address !== null && typeof address === 'object' ? address.port : port;
    },
    async stop(deadlineMs = 10_000) {
      const closing = receiver
        .stop()
        .catch((error: unknown) => logger.warn({ err: error }, 'The way in was not open'));
      const left = await requests.drain(deadlineMs);
      await Promise.all([
        accepted.stop(),
        Promise.race([homes.stop(), sleep(deadlineMs, undefined, { ref: false })]),
      ]);
      await Promise.race([closing, sleep(LAST_ANSWERS_MS)]);
      server?.close();
      server?.closeAllConnections();
      if (left > 0) logger.warn({ left }, 'Stopped while requests were still at work');
      return left;
    },
    tellInterrupted: accepted.tellInterrupted,
    forgetGone: access.forgetGone,
    settled: access.settled,
    running: requests.count,
  };
}

/** The history that the price book itself holds. */
function historyIn(priceBook: () => PriceBook) {
  return async (modelId: string): Promise<readonly PriceFact[]> =>
    priceBook().facts.filter(({ product }) => product === modelId);
}
