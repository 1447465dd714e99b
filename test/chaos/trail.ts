import { z } from 'zod';
import type { Store } from '../../src/store/store.js';
import type { CutShort } from './history.js';

/** One acknowledged request as it went through the database. */
export interface TrailEntry {
  readonly userId: string;
  readonly asked: string;
  readonly acceptedAtMs: number;
  /** Its person was told that the work was cut short: by another process, or by its own that was cut off for long. */
  readonly isTold: boolean;
  /** How often a process took it on that another one had left. */
  readonly takenOver: number;
}

const Rows = z.array(
  z
    .object({
      user_id: z.string(),
      asked: z.string(),
      accepted_ms: z.number(),
      is_told: z.boolean(),
      taken_over: z.number(),
    })
    .transform((row) => ({
      userId: row.user_id,
      asked: row.asked,
      acceptedAtMs: row.accepted_ms,
      isTold: row.is_told,
      takenOver: row.taken_over,
    })),
);

/** Lets the database note every acknowledged request, so that what became of each can be read when it is forgotten. */
export async function keepTrail({ sql }: Pick<Store, 'sql'>): Promise<void> {
  await sql.executeSql(`
    CREATE TABLE trail (
      id uuid PRIMARY KEY, owner uuid, user_id text, asked text, accepted_at timestamptz,
      is_told boolean NOT NULL DEFAULT false, taken_over int NOT NULL DEFAULT 0
    );
    CREATE FUNCTION note_on_trail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        INSERT INTO trail VALUES (NEW.id, NEW.owner, NEW.user_id, NEW.asked, NEW.accepted_at);
      ELSIF TG_OP = 'UPDATE' THEN
        -- A process whose lease ran out while it was cut off takes on its own requests.
        UPDATE trail SET taken_over = taken_over + 1
          WHERE id = OLD.id AND (OLD.owner <> NEW.owner OR OLD.lease_until <= now());
      ELSE
        -- Who tells claims it before, and takes the claim back where nobody could be told.
        UPDATE trail SET is_told = EXISTS (SELECT FROM claims WHERE key LIKE 'interrupted:' || OLD.id || ':%')
          WHERE id = OLD.id;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER trail AFTER INSERT OR UPDATE OR DELETE ON accepted_requests
      FOR EACH ROW EXECUTE FUNCTION note_on_trail();
  `);
}

/** Everything that was acknowledged so far, and what became of it. */
export async function readTrail({ sql }: Pick<Store, 'sql'>): Promise<readonly TrailEntry[]> {
  const { rows } = await sql.executeSql(
    `SELECT user_id, asked, (extract(epoch FROM accepted_at) * 1000)::float AS accepted_ms, is_told, taken_over FROM trail`,
  );
  return Rows.parse(rows);
}

/** What people were told of requests that were cut short, by whose they are and how they read. */
export function cutShortOf(
  trail: readonly TrailEntry[],
  toldTo: (userId: string) => readonly string[],
): readonly CutShort[] {
  const groups = new Map<string, TrailEntry[]>();
  for (const entry of trail) {
    const key = JSON.stringify([entry.userId, entry.asked]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const { userId, asked } = first;
    const sum = (numberOf: (entry: TrailEntry) => number) =>
      entries.reduce((total, entry) => total + numberOf(entry), 0);
    return {
      userId,
      asked,
      promised: sum(({ isTold }) => (isTold ? 1 : 0)),
      takenOver: sum(({ takenOver }) => takenOver),
      told: toldTo(userId).filter((text) => text.includes(`was cut short: ${asked}.`)).length,
    };
  });
}
