import type { Estimate } from '../../workspace/estimate.js';
import type { ActionArgs } from '../actions/action-args.js';
import { personOf } from '../actions/person-of.js';
import { type EstimateEvent, estimateMessage, estimateSentence } from '../messages/estimate-message.js';
import { noticeMessage } from '../messages/notice-message.js';
import { type Person, type Telling, tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { workspaceOf } from '../workspace-of.js';
import { type EstimateRef, readRef } from './estimate-ref.js';
import { savedList } from './saved-list.js';

/** Somebody who used a button beside an estimate, and what is needed to answer. */
export interface EstimateUse {
  readonly workspaceId: string;
  readonly ref: EstimateRef;
  readonly person: Person;
  readonly telling: Telling;
}

/** Reads which estimate a button stands for, and who pressed it. */
export function estimateUse(services: Services, { action, body, client, context }: ActionArgs): EstimateUse {
  return {
    workspaceId: workspaceOf(context),
    ref: readRef(action.type === 'button' ? (action.value ?? '') : ''),
    person: personOf(body),
    telling: { ...services, api: slackApiOf(client) },
  };
}

/** Said where an estimate cannot be worked out any more. */
export const MODEL_GONE = 'A model of this estimate has left the catalogue. Adjust it to choose another.';

const GONE = 'This estimate is gone: somebody has deleted it.';

/** Says that an estimate is not there, in the list where it stood, or instead of the message about it. */
export function tellGone(services: Services, use: EstimateUse): Promise<void> {
  return tellNotice(services, use, GONE);
}

/** Says something in the list where the button stands, with the list as it is now, or instead of the message. */
export async function tellNotice(
  services: Services,
  { workspaceId, ref, person, telling }: EstimateUse,
  sentence: string,
): Promise<void> {
  const message =
    ref.place === undefined
      ? noticeMessage([sentence])
      : await savedList(services, workspaceId, ref.place, sentence);
  await tellPerson(telling, person, message, 'original');
}

/** Says what has happened to an estimate, in the list where the button stands, or instead of the message about it. */
export async function tellChange(
  services: Services,
  use: EstimateUse,
  event: EstimateEvent,
  estimate: Estimate,
): Promise<void> {
  if (use.ref.place !== undefined) return tellNotice(services, use, estimateSentence(event, estimate));
  await tellPerson(use.telling, use.person, estimateMessage(event, estimate), 'original');
}
