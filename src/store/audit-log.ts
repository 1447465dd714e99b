import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database.js';
import { auditLog } from './schema/index.js';

/** What is written down. Names are stored, so they never change. */
export const AUDITED = [
  'estimate.saved',
  'estimate.changed',
  'estimate.deleted',
  'decision.proposed',
  'decision.adopted',
  'decision.rejected',
  'decision.done',
  'decision.withdrawn',
  'decision.changed',
  'usage.imported',
  'digest.subscribed',
  'digest.changed',
  'digest.paused',
  'digest.resumed',
  'digest.unsubscribed',
  'settings.changed',
  'token.made',
  'token.withdrawn',
  'link.made',
  'link.withdrawn',
  'app.installed',
  'app.removed',
  'app.restored',
  'person.forgotten',
] as const;

export type Audited = (typeof AUDITED)[number];

/** Who changes something, and from where. */
export interface Actor {
  /** Id of a person at Slack; `operator` for the command line, `app` for what happens by itself. */
  readonly userId: string;
  /** The conversation in which they do it; absent for the Home tab, and outside of Slack. */
  readonly channelId?: string | undefined;
}

/** What the app does by itself. */
export const BY_APP: Actor = { userId: 'app' };

/** What the operator does by a command. */
export const BY_OPERATOR: Actor = { userId: 'operator' };

/** Fields that changed, each before and after; absent where there was or is none. */
export type Change = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;

/** One entry of the audit log. */
export interface AuditEntry {
  readonly workspaceId: string;
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly channelId: string | null;
  readonly action: Audited;
  /** Id of the estimate or of the channel, and what it was called then. */
  readonly subjectId: string | null;
  readonly subject: string | null;
  readonly change: Change;
}

/** What has been done, for the log. */
export interface Deed {
  readonly action: Audited;
  readonly subjectId?: string;
  readonly subject?: string;
  readonly change?: Change;
}

/** Writes down what has been done, in the transaction in which it is done. */
export async function recordAudit(
  inside: Database,
  workspaceId: string,
  { userId, channelId }: Actor,
  { change = {}, ...deed }: Deed,
  at: Date,
): Promise<void> {
  await inside
    .insert(auditLog)
    .values({ workspaceId, actor: userId, channelId: channelId ?? null, at, change, ...deed });
}

/** The fields in which two records differ. */
export function changeBetween(before: object, after: object): Change {
  const from = new Map<string, unknown>(Object.entries(before));
  const to = new Map<string, unknown>(Object.entries(after));
  const names = new Set([...from.keys(), ...to.keys()]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(from.get(name), to.get(name)));
  return Object.fromEntries(
    changed.map((name) => [
      name,
      { ...(from.has(name) && { from: from.get(name) }), ...(to.has(name) && { to: to.get(name) }) },
    ]),
  );
}

/** A row of the audit log. */
export const AuditRowSchema = z.object({
  workspaceId: z.string(),
  seq: z.number(),
  at: z.date(),
  actor: z.string(),
  channelId: z.string().nullable(),
  action: z.enum(AUDITED),
  subjectId: z.string().nullable(),
  subject: z.string().nullable(),
  change: z.record(z.string(), z.object({ from: z.unknown().optional(), to: z.unknown().optional() })),
});

/** Reads entries of a workspace, the newest first: at most so many, older than one of them. */
export async function readAudit(
  database: Database,
  workspaceId: string,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<readonly AuditEntry[]> {
  const rows = await database
    .select()
    .from(auditLog)
    .where(
      and(eq(auditLog.workspaceId, workspaceId), before === undefined ? undefined : lt(auditLog.seq, before)),
    )
    .orderBy(desc(auditLog.seq))
    .limit(limit);
  return rows.map((row) => AuditRowSchema.parse(row));
}
