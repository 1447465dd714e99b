import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Background, startBackground } from '../background.js';
import type { SendOutcome } from '../digest/send-digest.js';
import { networkDoors } from '../doors/network.js';
import { PAGE_PATH } from '../doors/sheet/page-files.js';
import { sheetRoutes } from '../doors/sheet/sheet-routes.js';
import { PRESETS } from '../engine/index.js';
import { openParts } from '../parts.js';
import type { FeedList } from '../prices/feeds/feed-list.js';
import { createDigestMaker } from '../slack/features/digest/digest-maker.js';
import { toSlackOnly } from '../slack/kit/slack-hosts.js';
import { OUTSIDE } from '../slack/kit/web-client.js';
import { createSlackApp, type SlackApp } from '../slack/server/app.js';
import { kindOf, type RunKey } from '../store/digest-runs.js';
import type { StorePlace } from '../store/open-store.js';
import { createMovableClock } from './movable-clock.js';
import { openFeeds } from './open-feeds.js';
import {
  readAppManifest,
  type SlackControls,
  type SlackServer,
  startSlackServer,
} from './slack-server/index.js';

/** A local Slack with the app connected to it, over signed HTTP as in the real one. */
export interface Playground {
  /** Address of the page. */
  readonly url: string;
  /** Address of the app itself, for programs. */
  readonly appUrl: string;
  readonly slack: SlackServer;
  readonly app: SlackApp;
  readonly controls: SlackControls;
  stop(): Promise<void>;
}

/** Commands, scopes, shortcuts, events and tabs as the real workspace would get them. */
function readManifest() {
  return readAppManifest(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')));
}

/** The presets as lines that the page offers. */
const EXAMPLES = PRESETS.map(({ id, title, summary }) => ({ title, summary, line: `/ftcost preset ${id}` }));

/** How a playground is started. */
export interface PlaygroundOptions {
  /** Where the page is served; 0 takes any free port. The app itself listens on a free port. */
  readonly port: number;
  readonly logLevel: string;
  readonly store: StorePlace;
  /** Where the built page is; default beside this file, where the build puts it. */
  readonly pageDirectory?: string;
  /** What the workspace's clock runs with; default the machine's. */
  readonly machine?: () => Date;
  /** Feeds to read beside those that the playground brings along. */
  readonly priceFeeds?: FeedList;
  /** When what goes by the clock begins, such as digests. Default: at once. One question needs none of it. */
  readonly background?: 'at-once' | 'when-the-clock-moves';
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** On the way to the next alert the clock is moved by no more than this, in milliseconds. */
const ALERTS_WITHIN_MS = 100 * DAY_MS;

/** How long acknowledged work may take to finish once the playground is told to stop, in milliseconds. */
const STOP_DEADLINE_MS = 5_000;

/** Starts the local Slack and the app beside it, with a clock that can be moved and price feeds to choose from. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { machine = () => new Date() } = options;
  const clock = createMovableClock(() => new Date(machine().getTime() - DAY_MS));
  const parts = await openParts({ ...options, clock: clock.now });
  const opened: (() => Promise<unknown>)[] = [() => parts.close()];
  async function stop(): Promise<void> {
    for (const close of opened.splice(0).reverse()) await close();
  }
  try {
    // The first look at the prices was yesterday, so that what is chosen today is a change.
    const feeds = await openFeeds(parts.prices, options.priceFeeds);
    clock.move(DAY_MS);
    const secret = {
      signingSecret: randomBytes(16).toString('hex'),
      botToken: `xoxb-playground-${randomBytes(8).toString('hex')}`,
    };
    let starting: Promise<Background> | undefined;
    const controls: SlackControls = {
      clock: {
        now: clock.now,
        async advance(milliseconds) {
          const running = await background();
          clock.move(milliseconds);
          await running.tick();
        },
        nextDigestAt: async () => (await background()).nextAt(),
        putAlertAhead,
        toNextAlert,
      },
      feeds,
    };
    const slack = await startSlackServer({
      ...secret,
      ...readManifest(),
      examples: EXAMPLES,
      port: options.port,
      pageDirectory: options.pageDirectory ?? fileURLToPath(new URL('./page/', import.meta.url)),
      controls,
    });
    opened.push(() => slack.close());
    let appUrl = '';
    const app: SlackApp = createSlackApp({
      ...parts,
      programsAt: () => appUrl,
      live: { address: () => `${appUrl}${PAGE_PATH}` },
      routes: [
        ...networkDoors({ ...parts, clientFor: (workspaceId) => app.clientFor(workspaceId) }),
        ...sheetRoutes({
          ...parts,
          clientFor: (workspaceId) => app.clientFor(workspaceId),
          postBack: (...asked) => app.postBack(...asked),
        }),
      ],
      signingSecrets: [secret.signingSecret],
      botToken: secret.botToken,
      slackApiUrl: slack.apiUrl,
    });
    opened.push(() => app.stop(STOP_DEADLINE_MS));
    appUrl = `http://127.0.0.1:${await app.start(0, '127.0.0.1')}`;
    slack.connectApp(`${appUrl}/slack/events`);
    let alerts = 0;
    async function toNextAlert(): Promise<string | undefined> {
      const running = await background();
      const before = alerts;
      const latest = clock.now().getTime() + ALERTS_WITHIN_MS;
      while (alerts === before) {
        const next = await running.nextAlertAt();
        if (next === undefined) return 'No channel has asked for alerts: /ftcost digest alerts on.';
        if (next.getTime() > latest) return 'No alert came for a hundred days: there was nothing to tell.';
        const digestAt = await running.nextAt();
        await moveTo(digestAt !== undefined && digestAt < next ? digestAt : next);
      }
      return undefined;
    }

    async function putAlertAhead(): Promise<void> {
      const running = await background();
      const [digestAt, alertAt] = [await running.nextAt(), await running.nextAlertAt()];
      if (digestAt !== undefined && alertAt !== undefined && digestAt < alertAt) await moveTo(digestAt);
    }

    async function moveTo(instant: Date): Promise<void> {
      clock.move(instant.getTime() - clock.now().getTime());
      await (await background()).tick();
    }

    function afterDigest(workspaceId: string, run: RunKey, state: SendOutcome): void {
      if (kindOf(run) === 'alert' && state === 'posted') alerts += 1;
      app.homesChanged(workspaceId);
    }

    function background(): Promise<Background> {
      starting ??= startBackground(
        parts,
        app.clientFor,
        { digests: createDigestMaker(parts.digests), afterDigest },
        toSlackOnly(OUTSIDE, { slackApiUrl: slack.apiUrl, logger: parts.logger }),
      );
      return starting;
    }

    opened.push(async () => (await starting)?.stop(STOP_DEADLINE_MS));
    if (options.background !== 'when-the-clock-moves') await background();
    return { url: slack.url, appUrl, slack, app, controls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
