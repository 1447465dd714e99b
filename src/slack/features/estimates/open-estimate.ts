import { UnknownModelError, type Workload } from '../../../engine/index.js';
import type { Estimate } from '../../../workspace/estimate.js';
import type { Press } from '../../entry/request.js';
import { adviseOn, type Services } from '../../entry/services.js';
import { flatten } from '../../grammar/flat-workload.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine } from '../../kit/safe-text.js';
import type { Destination } from '../../posting/post-content.js';
import { openForm } from '../form/open-form.js';
import { postResult } from '../result/post-result.js';
import { shareExport } from '../result/share-export.js';
import { estimateNameOf } from './save-estimate.js';
import { type EstimateUse, estimateUse, lookAt, MODEL_GONE, tellGone, tellNotice } from './use-estimate.js';

/** *Post here* and *Show me*: the advice on an estimate as it is today, for the conversation or for one person. */
export async function openEstimate(press: Press, audience: 'conversation' | 'person'): Promise<void> {
  const use = estimateUse(press);
  const { services, workspaceId, person, key } = press;
  const estimate = await lookAt(use);
  if (estimate === undefined) return tellGone(use);
  const { channelId, threadTs } = person;
  const destination: Destination =
    audience === 'person' || channelId === undefined
      ? { kind: 'private' }
      : { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) };
  await unlessModelGone(use, async () => {
    const outcome = await postResult(services, {
      workspaceId,
      key: `open:${key}`,
      advice: () => adviseOn(services, workspaceId, namedWorkload(services, estimate)),
      destination,
      person,
    });
    if (outcome === 'posted') {
      await sayAtHome(press, `The advice on “${asOneLine(estimate.name)}” is in your messages with me.`);
    }
  });
}

/** *Export* beside a saved estimate: its advice at the prices of today as files, for the person alone. */
export async function exportEstimate(press: Press): Promise<void> {
  const use = estimateUse(press);
  const { services, workspaceId, person, key } = press;
  if (!(await services.claims.claim(workspaceId, `export:${key}`))) return;
  const estimate = await lookAt(use);
  if (estimate === undefined) return tellGone(use);
  await unlessModelGone(use, async () => {
    await services.turns.next(workspaceId);
    const advice = await adviseOn(services, workspaceId, namedWorkload(services, estimate));
    const outcome = await shareExport(services, person, advice, undefined);
    if (outcome === 'direct') {
      await sayAtHome(press, `The files of “${asOneLine(estimate.name)}” are in your messages with me.`);
    }
  });
}

/** *Adjust*: the form with everything of the estimate. Whether it is replaced is a box in the form. */
export async function adjustEstimate(press: Press): Promise<void> {
  const use = estimateUse(press);
  const estimate = await lookAt(use);
  if (estimate === undefined) return tellGone(use);
  const { id, name } = estimate;
  const flat = flatten(namedWorkload(press.services, estimate));
  await openForm(press, { flat, estimate: { id, name } });
}

async function sayAtHome(press: Press, sentence: string): Promise<void> {
  if (press.isAtHome) await press.tell(noticeMessage([sentence]));
}

async function unlessModelGone(use: EstimateUse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    await tellNotice(use, MODEL_GONE);
  }
}

/** The workload under the name that the estimate has; without one where the name only says what the workload is. */
function namedWorkload(services: Services, { name, workload }: Estimate): Workload {
  const { name: _, ...unnamed } = workload;
  return name === estimateNameOf(services, unnamed) ? unnamed : { ...unnamed, name };
}
