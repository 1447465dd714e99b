import { z } from 'zod';
import type { Estimate } from '../../../workspace/estimate.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import type { Services } from '../../entry/services.js';
import type { ViewArgs } from '../../entry/view-args.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { type Person, type Telling, tellPerson } from '../../posting/person.js';
import { isAtHome, tellAtHome } from '../home/show-home.js';
import { type EstimateEvent, estimateMessage, estimateSentence } from './estimate-message.js';
import { type EstimateRef, readRef, writeRef } from './estimate-ref.js';
import { savedList } from './saved-list.js';

/** Somebody who used a button beside an estimate, and what is needed to answer. */
export interface EstimateUse {
  readonly workspaceId: string;
  readonly ref: EstimateRef;
  readonly person: Person;
  readonly telling: Telling;
  /** Says something in the Home tab, if the button stands there, or the one that opened the form. */
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
    ...(isAtHome(body) && { sayAtHome: homeSayer(services, args) }),
  };
}

function homeSayer(
  services: Services,
  args: Parameters<typeof tellAtHome>[1],
): (sentence: string) => Promise<void> {
  return (sentence) => tellAtHome(services, args, noticeMessage([sentence]).blocks);
}

/** What a form about an estimate remembers: which, where to say that it is done, and whether that is the Home tab. */
const Memory = z.object({
  e: z.string(),
  c: z.string().optional(),
  u: z.string().optional(),
  h: z.boolean().optional(),
});

/** The use of a button, as the memory of the form that it opens. */
export function rememberUse({ ref, person, sayAtHome }: EstimateUse): string {
  const { channelId: c, responseUrl: u } = person;
  const memory: z.infer<typeof Memory> = {
    e: writeRef(ref),
    c,
    u,
    ...(sayAtHome !== undefined && { h: true }),
  };
  return packJson(memory, 3_000) ?? '';
}

/** The reverse of `rememberUse`, when the form was submitted. */
export function recallUse(services: Services, args: ViewArgs): EstimateUse {
  const { view, body, client, context } = args;
  const { e, c, u, h = false } = Memory.parse(unpackJson(view.private_metadata));
  return {
    workspaceId: workspaceOf(context),
    ref: readRef(e),
    person: {
      userId: body.user.id,
      ...(c !== undefined && { channelId: c }),
      ...(u !== undefined && { responseUrl: u }),
    },
    telling: { ...services, api: slackApiOf(client) },
    ...(h && { sayAtHome: homeSayer(services, args) }),
  };
}

/** Said where an estimate cannot be worked out any more. */
export const MODEL_GONE = 'A model of this estimate has left the catalogue. Adjust it to choose another.';

/** Said of an estimate that is not there. */
export const GONE = 'This estimate is gone: somebody has deleted it.';

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
