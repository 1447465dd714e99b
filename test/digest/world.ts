import { type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Chart } from '../../src/charts/chart.js';
import { nextAlertAfter } from '../../src/digest/due.js';
import type { Composed, DigestStep, DigestWindow } from '../../src/digest/ports.js';
import { type Digests, runDigests } from '../../src/digest/run-digests.js';
import type { Sending } from '../../src/digest/send-digest.js';
import { type Jobs, openJobs } from '../../src/jobs/open-jobs.js';
import {
  ADA,
  ML_PLATFORM,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../../src/playground/slack-server/index.js';
import { createDigestChannel } from '../../src/slack/features/digest/digest-channel.js';
import { createTellSubscriber } from '../../src/slack/features/digest/tell-subscriber.js';
import { chartBlocks } from '../../src/slack/kit/blocks.js';
import { noticeMessage } from '../../src/slack/kit/notice-message.js';
import { slackApiWith } from '../../src/slack/kit/web-client.js';
import { createDigestRuns, type RunKind } from '../../src/store/digest-runs.js';
import type { Store } from '../../src/store/store.js';
import { createSubscriptions, type Subscriptions } from '../../src/store/subscriptions.js';
import { DigestContentSchema, type Schedule, type Subscription } from '../../src/workspace/subscription.js';

/** Digests that are sent for real, over a store and to the local Slack; only what they say is made up. */

const TitleSchema = z.object({ title: z.string() });
type Title = z.infer<typeof TitleSchema>;

/** Monday, 23 November 2026, 09:00 in Berlin. */
export const MONDAY = new Date('2026-11-23T08:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const SCHEDULE: Schedule = { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' };
const TOKEN = 'xoxb-digest-test';

/** One instance of the app, as far as digests go. */
export interface Instance {
  readonly sending: Sending<Title> & { readonly subscriptions: Subscriptions };
  readonly digests: Digests;
  readonly jobs: Jobs;
}

/** A store, a local Slack and a clock, with one instance or more. */
export interface DigestWorld {
  readonly slack: SlackServer;
  readonly store: Store;
  readonly clock: { now: number };
  readonly first: Instance;
  /** Windows for which something was composed. */
  readonly windows: DigestWindow[];
  /** Log lines, as text. */
  readonly log: string[];
  /** Starts another instance on this store, or another one of the same database. */
  instance(store?: Store): Promise<Instance>;
  subscribe(changes?: {
    workspaceId?: string;
    channelId?: string;
    schedule?: Schedule;
  }): Promise<Subscription>;
  /** Texts of the digests in a channel. */
  digests(channelId?: string): readonly string[];
  /** Direct messages to the subscriber. */
  told(): readonly string[];
  /** Lets every job that waits for its next try have it now. */
  hurryJobs(): Promise<void>;
}

/** What differs from the usual world. */
export interface DigestWorldOptions {
  readonly server?: Partial<SlackServerOptions>;
  readonly compose?: (window: DigestWindow, kind: RunKind) => Promise<Composed<Title>>;
  readonly onStep?: (step: DigestStep) => Promise<void>;
  readonly chart?: Chart;
  readonly render?: () => Promise<Buffer>;
}

/** Starts a world on a Sunday before `MONDAY`. It is taken down after the test. */
export async function startDigestWorld(store: Store, options: DigestWorldOptions = {}): Promise<DigestWorld> {
  const clock = { now: MONDAY.getTime() - DAY };
  const slack = await startSlackServer({
    signingSecret: 'secret',
    botToken: TOKEN,
    commands: [],
    scopes: ['chat:write', 'files:write', 'files:read', 'channels:history'],
    clock: () => clock.now,
    fileProcessingMs: 5,
    ...options.server,
  });
  const opened: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    for (const close of opened) await close();
  });
  const windows: DigestWindow[] = [];
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => log.push(line) });

  async function instance(on: Store = store): Promise<Instance> {
    const sending = sendingOf(on, logger);
    const jobs = await openJobs({ store: on, logger, pollMs: HOUR });
    opened.push(() => jobs.stop(1_000));
    return { sending, jobs, digests: await runDigests(sending, jobs) };
  }

  function sendingOf(on: Store, to: Logger): Instance['sending'] {
    const api = slackApiWith(TOKEN, slack.apiUrl, to);
    const outside = { fetch, sleep: async () => {}, now: () => performance.now() };
    const posting = { apiOf: async () => api, outside, logger: to };
    return {
      runs: createDigestRuns(on.database),
      subscriptions: createSubscriptions(on.database),
      async compose(_, window, kind) {
        windows.push(window);
        return (
          options.compose?.(window, kind) ?? { kind: 'digest', content: { title: 'Two decisions flip.' } }
        );
      },
      channel: createDigestChannel({
        ...posting,
        renderer: { render: options.render ?? (async () => Buffer.from('png')) },
        show: ({ title }: Title) => ({
          ...(options.chart !== undefined && { chart: options.chart }),
          message(chart) {
            const message = noticeMessage([title]);
            return { ...message, blocks: [...message.blocks, ...chartBlocks(chart)] };
          },
        }),
      }),
      tell: createTellSubscriber(posting),
      contentSchema: TitleSchema,
      clock: () => new Date(clock.now),
      sleep: async () => {},
      logger: to,
      ...(options.onStep !== undefined && { onStep: options.onStep }),
    };
  }

  const first = await instance();
  opened.push(() => slack.close());
  let channels = 0;
  return {
    slack,
    store,
    clock,
    first,
    windows,
    log,
    instance,
    async subscribe({ workspaceId, channelId = ML_PLATFORM, schedule = SCHEDULE } = {}) {
      channels += 1;
      const nextAlertAt = nextAlertAfter(schedule, new Date(clock.now));
      return first.sending.subscriptions.save(
        {
          workspaceId: workspaceId ?? `T${channels}`,
          channelId,
          createdBy: ADA,
          schedule,
          content: DigestContentSchema.parse({}),
          nextRunAt: MONDAY,
          ...(nextAlertAt !== undefined && { nextAlertAt }),
        },
        new Date(clock.now),
      );
    },
    digests: (channelId = ML_PLATFORM) =>
      slack
        .messages(channelId)
        .filter(({ metadata }) => metadata?.event_type === 'ftcost_digest')
        .map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`),
    told: () => slack.messages(slack.directMessage(ADA) ?? '').map(({ text }) => text),
    async hurryJobs() {
      await store.sql.executeSql(
        `UPDATE jobs.job SET start_after = now() - interval '1 second' WHERE state = 'retry'`,
      );
    },
  };
}
