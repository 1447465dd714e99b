import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcut,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { z } from 'zod';
import { privately } from '../kit/privately.js';
import { slackApiOf } from '../kit/slack-api.js';
import { workspaceOf } from '../kit/workspace-of.js';
import type { Person } from '../posting/person.js';
import { sharedFiles } from '../posting/shared-files.js';
import { type Asked, type Press, type Request, requestOf, type Submission, type Words } from './request.js';
import type { Services } from './services.js';
import { allWordsOf, readSpoken, typedText, wordsOf } from './spoken.js';

/** What arrives from Slack as a `Request`: the one place that knows the shapes of Bolt. */

/** Who speaks for which workspace. */
type Origin = Pick<AllMiddlewareArgs, 'client' | 'context'>;

function askedBy(services: Services, { client, context }: Origin, person: Person): Asked {
  const api = slackApiOf(client);
  return {
    services: {
      ...services,
      api,
      turns: services.turns.of(person.userId),
      files: sharedFiles({ ...services, api }, context.botToken),
    },
    workspaceId: workspaceOf(context),
    person,
    isAtHome: false,
  };
}

/** Who works in the Home tab or with a window, and nowhere else. */
function requestOfPerson(services: Services, origin: Origin, userId: string): Request {
  return requestOf(askedBy(services, origin, { userId }));
}

/** A slash command as it arrives. */
export type CommandArgs = Pick<SlackCommandMiddlewareArgs, 'command' | 'ack'> & Origin;

/** A slash command. Its first private answer is the acknowledgement, which costs no use of the response URL. */
export function requestOfCommand(services: Services, args: CommandArgs): Words {
  const { command, ack } = args;
  const person = {
    userId: command.user_id,
    channelId: command.channel_id,
    responseUrl: command.response_url,
  };
  const request = requestOf(askedBy(services, args, person));
  let isAcknowledged = false;
  return {
    ...request,
    person,
    key: `command:${command.trigger_id}`,
    triggerId: command.trigger_id,
    here: { kind: 'conversation', channelId: command.channel_id },
    isWithApp: false,
    async received(note) {
      isAcknowledged = true;
      await ack(note === undefined ? undefined : privately(note));
    },
    async tell(message) {
      if (isAcknowledged) return request.tell(message);
      isAcknowledged = true;
      await ack(wholeAnswer(privately(message)));
    },
  };
}

/** An event as it arrives. Bolt has acknowledged it. */
export type EventArgs = Origin & {
  readonly event: object;
  readonly body: { readonly event_id: string };
};

/** What was said to the app, and by whom. */
export interface Heard {
  readonly words: Words;
  readonly said: string;
  /** Ids of the files that came with it. */
  readonly fileIds: readonly string[];
}

/**
 * A mention, answered in its thread, or a direct message to the app, answered below it; nothing for what nobody has just
 * said, and for what was said in another conversation.
 */
export function requestOfSpoken(services: Services, args: EventArgs): Heard | undefined {
  const { event, body, context } = args;
  const isMention = 'type' in event && event.type === 'app_mention';
  if (!isMention && !('channel_type' in event && event.channel_type === 'im')) return undefined;
  const spoken = readSpoken(event);
  if (spoken === undefined) return undefined;
  const { userId, channelId, threadTs, ts } = spoken;
  // Slack shows a private answer in a thread only if that thread has begun: beside a first mention it stands in the channel.
  const person = { userId, channelId, ...(threadTs !== undefined && { threadTs }) };
  const thread = isMention ? (threadTs ?? ts) : threadTs;
  const words: Words = {
    ...requestOf(askedBy(services, args, person)),
    person,
    key: `spoken:${body.event_id}`,
    here: { kind: 'conversation', channelId, ...(thread !== undefined && { threadTs: thread }) },
    whole: allWordsOf(spoken.text, context.botUserId),
    isWithApp: !isMention,
    async received() {},
  };
  return { words, said: wordsOf(spoken.text, context.botUserId), fileIds: spoken.fileIds };
}

const Opened = z.object({ user: z.string(), tab: z.string() });

/** Somebody who has opened the Home tab; nothing for the other tabs of the app. */
export function requestOfHome(
  services: Services,
  args: Origin & { readonly event: object },
): Request | undefined {
  const { user, tab } = Opened.parse(args.event);
  return tab === 'home' ? requestOfPerson(services, args, user) : undefined;
}

/** The use of a button or a menu as it arrives. */
export type ActionArgs = Pick<SlackActionMiddlewareArgs<BlockAction>, 'body' | 'action'> & Origin;

/** The use of a button or a menu. */
export function requestOfAction(services: Services, args: ActionArgs): Press {
  const { body, action } = args;
  const { view, message, container } = body;
  const person = presserIn(body);
  const value = valueIn(action);
  const isAtHome = view?.type === 'home';
  return {
    ...requestOf({
      ...askedBy(services, args, person),
      isAtHome,
      ...(isAtHome && view.hash !== undefined && { homeHash: view.hash }),
    }),
    triggerId: body.trigger_id,
    actionId: action.action_id,
    ...(value !== undefined && { value }),
    key: `${person.userId}:${action.action_ts}`,
    message,
    messageTs: container.message_ts,
    isEphemeral: container.is_ephemeral === true,
    ...(view !== undefined && { view }),
  };
}

function valueIn(action: ActionArgs['action']): string | undefined {
  if (action.type === 'button') return action.value;
  if (action.type === 'static_select' || action.type === 'overflow') return action.selected_option?.value;
  return undefined;
}

const Placed = z.object({ ts: z.string().optional(), thread_ts: z.string().optional() });

/** Who used a button, and how to answer privately. */
function presserIn(body: BlockAction): Person {
  const channelId = body.channel?.id;
  const threadTs = threadOf(body);
  return {
    userId: body.user.id,
    ...(channelId !== undefined && { channelId }),
    ...(threadTs !== undefined && { threadTs }),
    ...(typeof body.response_url === 'string' &&
      body.response_url !== '' && { responseUrl: body.response_url }),
  };
}

/** The thread that the message with the button is in. A message at the top of a thread stands in the channel. */
function threadOf({ container, message }: BlockAction): string | undefined {
  const inContainer = Placed.safeParse({ ts: container.message_ts, thread_ts: container.thread_ts }).data;
  const inMessage = Placed.safeParse(message).data;
  const threadTs = inContainer?.thread_ts ?? inMessage?.thread_ts;
  return threadTs === (inMessage?.ts ?? inContainer?.ts) ? undefined : threadTs;
}

/** A submitted form as it arrives. */
export type ViewArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'> & Origin;

/** A submitted form. */
export function requestOfView(services: Services, args: ViewArgs): Submission {
  const { ack, body, view } = args;
  const [chosen] = body.response_urls ?? [];
  return {
    ...requestOfPerson(services, args, body.user.id),
    view,
    userName: body.user.name,
    ...(chosen !== undefined && { response: { url: chosen.response_url, channelId: chosen.channel_id } }),
    async ack(answer) {
      await ack(answer);
    },
  };
}

/** A shortcut as it arrives. */
export type ShortcutArgs = Pick<SlackShortcutMiddlewareArgs<SlackShortcut>, 'shortcut'> & Origin;

/** A shortcut, of the app or of a message. It has been acknowledged. */
export function requestOfShortcut(
  services: Services,
  args: ShortcutArgs,
): Request & { readonly triggerId: string } {
  const { shortcut } = args;
  const person = chooserOf(shortcut);
  return { ...requestOf(askedBy(services, args, person)), triggerId: shortcut.trigger_id };
}

const ChosenOn = z.object({ message: z.object({ text: z.string().nullish() }).nullish() });

/** The text of the message that a shortcut was chosen on, as it was typed; nothing for a global one. */
export function messageOfShortcut({ shortcut }: ShortcutArgs): string | undefined {
  return shortcut.type === 'message_action'
    ? typedText(ChosenOn.parse(shortcut).message?.text ?? '')
    : undefined;
}

function chooserOf(shortcut: SlackShortcut): Person {
  const userId = shortcut.user.id;
  if (shortcut.type === 'shortcut') return { userId };
  const { channel, response_url: url } = shortcut;
  return { userId, channelId: channel.id, ...(url !== '' && { responseUrl: url }) };
}

const WHOLE = Symbol('whole answer');

/** An acknowledgement that carries the whole answer: when it is out, nothing is left to be lost. */
function wholeAnswer<Answer extends object>(answer: Answer): Answer {
  // The mark is not sent: JSON leaves symbols out.
  return { ...answer, [WHOLE]: true };
}

/** Whether nothing comes after this acknowledgement. Of a form, that is one that leaves it open as it is. */
export function isWholeAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  if (WHOLE in answer) return true;
  return (
    'response_action' in answer && (answer.response_action === 'errors' || answer.response_action === 'push')
  );
}
