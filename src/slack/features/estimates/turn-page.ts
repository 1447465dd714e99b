import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import type { Services } from '../../entry/services.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { tellPerson } from '../../posting/person.js';
import { readPlace } from './estimate-ref.js';
import { savedList } from './saved-list.js';

/** *Open list*, *Newer*, *Older*, *Show all*: a page of the list, in place of the message with the button. */
export async function handleSavedPage(services: Services, args: ActionArgs): Promise<void> {
  const { ack, action, body, client, context } = args;
  await ack();
  const place = readPlace(action.type === 'button' ? (action.value ?? '') : '');
  const list = await savedList(services, workspaceOf(context), place);
  await tellPerson({ ...services, api: slackApiOf(client) }, personOf(body), list, 'original');
}
