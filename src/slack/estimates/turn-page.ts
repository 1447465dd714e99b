import type { ActionArgs } from '../actions/action-args.js';
import { personOf } from '../actions/person-of.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { workspaceOf } from '../workspace-of.js';
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
