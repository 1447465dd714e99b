import { z } from 'zod';
import type { Store } from '../../src/store/store.js';

/** One acknowledged request as it went through the database. */
export interface TrailEntry {
  readonly userId: string;
  readonly asked: string;
  readonly acceptedAtMs: number;
  /** Ended by another process than the one that took it: its person was told that the work was cut short. */
  readonly isTold: boolean;
}

const Rows = z.array(
  z
    .object({ user_id: z.string(), asked: z.string(), accepted_ms: z.number(), is_told: z.boolean() })
    .transform((row) => ({
      userId: row.user_id,
      asked: row.asked,
      acceptedAtMs: row.accepted_ms,
      isTold: row.is_told,
    })),
);

/** Lets the database note every acknowledged request, so that what became of each can be read when it is forgotten. */
export async function keepTrail({ sql }: Pick<Store, 'sql'>): Promise<void> {
  await sql.executeSql(`
    CREATE TABLE trail (
      id uuid PRIMARY KEY, owner uuid, user_id text, asked text, accepted_at timestamptz,
      is_told boolean NOT NULL DEFAULT false
    );
    CREATE FUNCTION note_on_trail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        INSERT INTO trail VALUES (NEW.id, NEW.owner, NEW.user_id, NEW.asked, NEW.accepted_at);
      ELSE
        UPDATE trail SET is_told = (OLD.owner <> owner) WHERE id = OLD.id;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER trail AFTER INSERT OR DELETE ON accepted_requests
      FOR EACH ROW EXECUTE FUNCTION note_on_trail();
  `);
}

/** Everything that was acknowledged so far, and what became of it. */
export async function readTrail({ sql }: Pick<Store, 'sql'>): Promise<readonly TrailEntry[]> {
  const { rows } = await sql.executeSql(
    `SELECT user_id, asked, (extract(epoch FROM accepted_at) * 1000)::float AS accepted_ms, is_told FROM trail`,
  );
  return Rows.parse(rows);
}
