import { WORKING } from './digest-runs.js';
import { HOME_VIEWERS_KEPT_DAYS } from './home-viewers.js';
import type { SqlRunner } from './store.js';

/** How long things are kept that are not for ever, in days. */
export interface Retention {
  /** What a workspace keeps, after it has removed the app. */
  readonly removedDays: number;
  /** Digests that were sent, or came to nothing. The newest of each subscription stays. */
  readonly digestDays: number;
  /** Settings, after others have taken their place. */
  readonly settingsDays: number;
  /** Looks at the price registry that changed no price. The newest stays. */
  readonly feedCheckDays: number;
  /** Who changed what, what people said of verdicts, and which alerts were sent. */
  readonly auditDays: number;
}

/** What holds unless the operator sets something else. */
export const DEFAULT_RETENTION: Retention = {
  removedDays: 7,
  digestDays: 180,
  settingsDays: 400,
  feedCheckDays: 90,
  auditDays: 400,
};

/** Rows that were deleted, by table. */
export type Pruned = Readonly<Record<string, number>>;

const DAY_MS = 24 * 60 * 60_000;

/** What is too old, by table, with `$1` as the moment before which it is. */
const TOO_OLD: readonly (readonly [table: string, days: (retention: Retention) => number, sql: string])[] = [
  [
    'digest_runs',
    ({ digestDays }) => digestDays,
    `digest_runs AS old WHERE old.updated_at < $1 AND old.state NOT IN (${WORKING.map((state) => `'${state}'`).join(', ')})
       AND EXISTS (SELECT FROM digest_runs AS newer WHERE newer.workspace_id = old.workspace_id
         AND newer.subscription_id = old.subscription_id AND newer.week > old.week)`,
  ],
  [
    'workspace_settings',
    ({ settingsDays }) => settingsDays,
    `workspace_settings AS old WHERE EXISTS (SELECT FROM workspace_settings AS newer
       WHERE newer.workspace_id = old.workspace_id AND newer.version > old.version AND newer.changed_at < $1)`,
  ],
  [
    'registry_syncs',
    ({ feedCheckDays }) => feedCheckDays,
    `registry_syncs AS old WHERE old.finished_at < $1 AND old.outcome <> 'changed'
       AND EXISTS (SELECT FROM registry_syncs AS newer WHERE newer.seq > old.seq AND newer.outcome <> 'refused')
       AND NOT EXISTS (SELECT FROM price_events WHERE price_events.sync_id = old.id)`,
  ],
  ['audit_log', ({ auditDays }) => auditDays, 'audit_log WHERE at < $1'],
  ['feedback', ({ auditDays }) => auditDays, 'feedback WHERE created_at < $1'],
  ['home_viewers', () => HOME_VIEWERS_KEPT_DAYS, 'home_viewers WHERE opened_at < $1'],
  // These say themselves when they end.
  ['claims', () => 0, 'claims WHERE expires_at < $1'],
  ['live_links', () => 0, 'live_links WHERE expires_at < $1'],
  ['install_states', () => 0, 'install_states WHERE expires_at < $1'],
];

/** Deletes what has been kept for long enough, table by table. */
export async function prune(sql: SqlRunner, retention: Retention, now: Date): Promise<Pruned> {
  const pruned: Record<string, number> = {};
  for (const [table, daysOf, rows] of TOO_OLD) {
    const before = new Date(now.getTime() - daysOf(retention) * DAY_MS);
    const { rowCount } = await sql.executeSql(`DELETE FROM ${rows}`, [before]);
    pruned[table] = rowCount;
  }
  return pruned;
}
