import { integer, pgTable, timestamp } from 'drizzle-orm/pg-core';

/** One row that is written again and again, to see whether the database takes writes. */
export const writeProbe = pgTable('write_probe', {
  id: integer('id').primaryKey(),
  writtenAt: timestamp('written_at', { withTimezone: true, mode: 'date' }).notNull(),
});
