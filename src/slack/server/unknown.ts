import type {
  SlackCommandMiddlewareArgs,
  SlackShortcut,
  SlackShortcutMiddlewareArgs,
  webApi,
} from '@slack/bolt';
import type { ActionArgs } from '../entry/action-args.js';
import { personOf } from '../entry/person-of.js';
import type { Services } from '../entry/services.js';
import type { ViewArgs } from '../entry/view-args.js';
import { isAtHome, tellAtHome } from '../features/home/show-home.js';
import { noticeMessage } from '../kit/notice-message.js';
import { noticeModal } from '../kit/notice-modal.js';
import { privately } from '../kit/privately.js';
import { slackApiOf } from '../kit/slack-api.js';
import { type Person, tellPerson } from '../posting/person.js';

const OTHER_VERSION =
  'That button or menu is of another version of ftcost, and nothing was done. Type /ftcost to go on.';
const OTHER_SHORTCUT =
  'That shortcut is of another version of ftcost, and nothing was done. Type /ftcost to go on.';
const OTHER_COMMAND =
  'That is a command of another version of ftcost. Type /ftcost help to see what I understand.';
const OTHER_FORM =
  'This form is of another version of ftcost, and nothing was done. Close it, and type /ftcost to begin anew.';

/** A shortcut as it arrives, with the client of its workspace. */
type ShortcutArgs = Pick<SlackShortcutMiddlewareArgs<SlackShortcut>, 'ack' | 'shortcut'> & {
  readonly client: webApi.WebClient;
};

/** A button or menu that this version does not know: in an old message, or in one of a newer version during a rollback. */
export async function handleUnknownAction(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, client } = args;
  await ack();
  const notice = noticeMessage([OTHER_VERSION]);
  if (isAtHome(body)) return tellAtHome(services, args, notice.blocks);
  await tellPerson({ ...services, api: slackApiOf(client) }, personOf(body), notice);
}

/** A form that this version does not know: it stays below, with what was typed. */
export async function handleUnknownView({ ack }: Pick<ViewArgs, 'ack'>): Promise<void> {
  await ack({ response_action: 'push', view: noticeModal('Another version', OTHER_FORM) });
}

/** A command that this version does not know. */
export async function handleUnknownCommand({ ack }: Pick<SlackCommandMiddlewareArgs, 'ack'>): Promise<void> {
  await ack(privately(noticeMessage([OTHER_COMMAND])));
}

/** A shortcut that this version does not know. */
export async function handleUnknownShortcut(
  services: Pick<Services, 'logger' | 'outside' | 'installUrl'>,
  { ack, shortcut, client }: ShortcutArgs,
): Promise<void> {
  await ack();
  await tellPerson(
    { ...services, api: slackApiOf(client) },
    chooserOf(shortcut),
    noticeMessage([OTHER_SHORTCUT]),
  );
}

function chooserOf(shortcut: SlackShortcut): Person {
  const userId = shortcut.user.id;
  if (shortcut.type === 'shortcut') return { userId };
  const { channel, response_url: url } = shortcut;
  return { userId, channelId: channel.id, ...(url !== '' && { responseUrl: url }) };
}
