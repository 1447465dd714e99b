import { integer, pgTable } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** One row that is written again and again, to see whether the database takes writes. */
export const writeProbe = pgTable('write_probe', {
  id: integer('id').primaryKey(),
  writtenAt: instant('written_at').notNull(),
});
