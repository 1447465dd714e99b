import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createDigestDesk } from '../../../src/digest/digest-desk.js';
import { advise, changedBook, NO_EVIDENCE, redecide } from '../../../src/engine/index.js';
import type { Measures } from '../../../src/metrics/measures.js';
import {
  readAppManifest,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../../../src/playground/slack-server/index.js';
import { createSlackApp, type SlackApp } from '../../../src/slack/server/app.js';
import type { Store } from '../../../src/store/store.js';
import { createWorkspaces, type Workspaces } from '../../../src/store/workspaces.js';
import { CATALOGUE } from '../../catalogue.js';

/** The app as many workspaces install it by OAuth, beside a local Slack. */

export const CLIENT = { clientId: '111.222', clientSecret: 'the-client-secret' };
const STATE_SECRET = 'a-state-secret-of-a-test';
const SIGNING_SECRET = 'the-signing-secret';
export const PUBLIC_URL = 'https://ftcost.example.com';
export const KEY = Buffer.alloc(32, 1);

export const INITECH = { id: 'T0INITECH0', name: 'Initech', domain: 'initech' };
export const GLOBEX = { id: 'T0GLOBEX00', name: 'Globex <b>& Co', domain: 'globex' };

/** The time of a test, moved by hand. */
export class Clock {
  nowMs = Date.parse('2026-11-22T12:00:00Z');
  readonly now = () => new Date(this.nowMs);

  advance(ms: number): void {
    this.nowMs += ms;
  }
}

/** One instance of the app. */
export interface Instance {
  readonly app: SlackApp;
  readonly url: string;
}

/** A local Slack, and instances of the app on one store. */
export interface Installable {
  readonly slack: SlackServer;
  readonly store: Store;
  readonly workspaces: Workspaces;
  readonly clock: Clock;
  /** Everything that was logged, at the finest level, as text. */
  readonly log: string[];
  /** The first instance, which Slack sends its requests to. */
  readonly first: Instance;
  /** Starts one more instance on the same store. */
  startInstance(keys?: readonly Uint8Array[]): Promise<Instance>;
  settled(): Promise<void>;
}

export interface InstallableOptions {
  readonly server?: Partial<SlackServerOptions>;
  readonly keys?: readonly Uint8Array[];
  readonly measures?: Measures;
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const manifest = readAppManifest(
  parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8')),
);
const book = CATALOGUE;

/** Starts it on a store. Everything but the store is stopped after the test. */
export async function startInstallable(
  store: Store,
  { server = {}, keys = [KEY], measures }: InstallableOptions = {},
): Promise<Installable> {
  const clock = new Clock();
  const slack = await startSlackServer({
    ...manifest,
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-of-another-installation',
    oauth: { ...CLIENT, redirectUris: [`${PUBLIC_URL}/slack/oauth_redirect`] },
    teams: [INITECH, GLOBEX],
    clock: () => clock.nowMs,
    fileProcessingMs: 0,
    eventRetryDelaysMs: [],
    ...server,
  });
  const toClose: (() => Promise<unknown>)[] = [() => slack.close()];
  onTestFinished(async () => {
    for (const close of toClose.reverse()) await close();
  });
  const log: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => log.push(line) });
  const workspaces = createWorkspaces(store.database, (row) => logger.error({ row }, 'A row cannot be read'));
  const digests = createDigestDesk({
    database: store.database,
    workspaces,
    advisor: {
      redecide: async ({ workload, book: prices, asOf, priceChanges = [] }) =>
        redecide(workload, changedBook(prices, priceChanges), { asOf }),
    },
    prices: { at: async () => book, heldBackCount: async () => 0 },
  });
  const apps: SlackApp[] = [];

  async function startInstance(ring: readonly Uint8Array[] = keys): Promise<Instance> {
    const app = createSlackApp({
      signingSecrets: [SIGNING_SECRET],
      oauth: { ...CLIENT, stateSecret: STATE_SECRET, keys: ring },
      publicUrl: PUBLIC_URL,
      slackApiUrl: slack.apiUrl,
      priceBook: () => book,
      evidence: { current: () => NO_EVIDENCE },
      advisor: {
        advise: async ({ workload, book: prices, asOf, priceChanges = [] }) =>
          advise(workload, changedBook(prices, priceChanges), { asOf }),
      },
      renderer: { render: async () => PIXEL },
      numbers: {
        read: async () => {
          throw new Error('Nothing is read here.');
        },
      },
      clock: clock.now,
      workspaces,
      digests,
      store,
      logger,
      ...(measures !== undefined && { measures }),
    });
    await app.init();
    const url = `http://127.0.0.1:${await app.start(0, '127.0.0.1')}`;
    toClose.push(() => app.stop(2_000).then(app.settled));
    apps.push(app);
    return { app, url };
  }

  const first = await startInstance();
  slack.connectApp(`${first.url}/slack/events`);
  return {
    slack,
    store,
    workspaces,
    clock,
    log,
    first,
    startInstance,
    async settled() {
      while (apps.some((app) => app.running() > 0)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

/** A browser: follows what it is told, keeps one cookie. */
export class Browser {
  cookie = '';

  async open(
    address: string,
  ): Promise<{ status: number; text: string; location: string | null; headers: Headers }> {
    const response = await fetch(address, { redirect: 'manual', headers: { cookie: this.cookie } });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0] ?? '';
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    };
  }
}

/** Where the button of the install page leads. */
export function buttonOf(page: string): URL {
  const href = /<a href="([^"]+)">Add to Slack/.exec(page)?.[1] ?? '';
  return new URL(href.replace(/&amp;/g, '&'));
}

export interface InstallChoice {
  readonly team: string;
  /** The button that is pressed on Slack's page; default *Allow* for the team. */
  readonly decision?: 'cancel' | 'organisation';
  readonly browser?: Browser;
  /** The instance that serves the last page. */
  readonly back?: Instance;
  /** Asks for other scopes than the app does, as an older version did. */
  readonly scope?: string;
}

/** Goes from the install page through Slack's to the last one. @returns the last page, and its address */
export async function install(world: Installable, choice: InstallChoice) {
  const { browser = new Browser(), back = world.first } = choice;
  const begun = await browser.open(`${world.first.url}/slack/install`);
  const authorize = buttonOf(begun.text);
  authorize.searchParams.set('team', choice.team);
  if (choice.decision !== undefined) authorize.searchParams.set('decision', choice.decision);
  if (choice.scope !== undefined) authorize.searchParams.set('scope', choice.scope);
  const asked = await new Browser().open(authorize.href);
  const address = (asked.location ?? '').replace(PUBLIC_URL, back.url);
  return { address, page: await browser.open(address) };
}
