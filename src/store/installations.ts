import { and, eq, isNull, lte } from 'drizzle-orm';
import { type Actor, recordAudit } from './audit-log.js';
import type { Database } from './database.js';
import { createPresences, pauseSubscriptions, resumeSubscriptions } from './presences.js';
import { installations } from './schema/index.js';

/** An installation as it is kept: what is secret in it is sealed. */
export interface SealedInstallation {
  /** Id of the workspace, or of the organisation for an install that covers all of it. */
  readonly id: string;
  readonly isOrganisation: boolean;
  readonly sealed: string;
  /** When somebody last went through Slack's page to install it. */
  readonly installedAt: Date;
  /** Since when Slack refuses its token; `null` while it works. */
  readonly refusedAt: Date | null;
}

/** Where the app is installed. */
export interface Installations {
  /** Puts it in, or in place of what was there. Subscriptions that stopped when the token was refused go on. */
  install(
    installation: Pick<SealedInstallation, 'id' | 'isOrganisation' | 'sealed'>,
    by: Actor,
    at: Date,
  ): Promise<void>;
  /**
   * Changes what is sealed, if it is still what the caller has read.
   * @returns whether this call did
   */
  replace(id: string, before: string, sealed: string, at: Date): Promise<boolean>;
  get(id: string): Promise<SealedInstallation | undefined>;
  /** Everything, for sealing again after a rotation of keys. */
  all(): Promise<readonly SealedInstallation[]>;
  /** Ids of those whose token Slack has refused since this moment, or earlier. */
  refusedUntil(moment: Date): Promise<readonly string[]>;
  /**
   * Notes that Slack refuses the token, if it is still this one and that is news, and stops the subscriptions of the workspace.
   * @returns whether this call did
   */
  refuse(id: string, sealed: string, at: Date): Promise<boolean>;
}

/** Where the app is installed, in a database. */
export function createInstallations(database: Database): Installations {
  return {
    install: ({ id, isOrganisation, sealed }, by, at) =>
      database.transaction(async (inside) => {
        const values = { isOrganisation, sealed, installedAt: at, updatedAt: at, refusedAt: null };
        await inside
          .insert(installations)
          .values({ id, ...values })
          .onConflictDoUpdate({ target: installations.id, set: values });
        await createPresences(inside).confirm(id, by, at);
        await recordAudit(inside, id, by, { action: 'app.installed' }, at);
        await resumeSubscriptions(inside, id, at);
      }),
    async replace(id, before, sealed, at) {
      const changed = await database
        .update(installations)
        .set({ sealed, updatedAt: at })
        .where(and(eq(installations.id, id), eq(installations.sealed, before)))
        .returning({ id: installations.id });
      return changed.length > 0;
    },
    async get(id) {
      const [row] = await database.select().from(installations).where(eq(installations.id, id));
      return row;
    },
    all: () => database.select().from(installations),
    async refusedUntil(moment) {
      const rows = await database
        .select({ id: installations.id })
        .from(installations)
        .where(lte(installations.refusedAt, moment));
      return rows.map(({ id }) => id);
    },
    refuse: (id, sealed, at) =>
      database.transaction(async (inside) => {
        const refused = await inside
          .update(installations)
          .set({ refusedAt: at })
          .where(
            and(eq(installations.id, id), eq(installations.sealed, sealed), isNull(installations.refusedAt)),
          )
          .returning({ id: installations.id });
        if (refused.length === 0) return false;
        await pauseSubscriptions(inside, id, at);
        return true;
      }),
  };
}
