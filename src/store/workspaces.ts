import type { PriceBook } from '../prices/price-book.js';
import type { WorkspaceBasis } from '../workspace/advise-for.js';
import { createBasisMaker } from '../workspace/workspace-books.js';
import { type Actuals, createActuals } from './actuals.js';
import { type ApiTokens, createApiTokens } from './api-tokens.js';
import { type AuditEntry, readAudit } from './audit-log.js';
import type { Database } from './database.js';
import { createEstimates, type Estimates } from './estimates.js';
import { createHomeViewers, type HomeViewers } from './home-viewers.js';
import { createLiveLinks, type LiveLinks } from './live-links.js';
import { createSettings, type SettingsHistory } from './settings.js';
import type { OnUnreadable } from './unreadable-row.js';

/** What workspaces keep. Everything is asked for by the workspace's id. */
export interface Workspaces {
  readonly estimates: Estimates;
  readonly actuals: Actuals;
  readonly settings: SettingsHistory;
  readonly homeViewers: HomeViewers;
  readonly tokens: ApiTokens;
  readonly liveLinks: LiveLinks;
  /** The newest entries of the audit log, at most so many. */
  audit(workspaceId: string, limit: number): Promise<readonly AuditEntry[]>;
  /** What the advices of a workspace rest on, at the given list prices: by its settings as they are, or were at an instant. */
  basis(workspaceId: string, list: PriceBook, at?: Date): Promise<WorkspaceBasis>;
}

/** What workspaces keep in a store. */
export function createWorkspaces(database: Database, onUnreadable: OnUnreadable): Workspaces {
  const settings = createSettings(database, onUnreadable);
  const basisOf = createBasisMaker();
  return {
    estimates: createEstimates(database, onUnreadable),
    actuals: createActuals(database, onUnreadable),
    settings,
    homeViewers: createHomeViewers(database),
    tokens: createApiTokens(database),
    liveLinks: createLiveLinks(database, onUnreadable),
    audit: (workspaceId, limit) => readAudit(database, workspaceId, { limit }),
    basis: async (workspaceId, list, at) =>
      basisOf(list, await (at === undefined ? settings.current(workspaceId) : settings.at(workspaceId, at))),
  };
}
