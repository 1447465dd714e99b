import { z } from 'zod';
import { TEAM } from '../../src/playground/slack-server/index.js';
import type { Store } from '../../src/store/store.js';
import type { EstimateDeed, EstimateRecord, EstimateState } from './history.js';
import { stateAfter } from './linearizable.js';

/** One result, and what people did with it. */
export interface Tracked {
  /** Its name as it was asked for. */
  readonly name: string;
  /** Queries per day, which no other result has: that is how its estimate is found. */
  readonly queriesPerDay: number;
  readonly deeds: TrackedDeed[];
  /** Who does something with it just now: several people may at once, each of them one thing. */
  readonly busy: Set<string>;
}

/** Something done with an estimate whose outcome its person may still learn. */
export interface TrackedDeed {
  readonly userId: string;
  readonly deed: EstimateDeed['deed'];
  readonly startMs: number;
  /** When its person was seen to know of it; absent while they do not, or learnt it too late to say when. */
  endMs?: number;
  readonly isRefused: boolean;
  /** Whether its person has been told by now that it was done. */
  readonly isConfirmed: () => boolean;
}

const Rows = z.array(
  z.object({
    name: z.string(),
    watched: z.boolean(),
    workload: z.object({
      volume: z.object({ queriesPerDay: z.number() }),
      tokens: z.object({ user: z.number(), output: z.number() }),
      current: z.object({ model: z.string() }),
    }),
  }),
);

/** All that happened to estimates, and what the database holds of them now. */
export async function recordEstimates(
  { sql }: Pick<Store, 'sql'>,
  tracked: readonly Tracked[],
): Promise<readonly EstimateRecord[]> {
  const { rows } = await sql.executeSql(
    'SELECT name, watched, workload FROM estimates WHERE workspace_id = $1',
    [TEAM.id],
  );
  const kept = Rows.parse(rows);
  return tracked.map(({ name, queriesPerDay, deeds }) => ({
    name,
    deeds: deeds.map(deedNow),
    rows: kept
      .filter(({ workload }) => workload.volume.queriesPerDay === queriesPerDay)
      .map((row) => ({
        name: row.name,
        watched: row.watched,
        isWhole:
          row.workload.current.model === 'gpt-4o' &&
          row.workload.tokens.user === 200 &&
          row.workload.tokens.output === 100,
      })),
  }));
}

function deedNow(tracked: TrackedDeed): EstimateDeed {
  const { userId, deed, startMs, endMs = Number.POSITIVE_INFINITY, isRefused } = tracked;
  const outcome = isRefused ? 'refused' : isKnown(tracked) ? 'confirmed' : 'unknown';
  return { userId, deed, startMs, endMs, outcome };
}

/** Whether its person knows that it was done. */
function isKnown({ endMs, isRefused, isConfirmed }: TrackedDeed): boolean {
  return !isRefused && (endMs !== undefined || isConfirmed());
}

/** How the estimate was at the last word of it, where nothing was done at the same time. */
export function newestState({ deeds }: Tracked): EstimateState {
  return deeds
    .filter(isKnown)
    .reduce<EstimateState>((state, { deed }) => stateAfter(state, deed) ?? state, 'gone');
}

/** Whether somebody has given up waiting for what came of a deed: then nobody touches the estimate any more. */
export function isDoubtful({ deeds, busy }: Tracked): boolean {
  return deeds.some(({ userId, endMs, isRefused }) => endMs === undefined && !isRefused && !busy.has(userId));
}

/** How many things were done with estimates, by their kind, and how many of them were confirmed. */
export function countDeeds(records: readonly EstimateRecord[]): Readonly<Record<string, string>> {
  const all = records.flatMap(({ deeds }) => deeds);
  const counts: Record<string, string> = {
    kept: String(records.filter(({ rows }) => rows.length > 0).length),
  };
  for (const kind of ['save', 'see', 'watch', 'rename', 'delete'] as const) {
    const ofKind = all.filter(({ deed }) => deed.kind === kind);
    const confirmed = ofKind.filter(({ outcome }) => outcome === 'confirmed').length;
    counts[kind] = `${confirmed} of ${ofKind.length} confirmed`;
  }
  const overlapping = records.filter(({ deeds }) =>
    deeds.some((one) => deeds.some((other) => one.startMs < other.startMs && other.startMs < one.endMs)),
  );
  counts.overlapping = `${overlapping.length} estimates`;
  return counts;
}
