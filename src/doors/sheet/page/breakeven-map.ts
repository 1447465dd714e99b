import {
  type Approach,
  daysToPayback,
  isPresent,
  LIMITS,
  type Outcome,
  type Workload,
} from '../../../engine/index.js';

/** Volume against the time to break-even: for each volume, how soon the best plan of each approach has paid back. */

/** One approach at one volume. */
export interface MapCell {
  readonly approach: Approach;
  /** Days from the decision until its best plan has paid back; `null` when it never does. */
  readonly days: number | null;
  /** Whether the verdict says so. */
  readonly wins: boolean;
}

/** One volume. */
export interface MapColumn {
  readonly queries: number;
  /** Whether it is the volume of the workload. */
  readonly isNow: boolean;
  readonly cells: readonly MapCell[];
}

export interface BreakevenMap {
  /** Ascending. Those that are missing are still being worked out. */
  readonly columns: readonly MapColumn[];
  readonly isWhole: boolean;
}

/** Volumes that are looked at, as factors of that of the workload, nearest first: what people look at comes first. */
const FACTORS = [1, 3, 1 / 3, 10, 1 / 10, 30, 1 / 30, 100, 1 / 100];

/** A volume of the map. */
interface Volume {
  readonly queries: number;
  /** Whether it is that of the workload. */
  readonly isNow: boolean;
  readonly workload: Workload;
}

/** The workload at each volume of the map, nearest to its own first; without those that no workload can have. */
export function volumesOf(workload: Workload): readonly Volume[] {
  const { queriesPerDay, oneOffQueries } = workload.volume;
  const now = oneOffQueries ?? queriesPerDay ?? 0;
  const most = oneOffQueries === undefined ? LIMITS.queriesPerDay : LIMITS.oneOffQueries;
  return FACTORS.flatMap((factor) => {
    const queries = factor === 1 ? now : Number((now * factor).toPrecision(1));
    const isPossible =
      queries <= most && (oneOffQueries === undefined ? queries > 0 : Number.isInteger(queries));
    if (!isPossible) return [];
    const volume =
      oneOffQueries === undefined
        ? { ...workload.volume, queriesPerDay: queries }
        : { ...workload.volume, oneOffQueries: queries };
    return [{ queries, isNow: factor === 1, workload: { ...workload, volume } }];
  });
}

/** The column of a volume: of each approach the plan of the verdict, or else the first that could be taken. */
export function columnOf(
  { plans, verdict, asOf }: Outcome,
  { queries, isNow }: Omit<Volume, 'workload'>,
): MapColumn {
  const best = new Map<Approach, MapCell>();
  const chosen = plans.filter(({ id }) => id === verdict.planId);
  for (const plan of [...chosen, ...plans]) {
    if (best.has(plan.approach) || isPresent(plan) || !plan.feasible) continue;
    best.set(plan.approach, {
      approach: plan.approach,
      days: daysToPayback(plan, asOf),
      wins: plan.id === verdict.planId && !verdict.unresolved,
    });
  }
  return { queries, isNow, cells: [...best.values()] };
}
