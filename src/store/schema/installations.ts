import { boolean, index, pgTable } from 'drizzle-orm/pg-core';
import { instant, text } from './columns.js';

/** Tables of where the app is installed. */

/** One row per install: of a workspace, or of an organisation with all its workspaces. */
export const installations = pgTable('installations', {
  /** Id of the workspace or of the organisation: the one under which everything else of it is kept. */
  id: text('id').primaryKey(),
  isOrganisation: boolean('is_organisation').notNull(),
  /** The whole installation, tokens included, encrypted. */
  sealed: text('sealed').notNull(),
  /** When somebody last went through Slack's page to install it. */
  installedAt: instant('installed_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  /** Since when Slack refuses its token. Nothing is sent there until it is installed again. */
  refusedAt: instant('refused_at'),
});

/** States of installations under way. Deleted when used, so that none works twice. */
export const installStates = pgTable(
  'install_states',
  {
    id: text('id').primaryKey(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('install_states_by_expiry').on(table.expiresAt)],
);

/** In which workspaces the app is, whichever way it came there. */
export const presences = pgTable(
  'presences',
  {
    workspaceId: text('workspace_id').primaryKey(),
    /** The last moment at which the app was known to be there. What is told of an earlier time is late. */
    confirmedAt: instant('confirmed_at').notNull(),
    /** Since when it is removed. What the workspace keeps is neither shown nor sent, and goes when the grace is over. */
    removedAt: instant('removed_at'),
  },
  (table) => [index('presences_by_removal').on(table.removedAt)],
);
