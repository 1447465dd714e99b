import { adoptionOf } from '../../../decisions/adoption.js';
import { UnknownModelError } from '../../../engine/index.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { type Life, type LifeState, PROPOSED } from '../../../workspace/life.js';
import type { Request } from '../../entry/request.js';
import { adviseOn, today } from '../../entry/services.js';
import { asOneLine } from '../../kit/safe-text.js';
import { GONE, MODEL_GONE } from '../estimates/use-estimate.js';
import { STATE_WORDS } from './life-words.js';

/** What somebody does about a decision; what is absent stays as it is. */
export interface LifeChange {
  readonly state?: LifeState;
  /** The plan that is adopted; absent for the one of the newest verdict. */
  readonly planId?: string;
  /** The day on which it was adopted; absent for today. */
  readonly on?: string;
  /** `null` for nobody. */
  readonly owner?: string | null;
  /** `null` for the end of the model in use. */
  readonly dueOn?: string | null;
  readonly reason?: string;
}

/** Said where a rejection comes without a reason. */
const REASON_ASKED = 'Say why it is rejected: the next person who finds this saving reads it.';

/** Said where a decision is to be done that was not adopted. */
const ADOPT_FIRST =
  'Only what was adopted can be done. Adopt it first, so that it is known what was said of it.';

/** What is wrong with a change; `undefined` where nothing is. */
export function problemOf(life: Life = PROPOSED, { state, reason }: LifeChange): string | undefined {
  if (state === 'rejected' && (reason ?? life.reason ?? '') === '') return REASON_ASKED;
  if (state === 'done' && life.adoption === undefined) return ADOPT_FIRST;
  return undefined;
}

/**
 * Does it. Who adopts a plan owns the decision where nobody did; what was said of the plan that day is kept with it.
 *
 * @returns what to tell the person
 */
export async function changeLife(
  { services, workspaceId, person }: Request,
  estimate: Estimate,
  change: LifeChange,
): Promise<string> {
  const problem = problemOf(estimate.life, change);
  if (problem !== undefined) return problem;
  const planId = change.planId ?? newestDecision(estimate).planId;
  const { life: was = PROPOSED } = estimate;
  const isNew =
    change.state === 'adopted' &&
    (was.state !== 'adopted' || planId !== was.adoption?.planId || change.on !== undefined);
  const adoption = isNew
    ? await adoptedOn(services, workspaceId, estimate, planId, person.userId, change.on ?? today(services))
    : undefined;
  if (adoption === 'model-gone') return MODEL_GONE;
  const changed = await services.workspaces.estimates.live(
    workspaceId,
    estimate.id,
    (life) => {
      const state = change.state ?? life.state;
      const owner = change.owner === null ? undefined : (change.owner ?? life.owner);
      const dueOn = change.dueOn === null ? undefined : (change.dueOn ?? life.dueOn);
      const reason =
        state === 'rejected' || state === 'withdrawn' ? (change.reason ?? life.reason) : undefined;
      const kept = adoption ?? life.adoption;
      const ownedBy = owner ?? (adoption === undefined ? undefined : person.userId);
      return {
        state,
        ...(ownedBy !== undefined && { owner: ownedBy }),
        ...(dueOn !== undefined && { dueOn }),
        ...(reason !== undefined && reason !== '' && { reason }),
        ...(kept !== undefined && { adoption: kept }),
      };
    },
    person,
    services.clock(),
  );
  if (changed === undefined) return GONE;
  const { life = PROPOSED, name } = changed;
  const what = adoption === undefined ? '' : `: ${asOneLine(adoption.planTitle)}`;
  return `“${asOneLine(name)}” is ${STATE_WORDS[life.state].toLowerCase()}${life.state === 'adopted' ? what : ''}.`;
}

async function adoptedOn(
  services: Request['services'],
  workspaceId: string,
  { workload }: Estimate,
  planId: string,
  by: string,
  on: string,
) {
  try {
    await services.turns.next(workspaceId);
    const advice = await adviseOn(services, workspaceId, workload);
    return adoptionOf(advice, planId, by, on) ?? adoptionOf(advice, advice.verdict.planId, by, on);
  } catch (error) {
    if (error instanceof UnknownModelError) return 'model-gone';
    throw error;
  }
}
