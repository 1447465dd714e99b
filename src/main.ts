import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type BackgroundWork, startBackground } from './background.js';
import { type Config, ConfigError, readConfig, type SlackConnection } from './config.js';
import { networkDoors } from './doors/network.js';
import { PAGE_PATH } from './doors/sheet/page-files.js';
import { sheetRoutes } from './doors/sheet/sheet-routes.js';
import { EvidenceError } from './evidence/index.js';
import { createHealth } from './health.js';
import { observe } from './observe.js';
import { openParts, type Parts } from './parts.js';
import { CatalogueError } from './prices/catalogue-error.js';
import { createDigestMaker } from './slack/features/digest/digest-maker.js';
import { BotIdentityError } from './slack/install/bot-identity.js';
import { toSlackOnly } from './slack/kit/slack-hosts.js';
import { OUTSIDE } from './slack/kit/web-client.js';
import { serveRoutes } from './slack/kit/web-server.js';
import { createSlackApp, type SlackApp } from './slack/server/app.js';
import { stopInOrder } from './stop.js';
import { createReadinessCheck } from './store/readiness.js';
import { prune } from './store/retention.js';
import { StoreError } from './store/store-error.js';
import { startWatchdog } from './watchdog.js';

/** How long acknowledged work may take to finish once the process is told to stop, and what follows it. */
const STOP_DEADLINE_MS = 20_000;
const CLOSING_MS = 5_000;

/**
 * A proxy notices within this time that `/readyz` says no. Until then what it sends is still taken: Slack does not
 * repeat a command.
 */
const NOTICED_WITHIN_MS = 3_000;

/** Something that runs until it is stopped. */
interface Running {
  readonly logger?: Logger;
  stop(): Promise<void>;
}

async function serveSlack(connection: SlackConnection, config: Config): Promise<Running> {
  const opened = await openParts(config);
  const { parts, metrics, route, watch } = observe(opened);
  const health = createHealth(createReadinessCheck(parts.store), parts.logger);
  const { publicUrl } = config;
  const app: SlackApp = createSlackApp({
    ...parts,
    ...connection,
    ...(config.slackApiUrl !== undefined && { slackApiUrl: config.slackApiUrl }),
    ...(publicUrl !== undefined && {
      publicUrl,
      programsAt: () => publicUrl,
      live: { address: () => `${publicUrl}${PAGE_PATH}` },
    }),
    routes: [
      ...health.routes,
      ...networkDoors({
        ...parts,
        clientFor: (workspaceId) => app.clientFor(workspaceId),
        publicUrl,
        ...(config.letsSlackbotIn && connection.transport === 'http' && { slackIdentity: connection }),
      }),
      ...(publicUrl === undefined
        ? []
        : sheetRoutes({
            ...parts,
            clientFor: (workspaceId) => app.clientFor(workspaceId),
            postBack: (...asked) => app.postBack(...asked),
          })),
    ],
    measures: metrics,
    removedKeptDays: config.retention.removedDays,
  });
  const bot = await app.init();
  const port = await app.start(config.port, config.host);
  const operatorPage =
    config.operatorPage &&
    (await serveRoutes(
      [...health.routes, route],
      parts.logger,
      config.operatorPage.port,
      config.operatorPage.host,
    ));
  const background = await startBackground(
    parts,
    app.clientFor,
    {
      digests: createDigestMaker(parts.digests),
      afterDigest: app.homesChanged,
      ...syncing(config, parts),
      forget: () => forgetAll(app, config, parts),
    },
    toSlackOnly({ ...OUTSIDE, slackFailed: metrics.slackFailed }, { ...config, logger: parts.logger }),
  );
  watch(background);
  startWatchdog();
  // What the feed does is told by the look itself; anything else is a fault of ours and no reason not to serve.
  parts.evidence
    .look()
    .catch((error: unknown) => parts.logger.error({ err: error }, 'The quality feed could not be looked at'));
  parts.logger.info(
    { port, transport: connection.transport, team: bot?.teamId, operatorPage: operatorPage?.address() },
    'Serving Slack',
  );
  return {
    logger: parts.logger,
    stop: () =>
      stopInOrder(
        [
          // Nothing new comes in, from nowhere.
          { name: 'readiness', stop: health.close },
          { name: 'schedules', stop: background.pause },
          ...(connection.transport === 'http'
            ? [{ name: 'proxy', stop: () => sleep(NOTICED_WITHIN_MS) }]
            : []),
          // What people wait for, then what nobody waits for, then what both need.
          { name: 'requests', stop: app.stop },
          { name: 'jobs', stop: background.stop },
          { name: 'operator page', stop: () => operatorPage?.close().closeAllConnections() },
          { name: 'tokens', stop: app.settled },
          { name: 'store', stop: parts.close },
        ],
        {
          deadlineMs: STOP_DEADLINE_MS,
          closingMs: CLOSING_MS,
          onProblem: (part, err) => parts.logger.error({ err, part }, 'A part did not stop well'),
        },
      ),
  };
}

/** What has been kept for long enough, once a day. */
async function forgetAll(
  app: Pick<SlackApp, 'forgetGone'>,
  { retention }: Config,
  { store, clock, logger }: Parts,
): Promise<void> {
  await app.forgetGone();
  const pruned = await prune(store.sql, retention, clock());
  logger.info({ pruned }, 'What has been kept for long enough was deleted');
}

function syncing(
  { priceFeeds: feeds }: Config,
  { prices, evidence }: Parts,
): Pick<BackgroundWork<unknown>, 'syncPrices'> {
  if (feeds === undefined) return {};
  return {
    async syncPrices() {
      await prices.sync(feeds);
      await evidence.look();
    },
  };
}

async function servePlayground(config: Config): Promise<Running> {
  const { startPlayground } = await import('./playground/start.js');
  const playground = await startPlayground(config);
  console.log(
    `\n  ftcost playground: ${playground.url}\n\n  For programs: ${playground.appUrl}/mcp and ${playground.appUrl}/v1/openapi.json\n  Type /ftcost in a channel. Nothing leaves this machine. Stop with Ctrl+C.\n`,
  );
  return playground;
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const running =
    config.slack === 'playground' ? await servePlayground(config) : await serveSlack(config.slack, config);

  async function stop(signal: NodeJS.Signals): Promise<void> {
    running.logger?.info({ signal }, 'Stopping');
    await running.stop();
    process.exit(0);
  }
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** What went wrong at the start, with the setting to mend where there is one. */
function explain(error: unknown): unknown {
  if (
    error instanceof ConfigError ||
    error instanceof CatalogueError ||
    error instanceof EvidenceError ||
    error instanceof BotIdentityError
  ) {
    return error.message;
  }
  if (error instanceof StoreError) return error.explanation;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return (
      `${error.message}. Another program uses this port: set PORT to another, for example PORT=3001, ` +
      'or OPERATOR_PORT if it is that one.'
    );
  }
  if (
    error instanceof Error &&
    'code' in error &&
    ['EADDRNOTAVAIL', 'ENOTFOUND'].includes(String(error.code))
  ) {
    return `${error.message}. HOST or OPERATOR_HOST is not an address of this machine: set it to one such as 127.0.0.1.`;
  }
  return error;
}

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
