import { isDeepStrictEqual } from 'node:util';
import { type Advice, UnknownModelError, type Workload } from '../../../engine/index.js';
import type { Actor } from '../../../store/audit-log.js';
import { MAX_ESTIMATES, type Saved } from '../../../store/estimates.js';
import { decisionOf, ESTIMATE_NAME_LENGTH, type Estimate } from '../../../workspace/estimate.js';
import { defaultEstimateName } from '../../../workspace/estimate-name.js';
import type { Press } from '../../entry/request.js';
import { adviseOn, type Services, vocabulary } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { stableId } from '../../kit/stable-id.js';
import { decodeResult, IN_MESSAGE, type ResultState } from '../../kit/workload-code.js';
import { readResult } from '../result/read-result.js';
import { estimateMessage } from './estimate-message.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again, then save it.';
const FULL = `This workspace keeps ${MAX_ESTIMATES} estimates, which is the most. Delete one that nobody needs: /ftcost saved lists them.`;

/** *Save and watch* on a result: keeps its workload at once, and says under which name. For anybody. */
export async function saveResult(press: Press): Promise<void> {
  const { services, workspaceId, value, key, message } = press;
  if (!(await services.claims.claim(workspaceId, `save:${key}`))) return;
  const state =
    value === undefined || value === IN_MESSAGE ? readResult(message)?.state : decodeResult(value);
  const answer = state === undefined ? noticeMessage([TOO_OLD]) : await save(press, state);
  await press.tell(answer);
  await press.changed();
}

async function save(press: Press, { workload, asOf }: ResultState): Promise<Message> {
  const { services, workspaceId, messageTs, person } = press;
  const { channelId, userId } = person;
  const name = estimateNameOf(services, workload);
  const known = await sameEstimate(services, workspaceId, name, workload);
  if (known !== undefined) return estimateMessage('already', known);
  const advice = await adviceToSave(services, workspaceId, { workload, ...(asOf !== undefined && { asOf }) });
  if (advice === undefined) return noticeMessage([TOO_OLD]);
  const estimate = {
    // The same press, however often it arrives, is the same estimate.
    id: stableId([workspaceId, channelId, messageTs, workload]),
    name,
    workload,
    decision: decisionOf(advice),
    channelId,
    createdBy: userId,
  };
  const saved = await services.workspaces.estimates.save(workspaceId, estimate, services.clock());
  services.logger.info({ outcome: saved.kind }, 'An estimate was to be saved');
  return answerOn(saved);
}

function answerOn(saved: Saved): Message {
  return saved.kind === 'full' ? noticeMessage([FULL]) : estimateMessage(saved.kind, saved.estimate);
}

/** The name of a workload in the list: its own, or one that says what it is. */
export function estimateNameOf(services: Pick<Services, 'clock' | 'priceBook'>, workload: Workload): string {
  const { model } = workload.current;
  const name =
    workload.name ?? defaultEstimateName(workload, vocabulary(services).findModel(model)?.name ?? model);
  return cut(asOneLine(name), ESTIMATE_NAME_LENGTH) || 'Estimate';
}

/** The estimate of this name and workload, if it is saved: from this message, from another, or by somebody else. */
async function sameEstimate(
  { workspaces }: Services,
  workspaceId: string,
  name: string,
  workload: Workload,
): Promise<Estimate | undefined> {
  const { estimates } = await workspaces.estimates.list(workspaceId);
  const { name: _, ...wanted } = workload;
  return estimates.find(({ name: known, workload: { name: __, ...kept } }) => {
    return known === name && isDeepStrictEqual(kept, wanted);
  });
}

async function adviceToSave(
  services: Services,
  workspaceId: string,
  { workload, asOf }: ResultState,
): Promise<Advice | undefined> {
  try {
    await services.turns.next(workspaceId);
    return await adviseOn(services, workspaceId, workload, asOf);
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}

/** Puts the workload and the decision of an advice in place of a saved estimate's. @returns what to tell the person */
export async function replaceEstimate(
  services: Pick<Services, 'clock' | 'priceBook' | 'workspaces'>,
  workspaceId: string,
  { id, name: before }: Pick<Estimate, 'id' | 'name'>,
  advice: Advice,
  by: Actor,
): Promise<Message> {
  const { workload } = advice;
  const { estimates } = services.workspaces;
  const known = await estimates.find(workspaceId, id);
  const { name: _, ...unnamed } = known?.workload ?? workload;
  // A name that only said what the workload was says what it is now; one that people gave stays.
  const keeps =
    workload.name === undefined && known !== undefined && known.name !== estimateNameOf(services, unnamed);
  const change = {
    workload,
    decision: decisionOf(advice),
    ...(!keeps && { name: estimateNameOf(services, workload) }),
  };
  const changed = await estimates.change(workspaceId, id, change, by, services.clock());
  return changed === undefined
    ? noticeMessage([
        `“${asOneLine(before)}” was deleted meanwhile. To keep this workload, press Save and watch under its result.`,
      ])
    : estimateMessage('adjusted', changed);
}
