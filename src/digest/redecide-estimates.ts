import { UnknownModelError, type Workload } from '../engine/index.js';
import { type Decided, type Decision, decisionOf, type Estimate } from '../workspace/estimate.js';
import type { WorkspaceSettings } from '../workspace/settings.js';
import type { Undecided } from './compose-digest.js';
import type { DatedBook } from './dated-book.js';
import { billMoves, isFlip, paybackMoves } from './flip.js';
import { inParallel } from './in-parallel.js';
import { type Redecided, reduceToNews } from './redecided.js';

/** What holds for a workspace at one time: prices, negotiated ones included, the day they are read on, and settings. */
export interface Situation extends DatedBook {
  readonly settings: WorkspaceSettings;
}

/**
 * Decides a workload as the commands do: the same engine, the same settings.
 *
 * @throws {UnknownModelError} when one of its models is not in the price book
 */
export type Decide = (workload: Workload, situation: Situation) => Promise<Decided>;

/** Advices that are worked out at once. More would only wait, and keep people who ask something waiting. */
const AT_ONCE = 4;

/** Estimates decided twice, and those that cannot be decided now. */
export interface RedecidedEstimates {
  readonly redecided: readonly Redecided[];
  readonly undecided: readonly Undecided[];
}

/**
 * Decides every estimate for the old day and for the new one. Estimates of the same workload are decided once. At
 * most four advices are in memory at a time.
 *
 * @throws what `decide` throws, an unknown model apart
 */
export async function redecideEstimates(
  estimates: readonly Estimate[],
  old: Situation,
  now: Situation,
  newModels: ReadonlySet<string>,
  decide: Decide,
): Promise<RedecidedEstimates> {
  const alike = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const since = isSince(estimate, old) ? estimate.decision : null;
    const { name: _, ...workload } = estimate.workload;
    const key = JSON.stringify([workload, since]);
    alike.set(key, [...(alike.get(key) ?? []), estimate]);
  }
  const results = await inParallel([...alike.values()], AT_ONCE, async (group) => {
    const [first] = group;
    if (first === undefined) return [];
    const outcome = await redecide(first, old, now, newModels, decide);
    return group.map((estimate) => ({ estimate, outcome }));
  });
  const redecided: Redecided[] = [];
  const undecided: Undecided[] = [];
  for (const { estimate, outcome } of results.flat()) {
    const { id, name, channelId } = estimate;
    if (outcome.kind === 'undecided') undecided.push({ name, isNew: outcome.isNew });
    else {
      redecided.push({
        ...outcome.redecided,
        estimate: { id, name, ...(channelId !== undefined && { channelId }) },
      });
    }
  }
  return { redecided, undecided };
}

type Outcome =
  | { readonly kind: 'redecided'; readonly redecided: Redecided }
  | { readonly kind: 'undecided'; readonly isNew: boolean };

/** Whether what stood was decided after the old day: then that is what people know. */
function isSince({ decision }: Estimate, old: Situation): boolean {
  return decision.asOf > old.asOf;
}

async function redecide(
  estimate: Estimate,
  old: Situation,
  now: Situation,
  newModels: ReadonlySet<string>,
  decide: Decide,
): Promise<Outcome> {
  const { workload } = estimate;
  const then = isSince(estimate, old) ? undefined : await unlessUnknown(decide(workload, old));
  const nowDecided = await unlessUnknown(decide(workload, now));
  if (nowDecided === undefined) return { kind: 'undecided', isNew: then !== undefined };
  const before = then === undefined ? estimate.decision : decisionOf(then);
  const bySettings = await movesBySettings(workload, before, decisionOf(nowDecided), { old, now, decide });
  return {
    kind: 'redecided',
    redecided: reduceToNews({
      estimate,
      before,
      now: nowDecided,
      newModels,
      bySettings,
      ...(then !== undefined && { old: then }),
    }),
  };
}

/** Whether the new prices and the new day alone, under the old settings, would have left the decision as it was. */
async function movesBySettings(
  workload: Workload,
  before: Decision,
  after: Decision,
  { old, now, decide }: { readonly old: Situation; readonly now: Situation; readonly decide: Decide },
): Promise<boolean> {
  if (JSON.stringify(old.settings) === JSON.stringify(now.settings) || !isMoved(before, after)) return false;
  const unset = await unlessUnknown(decide(workload, { ...now, settings: old.settings }));
  return unset !== undefined && !isMoved(before, decisionOf(unset));
}

function isMoved(before: Decision, after: Decision): boolean {
  return isFlip(before, after) || billMoves(before, after) || paybackMoves(before, after);
}

async function unlessUnknown(deciding: Promise<Decided>): Promise<Decided | undefined> {
  try {
    return await deciding;
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}
