import { UnknownModelError } from '../../../engine/index.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import { adviseOn, type Services } from '../../entry/services.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { decodeResult, IN_MESSAGE } from '../../kit/workload-code.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { tellPerson } from '../../posting/person.js';
import { readResult } from './read-result.js';
import { shareExport } from './share-export.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out anew, then export it.';

/**
 * *Export* on a result: its ledgers, its costs by month and the whole advice as files, at the prices of the day of the
 * result. They go into the thread of the result; those of a private answer by direct message. For anybody.
 */
export async function handleExport(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, action, client, context } = args;
  await ack();
  const person = personOf(body);
  const telling = { ...services, api: slackApiOf(client) };
  const workspaceId = workspaceOf(context);
  if (!(await services.claims.claim(workspaceId, `export:${person.userId}:${action.action_ts}`))) return;
  const value = action.type === 'button' ? (action.value ?? IN_MESSAGE) : IN_MESSAGE;
  const found = readResult(body.message);
  const state = value === IN_MESSAGE ? found?.state : decodeResult(value);
  if (state === undefined) return void (await tellPerson(telling, person, noticeMessage([TOO_OLD])));
  try {
    await services.turns.next(workspaceId);
    const advice = await adviseOn(services, workspaceId, state.workload, state.asOf);
    const { channelId } = person;
    const isPublic = found !== undefined && channelId !== undefined && body.container.is_ephemeral !== true;
    await shareExport(telling, person, advice, isPublic ? { channelId, ts: found.threadTs } : undefined);
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    await tellPerson(telling, person, noticeMessage([TOO_OLD]));
  }
}
