import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.js';

/** The database as queries see it, whichever way it runs. A transaction is one, too. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;
