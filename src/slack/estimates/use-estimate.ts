import type { Estimate } from '../../workspace/estimate.js';
import type { ActionArgs } from '../actions/action-args.js';
import { personOf } from '../actions/person-of.js';
import { isAtHome, tellAtHome } from '../home/show-home.js';
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
  /** Says something in the Home tab, if the button stands there. */
  readonly sayAtHome?: (sentence: string) => Promise<void>;
}

/** Reads which estimate a button stands for, and who pressed it. */
export function estimateUse(services: Services, args: ActionArgs): EstimateUse {
  const { action, body, client, context } = args;
  return {
    workspaceId: workspaceOf(context),
    ref: readRef(action.type === 'button' ? (action.value ?? '') : ''),
    person: personOf(body),
    telling: { ...services, api: slackApiOf(client) },
    ...(isAtHome(body) && {
      sayAtHome: (sentence: string) => tellAtHome(services, args, noticeMessage([sentence]).blocks),
    }),
  };
}

/** Said where an estimate cannot be worked out any more. */
export const MODEL_GONE = 'A model of this estimate has left the catalogue. Adjust it to choose another.';

const GONE = 'This estimate is gone: somebody has deleted it.';

/** Says that an estimate is not there, in the list where it stood, or instead of the message about it. */
export function tellGone(services: Services, use: EstimateUse): Promise<void> {
  return tellNotice(services, use, GONE);
}

/** Says something in the list or the Home tab where the button stands, as they are now, or instead of the message. */
export async function tellNotice(
  services: Services,
  { workspaceId, ref, person, telling, sayAtHome }: EstimateUse,
  sentence: string,
): Promise<void> {
  if (sayAtHome !== undefined) return sayAtHome(sentence);
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
  const isInView = use.ref.place !== undefined || use.sayAtHome !== undefined;
  if (isInView) return tellNotice(services, use, estimateSentence(event, estimate));
  await tellPerson(use.telling, use.person, estimateMessage(event, estimate), 'original');
}
