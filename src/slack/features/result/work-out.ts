import { type Advice, UnknownModelError } from '../../../engine/index.js';
import { applySettings } from '../../../workspace/apply-settings.js';
import { adviseOn, basisOf, type Services, today } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import type { ResultState } from '../../kit/workload-code.js';
import type { SaidWhatIf } from './said-what-if.js';
import { whatIfMessage } from './what-if-message.js';

/** Said where a result cannot be read. */
export const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';

const NO_LONGER_ASKED =
  'This question does not apply to this result any more. Type /ftcost to work the result out again.';

/** The answer to a *what if*, or why there is none. Two advices take two turns, so that other requests are acknowledged in between. */
export async function workOut(
  services: Services,
  workspaceId: string,
  { workload, asOf }: ResultState,
  ask: (before: Advice) => SaidWhatIf,
): Promise<Message | string> {
  const day = asOf ?? today(services);
  try {
    await services.turns.next(workspaceId);
    const before = await adviseOn(services, workspaceId, workload, day);
    // What is doubled or halved is the workspace's own figure where the workload gives none.
    const applied = applySettings(workload, (await basisOf(services, workspaceId)).settings);
    const asked = ask({ ...before, workload: applied.workload });
    if (asked === undefined) return NO_LONGER_ASKED;
    if (typeof asked === 'string') return asked;
    await services.turns.next(workspaceId);
    const after = await adviseOn(services, workspaceId, asked.workload, day, asked.priceChanges);
    return whatIfMessage(before, after, asked.label);
  } catch (error) {
    if (error instanceof UnknownModelError) return TOO_OLD;
    throw error;
  }
}
