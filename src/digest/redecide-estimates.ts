import { type Outcome, UnknownModelError, type Workload } from '../engine/index.js';
import type { WorkspaceBasis } from '../workspace/advise-for.js';
import { type Decision, decisionOf, type Estimate } from '../workspace/estimate.js';
import type { Undecided } from './compose-digest.js';
import type { DatedBook } from './dated-book.js';
import { billMoves, isFlip, paybackMoves } from './flip.js';
import { inParallel } from './in-parallel.js';
import { type Redecided, reduceToNews, standingUsdIn } from './redecided.js';

/** What holds for a workspace at one time: its settings, its prices, and the day they are read on. */
export interface Situation extends WorkspaceBasis, DatedBook {}

/**
 * Decides a workload as the commands do: the same engine, the same settings.
 *
 * @throws {UnknownModelError} when one of its models is not in the price book
 */
export type Decide = (workload: Workload, situation: Situation) => Promise<Outcome>;

/** The situations that estimates are decided in. */
export interface Situations {
  readonly old: Situation;
  readonly now: Situation;
  /** As now, by the settings of the old situation. */
  readonly unset: Situation;
  /** Ids of models that are new. */
  readonly newModels: ReadonlySet<string>;
}

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
  situations: Situations,
  decide: Decide,
): Promise<RedecidedEstimates> {
  const alike = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const since = isSince(estimate, situations.old) ? estimate.decision : null;
    const { name: _, ...workload } = estimate.workload;
    const key = JSON.stringify([workload, since]);
    alike.set(key, [...(alike.get(key) ?? []), estimate]);
  }
  const results = await inParallel([...alike.values()], AT_ONCE, async (group) => {
    const [first] = group;
    if (first === undefined) return [];
    const outcome = await redecide(first, situations, decide);
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

type Result =
  | { readonly kind: 'redecided'; readonly redecided: Redecided }
  | { readonly kind: 'undecided'; readonly isNew: boolean };

/**
 * Whether what people know is what was decided when the estimate was saved: that was after the old day, or digests
 * have rested from it until after that day.
 */
function isSince({ decision, snoozedUntil }: Estimate, { asOf }: Situation): boolean {
  return (
    decision.asOf > asOf || (snoozedUntil !== undefined && snoozedUntil.toISOString().slice(0, 10) > asOf)
  );
}

async function redecide(estimate: Estimate, situations: Situations, decide: Decide): Promise<Result> {
  const { workload } = estimate;
  const { old, now, newModels } = situations;
  const then = isSince(estimate, old) ? undefined : await unlessUnknown(decide(workload, old));
  const nowDecided = await unlessUnknown(decide(workload, now));
  if (nowDecided === undefined) return { kind: 'undecided', isNew: then !== undefined };
  const before = then === undefined ? estimate.decision : decisionOf(then);
  const bySettings = await movesBySettings(workload, before, nowDecided, situations, decide);
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

/** Whether the new prices and the new day alone, under the old settings, would have moved the decision less far. */
async function movesBySettings(
  workload: Workload,
  before: Decision,
  after: Outcome,
  { old, now, unset }: Situations,
  decide: Decide,
): Promise<boolean> {
  const moved = howFar(before, after);
  if (old.settings?.version === now.settings?.version || moved === 0) return false;
  const outcome = await unlessUnknown(decide(workload, unset));
  return outcome !== undefined && howFar(before, outcome) < moved;
}

/** How far a decision moves: not at all, in its bill or payback alone, or to another one. */
function howFar(before: Decision, outcome: Outcome): 0 | 1 | 2 {
  const after = decisionOf(outcome);
  if (isFlip(before, after, standingUsdIn(outcome, before))) return 2;
  return billMoves(before, after) || paybackMoves(before, after) ? 1 : 0;
}

async function unlessUnknown(deciding: Promise<Outcome>): Promise<Outcome | undefined> {
  try {
    return await deciding;
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}
