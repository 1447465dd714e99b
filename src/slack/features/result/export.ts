import { UnknownModelError } from '../../../engine/index.js';
import type { Press } from '../../entry/request.js';
import { adviseOn } from '../../entry/services.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { decodeResult, IN_MESSAGE } from '../../kit/workload-code.js';
import { readResult } from './read-result.js';
import { shareExport } from './share-export.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again, then export it.';

/**
 * *Export* on a result: its ledgers, its costs by month and the whole advice as files, at the prices of the day of the
 * result. They go into the thread of the result; those of a private answer by direct message. For anybody.
 */
export async function exportResult(press: Press): Promise<void> {
  const { services, workspaceId, person, key, value = IN_MESSAGE, message, isEphemeral } = press;
  if (!(await services.claims.claim(workspaceId, `export:${key}`))) return;
  const found = readResult(message);
  const state = value === IN_MESSAGE ? found?.state : decodeResult(value);
  if (state === undefined) return press.tell(noticeMessage([TOO_OLD]));
  try {
    await services.turns.next(workspaceId);
    const advice = await adviseOn(services, workspaceId, state.workload, state.asOf);
    const { channelId } = person;
    const isPublic = found !== undefined && channelId !== undefined && !isEphemeral;
    await shareExport(services, person, advice, isPublic ? { channelId, ts: found.threadTs } : undefined);
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    await press.tell(noticeMessage([TOO_OLD]));
  }
}
