import type { AcceptedRequests } from './accepted-requests.js';
import type { Database } from './database.js';

/** Runs SQL for the job queue: statements without values may be several at once. */
export interface SqlRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number }>;
}

/** An open store: PostgreSQL, or the embedded one that speaks the same dialect. */
export interface Store {
  readonly database: Database;
  readonly sql: SqlRunner;
  /** What was acknowledged and is not answered yet. */
  readonly acceptedRequests: AcceptedRequests;
  /**
   * The time by which everything goes that instances decide together: the database's, whatever the clock of this
   * machine says.
   */
  readonly clock: () => Date;
  /** `embedded` serves one process, `server` any number. */
  readonly kind: 'embedded' | 'server';
  /**
   * Runs the work while nobody else, on any instance, runs work under the same name. Others wait. Not for use
   * inside itself under one name.
   */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** @throws when the database does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}
