import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database } from './database.js';
import { installStates } from './schema/index.js';

/** Installations under way. */
export interface InstallStates {
  /** Remembers a state until it is used or has expired. Forgets expired ones. */
  remember(id: string, now: Date, expiresAt: Date): Promise<void>;
  /** True once for a state that was remembered and has not expired. */
  use(id: string, now: Date): Promise<boolean>;
}

export function createInstallStates(database: Database): InstallStates {
  return {
    async remember(id, now, expiresAt) {
      await database.delete(installStates).where(lte(installStates.expiresAt, now));
      await database.insert(installStates).values({ id, expiresAt });
    },
    async use(id, now) {
      const used = await database
        .delete(installStates)
        .where(and(eq(installStates.id, id), gt(installStates.expiresAt, now)))
        .returning();
      return used.length > 0;
    },
  };
}
