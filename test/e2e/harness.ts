import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Advisor } from '../../src/advisor/advisor.js';
import type { Chart } from '../../src/charts/chart.js';
import { createDigestDesk, type DigestDesk } from '../../src/digest/digest-desk.js';
import { PAGE_PATH } from '../../src/doors/sheet/page-files.js';
import { sheetRoutes } from '../../src/doors/sheet/sheet-routes.js';
import { advise, changedBook, PRESETS, redecide } from '../../src/engine/index.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { createLogger } from '../../src/log/create-logger.js';
import type { Measures } from '../../src/metrics/measures.js';
import { createNumbersReader } from '../../src/numbers/numbers-reader.js';
import {
  ADA,
  ML_PLATFORM,
  readAppManifest,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../../src/playground/slack-server/index.js';
import type { PriceBook } from '../../src/prices/price-book.js';
import type { Outside } from '../../src/slack/kit/slack-api.js';
import { createSlackApp, type SlackApp, type SlackAppOptions } from '../../src/slack/server/app.js';
import { createStoredClaims } from '../../src/store/claims.js';
import type { Store } from '../../src/store/store.js';
import { createWorkspaces, type Workspaces } from '../../src/store/workspaces.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';
import { openMemoryStore } from '../store/stores.js';

/** A running app beside a local Slack, over signed HTTP. */
export interface World {
  readonly slack: SlackServer;
  readonly app: SlackApp;
  /** The app's own address. */
  readonly appUrl: string;
  /** What the app keeps for workspaces. Emptied after each test. */
  readonly workspaces: Workspaces;
  readonly digests: DigestDesk;
  readonly store: Store;
  /** Lines that the app logged, as text. */
  readonly log: readonly string[];
  /** Types a command as Ada in #ml-platform and waits until the app has finished. */
  type(
    line: string,
    options?: { readonly channelId?: string; readonly copies?: number },
  ): ReturnType<SlackServer['sendCommand']>;
  /** Stops the app and starts it again at a later time, over the same store: nothing is left in its memory. */
  restart(at: Date): Promise<void>;
  /** Waits until no listener is at work. */
  settled(): Promise<void>;
}

/** What differs from the usual world. */
export interface WorldOptions {
  readonly server?: Partial<SlackServerOptions>;
  readonly renderer?: { render(chart: Chart): Promise<Buffer> };
  readonly priceBook?: () => PriceBook;
  /** Default: works it out at once, in this thread, over the price book. */
  readonly advisor?: Pick<Advisor, 'advise'>;
  /** Prices as they were known at an instant. Default: `priceBook` at all times. */
  readonly bookAt?: (instant: Date) => PriceBook;
  /** Price changes that wait for the operator. Default: none. */
  readonly heldBack?: number;
  readonly routes?: SlackAppOptions['routes'];
  /** Whether results open in the browser. Default: they do not. */
  readonly isLive?: boolean;
  readonly measures?: Measures;
  /** Multiplies every wait of the app; default 0.02, so that a second takes 20 ms. */
  readonly pace?: number;
}

/** A PNG of one transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Draws nothing, until it is let go: work hangs at the picture. */
export function stuckRenderer() {
  const drawing = new EventEmitter();
  return {
    begun: once(drawing, 'begin'),
    end: () => drawing.emit('end'),
    async render(): Promise<Buffer> {
      drawing.emit('begin');
      await once(drawing, 'end');
      throw new Error('no picture');
    },
  };
}

/** Counts tokens, in a worker that begins with the first test that asks it. */
export const numbers = createNumbersReader();

/** Draws nothing, at once. */
export const fastRenderer = { render: async () => PIXEL };

/** Nobody counts. */
export const SILENT_MEASURES: Measures = {
  requestRefused: () => {},
  acknowledged: () => {},
  requestEnded: () => {},
  answered: () => {},
  adviceTook: () => {},
  chartTook: () => {},
  workspaceForgotten: () => {},
  slackFailed: () => {},
};

export const SIGNING_SECRET = 'e2e-signing-secret';
export const BOT_TOKEN = 'xoxb-e2e-secret-token';

export const USEFUL_LINE = '/ftcost gpt-4o 500k/day 2000+200in 100out examples=5000x500 task=classification';

/** A workspace that gives the app what manifest.yml asks for: scopes, events, shortcuts and tabs. */
export const AS_IN_MANIFEST: Partial<SlackServerOptions> = readAppManifest(
  parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')),
);

const book = CATALOGUE;
/** One store serves every world of a process: opening one takes far longer than emptying it. */
let store: Promise<Store> | undefined;

/** Starts a world that is taken down after the test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const slack = await startSlackServer({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    commands: [{ command: '/ftcost', description: 'Prompt, retrieve or fine-tune?', usageHint: '' }],
    fileProcessingMs: 20,
    ...options.server,
  });
  const log: string[] = [];
  const priceBook = options.priceBook ?? (() => book);
  const logger = createLogger('debug', { write: (line: string) => log.push(line) });
  store ??= openMemoryStore();
  const { database } = await store;
  const workspaces = createWorkspaces(database, (row) => logger.error({ row }, 'A row cannot be read'));
  const digests = createDigestDesk({
    database,
    workspaces,
    advisor: inlineRedecider,
    prices: {
      at: async (instant) => options.bookAt?.(instant) ?? priceBook(),
      heldBackCount: async () => options.heldBack ?? 0,
    },
  });
  let now = new Date('2026-11-22T12:00:00Z');
  const parts: SlackAppOptions = {
    signingSecrets: [SIGNING_SECRET],
    botToken: BOT_TOKEN,
    slackApiUrl: slack.apiUrl,
    priceBook,
    evidence: { current: () => EVIDENCE },
    advisor: options.advisor ?? inlineAdvisor(),
    renderer: options.renderer ?? fastRenderer,
    numbers,
    clock: () => now,
    workspaces,
    claims: createStoredClaims(database),
    digests,
    store: await store,
    logger,
    ...(options.routes === undefined ? {} : { routes: options.routes }),
    ...(options.isLive === true && {
      live: { address: () => `${serving.url}${PAGE_PATH}` },
      routes: sheetRoutes({
        workspaces,
        priceBook,
        evidence: { current: () => EVIDENCE },
        clock: () => now,
        logger,
        clientFor: (workspaceId) => serving.app.clientFor(workspaceId),
        postBack: (...asked) => serving.app.postBack(...asked),
      }),
    }),
    ...(options.measures === undefined ? {} : { measures: options.measures }),
    outside: hurried(options.pace ?? 0.02),
  };
  async function startApp() {
    const started = createSlackApp(parts);
    const url = `http://127.0.0.1:${await started.start(0, '127.0.0.1')}`;
    slack.connectApp(`${url}/slack/events`);
    return { app: started, url };
  }
  let serving = await startApp();
  const world: World = {
    slack,
    get app() {
      return serving.app;
    },
    get appUrl() {
      return serving.url;
    },
    async restart(at) {
      await serving.app.stop(2_000);
      now = at;
      serving = await startApp();
    },
    workspaces,
    digests,
    store: await store,
    log,
    async type(line, { channelId = ML_PLATFORM, copies = 1 } = {}) {
      const outcome = await slack.sendCommand({ userId: ADA, channelId, line, overrides: { copies } });
      await world.settled();
      return outcome;
    },
    async settled() {
      while (serving.app.running() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
  onTestFinished(async () => {
    await serving.app.stop(2_000);
    await slack.close();
    await database.execute(
      sql`TRUNCATE estimates, tunes, actuals, budgets, feedback, workspace_settings, subscriptions, digest_runs, claims, accepted_requests, home_viewers, api_tokens, live_links`,
    );
  });
  return world;
}

const EVIDENCE = loadEvidence();

const inlineRedecider: Pick<Advisor, 'redecide'> = {
  redecide: async ({ workload, book, asOf }) => redecide(workload, book, { asOf }),
};

/**
 * Advises in this thread. The first advice of a process takes far longer than the others: on a busy machine the
 * acknowledgements behind it would come too late, which no worker thread does to them.
 */
function inlineAdvisor(): Pick<Advisor, 'advise'> {
  const [preset] = PRESETS;
  if (preset !== undefined) adviceOf(preset.workload, book, { asOf: '2026-11-22' });
  return {
    advise: async ({ workload, book, asOf, priceChanges = [] }) =>
      priceChanges.length === 0
        ? adviceOf(workload, book, { asOf })
        : advise(workload, changedBook(book, priceChanges), { asOf }),
  };
}

/** The real network with hurried waits; on the app's stopwatch they take as long as they should. */
function hurried(pace: number): Outside {
  let skippedMs = 0;
  return {
    fetch,
    async sleep(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms * pace));
      skippedMs += ms * (1 - pace);
    },
    now: () => performance.now() + skippedMs,
  };
}

const Blocks = z.array(z.looseObject({ type: z.string(), block_id: z.string() }));
const Image = z.looseObject({ slack_file: z.object({ id: z.string() }) });
const Button = z.looseObject({ type: z.literal('button'), action_id: z.string() });

/** A message as the local Slack keeps it. */
type Posted = ReturnType<SlackServer['messages']>[number];

/** The blocks of a message. */
export function blocksOf(message: Posted | undefined) {
  return Blocks.parse(message?.blocks ?? []);
}

/** The file in the image block of a message, if it has one. */
export function imageFileOf(message: Posted | undefined): string | undefined {
  const image = blocksOf(message).find(({ type }) => type === 'image');
  return image === undefined ? undefined : Image.parse(image).slack_file.id;
}

/** What differs from one press of the first button of that name. */
interface Press {
  /** Sent instead of the button's own value. */
  readonly value?: string;
  /** How often the press is delivered. */
  readonly copies?: number;
  /** Which of several buttons of that name, from 0. */
  readonly nth?: number;
}

/** Presses a button of a message and waits until the app has finished. */
export async function clickButton(
  world: World,
  message: Posted | undefined,
  actionId: string,
  userId: string,
  { value, copies = 1, nth = 0 }: Press = {},
): Promise<void> {
  let passed = 0;
  if (message === undefined) throw new Error('There is no message to press a button of.');
  for (const block of blocksOf(message)) {
    const elements = z.array(z.unknown()).safeParse(block.elements ?? [block.accessory]);
    const buttons = (elements.data ?? []).flatMap((element) => Button.safeParse(element).data ?? []);
    if (!buttons.some((one) => one.action_id === actionId)) continue;
    passed += 1;
    if (passed <= nth) continue;
    const outcome = await world.slack.sendAction({
      userId,
      container: { kind: 'message', channelId: message.channelId, ts: message.ts },
      blockId: block.block_id,
      action: { action_id: actionId, ...(value === undefined ? {} : { value }) },
      overrides: { copies },
    });
    if (!outcome.ok) throw new Error(`The button was not acknowledged: ${outcome.error}`);
    return world.settled();
  }
  throw new Error(`There is no button ${actionId}.`);
}

/** Takes a choice of the menu of three dots on a result and waits until the app has finished. */
export async function chooseMore(
  world: World,
  message: Posted | undefined,
  choice: string,
  userId: string,
  { copies = 1 }: Pick<Press, 'copies'> = {},
): Promise<void> {
  const block = blocksOf(message).find((one) => JSON.stringify(one).includes('"result_more"'));
  if (message === undefined || block === undefined) throw new Error('There is no menu of three dots.');
  const outcome = await world.slack.sendAction({
    userId,
    container: { kind: 'message', channelId: message.channelId, ts: message.ts },
    blockId: block.block_id,
    action: { action_id: 'result_more', selected_option: { value: choice } },
    overrides: { copies },
  });
  if (!outcome.ok) throw new Error(`The choice was not acknowledged: ${outcome.error}`);
  await world.settled();
}
