import type { z } from 'zod';

/** A row that does not say what it should: written by another version, or by hand. It is passed over. */
export interface UnreadableRow {
  readonly table: string;
  readonly workspaceId: string;
  /** The rest of its key. */
  readonly key: string;
  /** What is wrong, without the values. */
  readonly problem: string;
}

/** Told of every row that is passed over. */
export type OnUnreadable = (row: UnreadableRow) => void;

/** What is wrong with a row, without its values: they are the workspace's own. */
export function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
