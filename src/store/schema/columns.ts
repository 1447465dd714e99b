import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Columns as all tables have them. */

/** An instant, to the millisecond. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date' });
}

/** What stands in for characters that PostgreSQL cannot hold. */
const REPLACEMENT = '\uFFFD';

/** Escapes of JSON, one after the other, so that a backslash that is itself escaped begins none. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|[^u])/g;

const UNSTORABLE = /^\\u(?:0000|d[89a-f][0-9a-f]{2})$/;

/**
 * Text of any characters. Those for which PostgreSQL refuses the whole statement are replaced, in comparisons, too:
 * U+0000, and halves of a surrogate pair.
 */
export const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.replaceAll('\0', REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT),
});

/** Plain data. Characters that PostgreSQL cannot hold are replaced, in the names of fields, too. */
export const jsonb = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'jsonb',
  // JSON.stringify writes exactly these as escapes: U+0000, and halves of a surrogate pair.
  toDriver: (data) =>
    JSON.stringify(data).replace(ESCAPES, (one) => (UNSTORABLE.test(one) ? REPLACEMENT : one)),
});
