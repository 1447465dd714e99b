import { and, desc, eq, lte, sql } from 'drizzle-orm';
import {
  NO_SETTINGS,
  type SettingsVersion,
  type WorkspaceSettings,
  WorkspaceSettingsSchema,
} from '../workspace/settings.js';
import { type Actor, changeBetween, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { workspaceSettings } from './schema/index.js';
import { type OnUnreadable, problemOf } from './unreadable-row.js';
import { lockWorkspace } from './workspace-lock.js';

/** Who changes something. */
export interface Editor extends Actor {
  /** As Slack writes it. */
  readonly name: string;
}

/** The settings of workspaces. */
export interface SettingsHistory {
  /** The version in force, or `undefined` while nothing was ever set. */
  current(workspaceId: string): Promise<SettingsVersion | undefined>;
  /** The version that was in force at an instant, or `undefined` when nothing had been set by then. */
  at(workspaceId: string, instant: Date): Promise<SettingsVersion | undefined>;
  /** Makes a new version out of the one in force. Changes of one workspace happen one after the other. */
  change(
    workspaceId: string,
    by: Editor,
    at: Date,
    changed: (now: WorkspaceSettings) => WorkspaceSettings,
  ): Promise<SettingsVersion>;
}

type Row = typeof workspaceSettings.$inferSelect;

/** Settings in the store. A version that cannot be read is reported, and the one before it holds. */
export function createSettings(database: Database, onUnreadable: OnUnreadable): SettingsHistory {
  function read({ body, ...row }: Row): SettingsVersion | undefined {
    const parsed = WorkspaceSettingsSchema.safeParse(body);
    if (parsed.success) return { ...row, settings: parsed.data };
    const { workspaceId, version } = row;
    onUnreadable({
      table: 'workspace_settings',
      workspaceId,
      key: `version ${version}`,
      problem: problemOf(parsed.error),
    });
    return undefined;
  }

  async function newest(
    from: Database,
    workspaceId: string,
    until?: Date,
  ): Promise<SettingsVersion | undefined> {
    const ordered = () =>
      from
        .select()
        .from(workspaceSettings)
        .where(
          and(
            eq(workspaceSettings.workspaceId, workspaceId),
            until === undefined ? undefined : lte(workspaceSettings.changedAt, until),
          ),
        )
        .orderBy(desc(workspaceSettings.version));
    const [last] = await ordered().limit(1);
    if (last === undefined) return undefined;
    const readable = read(last);
    if (readable !== undefined) return readable;
    for (const row of (await ordered()).slice(1)) {
      const older = read(row);
      if (older !== undefined) return older;
    }
    return undefined;
  }

  return {
    current: (workspaceId) => newest(database, workspaceId),
    at: (workspaceId, instant) => newest(database, workspaceId, instant),
    change: (workspaceId, by, at, changed) =>
      database.transaction(async (inside) => {
        await lockWorkspace(inside, workspaceId);
        const now = await newest(inside, workspaceId);
        const settings = WorkspaceSettingsSchema.parse(changed(now?.settings ?? NO_SETTINGS));
        const [last] = await inside
          .select({ version: sql<number>`coalesce(max(${workspaceSettings.version}), 0)::int` })
          .from(workspaceSettings)
          .where(eq(workspaceSettings.workspaceId, workspaceId));
        const row = {
          workspaceId,
          version: (last?.version ?? 0) + 1,
          changedBy: by.userId,
          changedByName: by.name,
          changedAt: at,
        };
        await inside.insert(workspaceSettings).values({ ...row, body: settings });
        const change = changeBetween(now?.settings ?? NO_SETTINGS, settings);
        await recordAudit(inside, workspaceId, by, { action: 'settings.changed', change }, at);
        return { ...row, settings };
      }),
  };
}
