import { z } from 'zod';
import { JOBS_SCHEMA } from '../store/jobs-schema.js';
import type { SqlRunner } from '../store/store.js';
import { QUEUES } from './queues.js';

/** One try of a job. Each has a higher number than the one before: the holder of an older one has lost the job. */
export interface Try {
  readonly queue: string;
  readonly id: string;
  readonly number: number;
}

/**
 * Who is at a job. The queue gives a job up some time after it was fetched; that time is short, and the process that is
 * at it puts it off as long as it lives. The queue itself can do neither, so this writes into its table, as
 * pg-boss 10 makes it. Times go by the clock of the database.
 */
export interface Leases {
  /** Says that this process is still at these. @returns the ids of those that nobody has taken over */
  renew(tries: readonly Try[]): Promise<ReadonlySet<string>>;
  /** Leaves these to any process, at once. It costs them no try: they have not failed. */
  handBack(tries: readonly Try[]): Promise<void>;
  /** Gives the jobs of processes that are silent their next try, at once. @returns how many */
  takeBack(): Promise<number>;
}

/** A job that its process does not renew for so long is taken for abandoned, in seconds. */
export const LEASE_SECONDS = 45;

const TABLE = `${JOBS_SCHEMA}.job`;
const OWN = `FROM unnest($1::text[], $2::uuid[], $3::int[]) AS own (name, id, number)
  WHERE job.name = own.name AND job.id = own.id AND job.retry_count = own.number AND job.state = 'active'`;

const Ids = z.array(z.object({ id: z.string() }));

/** Leases in the tables of the queue. */
export function createLeases(sql: SqlRunner): Leases {
  async function ofThese(tries: readonly Try[], set: string): Promise<ReadonlySet<string>> {
    if (tries.length === 0) return new Set();
    const { rows } = await sql.executeSql(`UPDATE ${TABLE} SET ${set} ${OWN} RETURNING job.id`, [
      tries.map(({ queue }) => queue),
      tries.map(({ id }) => id),
      tries.map(({ number }) => number),
    ]);
    return new Set(Ids.parse(rows).map(({ id }) => id));
  }

  return {
    renew: (tries) => ofThese(tries, 'started_on = now()'),
    async handBack(tries) {
      await ofThese(tries, `state = 'retry', start_after = now(), retry_limit = job.retry_limit + 1`);
    },
    async takeBack() {
      const { rows } = await sql.executeSql(
        `UPDATE ${TABLE} SET state = 'retry', start_after = now()
         WHERE name = ANY($1::text[]) AND state = 'active' AND started_on + expire_in < now()
           AND retry_count < retry_limit
         RETURNING id`,
        [Object.keys(QUEUES)],
      );
      return rows.length;
    },
  };
}
