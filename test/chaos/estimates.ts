import { z } from 'zod';
import { TEAM } from '../../src/playground/slack-server/index.js';
import type { Store } from '../../src/store/store.js';

/** What an estimate is to be like. */
export interface Wanted {
  readonly name: string;
  readonly watched: boolean;
}

/** One result, and what people did with it. */
export interface Tracked {
  /** Its name as it was asked for. */
  readonly name: string;
  /** Queries per day, which no other result has: that is how its estimate is found. */
  readonly queriesPerDay: number;
  /** Whether each press of Save was confirmed to whom pressed it. */
  readonly saves: (() => boolean)[];
  /** Changes that were confirmed, its deletion included. */
  changes: number;
  /** What was confirmed last; `gone` when that was its deletion. */
  wanted: Wanted | 'gone';
  /** A change of which its person heard nothing in time: it may have been made. Nobody touches the estimate after it. */
  doubtful?: { readonly wanted: Wanted | 'gone'; readonly isConfirmed: () => boolean };
  /** Somebody changes it just now. */
  isBusy: boolean;
}

/** What is wrong with the estimates in the end, and how many there were. */
export interface EstimateCount {
  pressed: number;
  confirmed: number;
  deletionsConfirmed: number;
  changesConfirmed: number;
  kept: number;
  /** Saved for sure, and not there. */
  readonly lost: string[];
  /** Deleted for sure, and there. */
  readonly undead: string[];
  /** There, and not as it was confirmed. */
  readonly wrong: string[];
  readonly twice: string[];
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

/** Compares what people were told of their estimates with what the database holds. */
export async function countEstimates(
  { sql }: Pick<Store, 'sql'>,
  tracked: Iterable<Tracked>,
): Promise<EstimateCount> {
  const { rows } = await sql.executeSql(
    'SELECT name, watched, workload FROM estimates WHERE workspace_id = $1',
    [TEAM.id],
  );
  const kept = Rows.parse(rows);
  const counted: EstimateCount = {
    pressed: 0,
    confirmed: 0,
    deletionsConfirmed: 0,
    changesConfirmed: 0,
    kept: kept.length,
    lost: [],
    undead: [],
    wrong: [],
    twice: [],
  };
  for (const one of tracked) {
    const there = kept.filter(({ workload }) => workload.volume.queriesPerDay === one.queriesPerDay);
    counted.pressed += one.saves.length;
    counted.changesConfirmed += one.changes;
    if (there.length > 1) counted.twice.push(one.name);
    const confirmed = one.saves.filter((isConfirmed) => isConfirmed()).length;
    counted.confirmed += confirmed;
    if (confirmed === 0) continue;
    const may = possible(one);
    if (one.wanted === 'gone') counted.deletionsConfirmed += 1;
    const [row] = there;
    if (row === undefined) {
      if (!may.includes('gone')) counted.lost.push(one.name);
    } else if (may.every((wanted) => wanted === 'gone')) counted.undead.push(one.name);
    else if (!may.some((wanted) => wanted !== 'gone' && isAs(row, wanted))) {
      counted.wrong.push(`${one.name}: ${JSON.stringify(row)}`);
    }
  }
  return counted;
}

/** How the estimate may be now. */
function possible({ wanted, doubtful }: Tracked): readonly (Wanted | 'gone')[] {
  if (doubtful === undefined) return [wanted];
  return doubtful.isConfirmed() ? [doubtful.wanted] : [wanted, doubtful.wanted];
}

function isAs({ name, watched, workload }: z.infer<typeof Rows>[number], wanted: Wanted): boolean {
  const { tokens, current } = workload;
  const isWhole = current.model === 'gpt-4o' && tokens.user === 200 && tokens.output === 100;
  return isWhole && name === wanted.name && watched === wanted.watched;
}
