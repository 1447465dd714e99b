import {
  bigint,
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, jsonb, text } from './columns.js';

/** Tables of what belongs to a workspace. Every key begins with the workspace, and so does every query. */

/** Settings of a workspace. Append-only: the highest version holds, the others tell what held before. */
export const workspaceSettings = pgTable(
  'workspace_settings',
  {
    workspaceId: text('workspace_id').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').notNull(),
    changedBy: text('changed_by').notNull(),
    /** What they were called then: the settings are quoted in advices, where an id says nothing. */
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.version] })],
);

/** Saved workloads with what was decided about them. */
export const estimates = pgTable(
  'estimates',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull().defaultRandom(),
    name: text('name').notNull(),
    workload: jsonb('workload').notNull(),
    /** Of the day on which the workload was saved or adjusted. */
    decision: jsonb('decision').notNull(),
    /** Of the last time that it was decided again. */
    latest: jsonb('latest'),
    channelId: text('channel_id'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    watched: boolean('watched').notNull(),
    /** What people did about the decision; absent while it is proposed, and nobody's. */
    life: jsonb('life'),
    /** Until then no reminder tells of it. */
    snoozedUntil: instant('snoozed_until'),
    /** When somebody last looked at it. */
    lastLookedAt: instant('last_looked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('estimates_by_channel').on(table.workspaceId, table.channelId),
  ],
);

/** Channels that get the weekly digest, and alerts where they want them. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull().defaultRandom(),
    channelId: text('channel_id').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** Weekday, hour, time zone, and the hour of alerts. */
    schedule: jsonb('schedule').notNull(),
    /** What to include, thresholds, what to do in a quiet week. */
    content: jsonb('content').notNull(),
    /** `active` or `paused`. */
    status: text('status').notNull(),
    pausedBecause: text('paused_because'),
    nextRunAt: instant('next_run_at').notNull(),
    /** Everything known before this instant has been told. */
    coveredUntil: instant('covered_until').notNull(),
    /** When the next alert is due; absent where none is wanted. */
    nextAlertAt: instant('next_alert_at'),
    /** Everything known before this instant has been told by an alert or a digest; absent where no alert is wanted. */
    alertedUntil: instant('alerted_until'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique().on(table.workspaceId, table.channelId),
    index('subscriptions_due').on(table.status, table.nextRunAt),
    index('subscriptions_alert_due').on(table.status, table.nextAlertAt),
  ],
);

/** One digest of one subscription in one ISO week, or one alert on one day: the record that keeps it from being sent twice. */
export const digestRuns = pgTable(
  'digest_runs',
  {
    workspaceId: text('workspace_id').notNull(),
    subscriptionId: uuid('subscription_id').notNull(),
    /** ISO week in the subscriber's zone, for example `2026-W47`; of an alert the day, for example `2026-11-18`. */
    week: text('week').notNull(),
    state: text('state').notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    content: jsonb('content'),
    messageTs: text('message_ts'),
    problem: text('problem'),
    /** When the subscriber was told that the digest is missing or may be missing. */
    toldAt: instant('told_at'),
    /** True when Slack refuses to tell the subscriber: it is not tried again. */
    untellable: boolean('untellable').notNull().default(false),
    /** End of the time that the composed content covers. */
    coversUntil: instant('covers_until'),
    /** When the intent to post was recorded. */
    intendedAt: instant('intended_at'),
    /** The newest message of the channel before the intent, in Slack's own time; absent when the history cannot be read. */
    anchorTs: text('anchor_ts'),
    /** Slack has asked for no try before this instant. */
    notBefore: instant('not_before'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.subscriptionId, table.week] }),
    foreignKey({
      columns: [table.workspaceId, table.subscriptionId],
      foreignColumns: [subscriptions.workspaceId, subscriptions.id],
    }).onDelete('cascade'),
    index('digest_runs_by_state').on(table.state, table.updatedAt),
  ],
);

/** Requests that somebody has taken on, so that a second delivery is passed over. */
export const claims = pgTable(
  'claims',
  {
    workspaceId: text('workspace_id').notNull(),
    key: text('key').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    index('claims_by_expiry').on(table.expiresAt),
  ],
);

/** Requests that were acknowledged and are not answered yet: what a process that dies leaves behind. */
export const acceptedRequests = pgTable(
  'accepted_requests',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull(),
    /** The process that works on it. */
    owner: uuid('owner').notNull(),
    userId: text('user_id').notNull(),
    channelId: text('channel_id'),
    threadTs: text('thread_ts'),
    /** What the person asked for, in words that can be typed again where it was typed. */
    asked: text('asked').notNull(),
    acceptedAt: instant('accepted_at').notNull().defaultNow(),
    /** The owner lives as long as it puts this off. By the clock of the database, which all instances share. */
    leaseUntil: instant('lease_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('accepted_requests_by_lease').on(table.leaseUntil),
    index('accepted_requests_by_owner').on(table.owner),
  ],
);

/** Links to workloads in the browser. */
export const liveLinks = pgTable(
  'live_links',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull().defaultRandom(),
    /** SHA-256 of the secret that the link carries, in hexadecimal: who reads the table can open nothing. */
    secretHash: text('secret_hash').notNull().unique(),
    createdBy: text('created_by').notNull(),
    /** The thread of the result that it was made on: results are posted back there. */
    channelId: text('channel_id').notNull(),
    threadTs: text('thread_ts').notNull(),
    /** The workload, and the day of its prices. */
    state: jsonb('state').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Results that were posted back. */
    posted: integer('posted').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('live_links_by_expiry').on(table.expiresAt),
  ],
);

/** Who has opened the Home tab of the app lately, and so wants to be shown what changes. */
export const homeViewers = pgTable(
  'home_viewers',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    /** The last time. */
    openedAt: instant('opened_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

/** Who changed what of a workspace, when and from where. Append-only. */
export const auditLog = pgTable(
  'audit_log',
  {
    workspaceId: text('workspace_id').notNull(),
    /** Their order, whatever the clock does. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** Id of a person, or `operator` or `app`. */
    actor: text('actor').notNull(),
    /** The conversation in which they did it; absent for the Home tab, forms, and what nobody did in Slack. */
    channelId: text('channel_id'),
    action: text('action').notNull(),
    subjectId: text('subject_id'),
    /** What it was called then. */
    subject: text('subject'),
    /** Each field that changed, before and after. */
    change: jsonb('change').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.seq] }),
    index('audit_log_by_time').on(table.at),
  ],
);

/** The ledger of tunes: what was trained for a decision, on what, and how long it holds. */
export const tunes = pgTable(
  'tunes',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull(),
    estimateId: uuid('estimate_id').notNull(),
    /** Hash and counts of the data, base, platform, epochs, cost, evaluation. */
    body: jsonb('body').notNull(),
    retrainBy: date('retrain_by', { mode: 'string' }),
    /** First day on which it no longer answers, by the catalogue of the day it was written down. */
    endsOn: date('ends_on', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.estimateId],
      foreignColumns: [estimates.workspaceId, estimates.id],
    }).onDelete('cascade'),
    index('tunes_by_estimate').on(table.workspaceId, table.estimateId),
  ],
);

/** What a workload was really used for and cost, before its decision was adopted and after. */
export const actuals = pgTable(
  'actuals',
  {
    workspaceId: text('workspace_id').notNull(),
    estimateId: uuid('estimate_id').notNull(),
    /** `before` or `after` the adoption. */
    period: text('period').notNull(),
    /** First and last day of the usage. */
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    /** Sums of each model. */
    body: jsonb('body').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.estimateId, table.period] }),
    foreignKey({
      columns: [table.workspaceId, table.estimateId],
      foreignColumns: [estimates.workspaceId, estimates.id],
    }).onDelete('cascade'),
  ],
);

/** Whether a verdict was right for the people who got it. */
export const feedback = pgTable(
  'feedback',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid('id').notNull(),
    isRight: boolean('is_right').notNull(),
    reason: text('reason'),
    /** The verdict with its few figures; nothing of the workload. */
    decision: jsonb('decision').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('feedback_by_time').on(table.createdAt),
  ],
);

/** What a saved workload may cost a month, and what its imported usage says of that. */
export const budgets = pgTable(
  'budgets',
  {
    workspaceId: text('workspace_id').notNull(),
    estimateId: uuid('estimate_id').notNull(),
    usdPerMonth: doublePrecision('usd_per_month').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** What the newest imported usage comes to; absent until some was imported. */
    measured: jsonb('measured'),
    /** When it was seen that it costs more, and that it will; absent while neither was. */
    passedAt: instant('passed_at'),
    trendAt: instant('trend_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.estimateId] }),
    foreignKey({
      columns: [table.workspaceId, table.estimateId],
      foreignColumns: [estimates.workspaceId, estimates.id],
    }).onDelete('cascade'),
  ],
);

/** Tokens with which programs ask for a workspace. Of a secret only a hash is kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    workspaceId: text('workspace_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the secret, in hexadecimal digits. */
    hash: text('hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Day of the last use, UTC. */
    lastUsedOn: text('last_used_on'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
