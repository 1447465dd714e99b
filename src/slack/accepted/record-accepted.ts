import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AcceptedRequest } from '../../store/accepted-requests.js';
import { isWholeAnswer } from '../entry/arrivals.js';
import type { Layer, Run } from '../entry/layered-app.js';
import { wordsOf } from '../entry/spoken.js';
import { AnsweredError } from '../errors/answered-error.js';
import { privately } from '../kit/privately.js';
import { newReference } from '../kit/reference.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { tellPerson } from '../posting/person.js';
import { respondTo } from '../posting/response-url.js';
import type { AcceptedLog, End } from './accepted-log.js';
import { notTakenMessage, notTakenModal } from './interrupted-message.js';

/** Records requests from before they are acknowledged until they are answered, so that none is lost in silence. */
export interface Recording {
  readonly layer: Layer;
  /** Notes whose request this is, once that is known. What belongs to nobody is not recorded. */
  belongsTo(body: object, workspaceId: string): void;
  /** After a listener failed: whether its person has been told. */
  afterFailure(body: unknown, isTold: boolean): void;
}

/** The store did not take the record of a request. */
class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
  readonly code = 'not-recorded';

  constructor() {
    super('A request could not be recorded, so it was not begun.');
  }
}

/** The app was removed from a workspace, and what was kept of it could not be deleted. */
class NotRemovedError extends Error {
  override readonly name = 'NotRemovedError';
  readonly code = 'not-removed';

  constructor() {
    super('What was kept of a workspace could not be deleted; Slack tells of its removal again.');
  }
}

/** What recording needs beside the log. */
export interface RecordingParts {
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
}

type Asked = Omit<AcceptedRequest, 'workspaceId' | 'id'>;

/** How often Slack delivers an event again that was not acknowledged. */
const LAST_RETRY = 3;

const Removal = z.object({ event: z.object({ type: z.enum(['app_uninstalled', 'tokens_revoked']) }) });

const Refusable = z.object({
  command: z.string().optional(),
  type: z.string().optional(),
  response_url: z.url().optional().catch(undefined),
});

/**
 * Records each request that a person waits for when a listener acknowledges it, unless the acknowledgement is the
 * whole answer. While the store does not take the record the listener goes no further: the acknowledgement says that
 * nothing was begun, and an event is left for Slack to send again.
 */
export function recordAccepted(log: AcceptedLog, parts: RecordingParts): Recording {
  const { outside, logger } = parts;
  const owners = new WeakMap<object, string>();
  const untold = new WeakSet<object>();

  async function refuse(event: ReceiverEvent, workspaceId: string, asked: Asked): Promise<never> {
    const { body, ack, retryNum = 0 } = event;
    const { command, type, response_url: url } = Refusable.parse(body);
    if (type === 'event_callback') {
      if (retryNum >= LAST_RETRY) await tellNotTaken(workspaceId, asked);
      throw new NotRecordedError();
    }
    if (command !== undefined) await ack(privately(notTakenMessage()));
    else if (type === 'view_submission') await ack({ response_action: 'push', view: notTakenModal() });
    else {
      // Said before it is acknowledged: should the process die between, Slack puts a mark beside the button.
      if (url !== undefined) await respondTo(url, notTakenMessage(), 'ephemeral', outside);
      await ack();
    }
    throw new AnsweredError(newReference(), new NotRecordedError());
  }

  /** An event that Slack does not deliver again. */
  async function tellNotTaken(workspaceId: string, asked: Asked): Promise<void> {
    try {
      await tellPerson({ ...parts, api: await parts.apiOf(workspaceId) }, asked, notTakenMessage());
    } catch (error) {
      logger.error({ err: error, workspaceId }, 'A person could not be told that nothing was begun');
    }
  }

  /** Acknowledged when it is done, so that Slack tells of it again if it is not. */
  async function remove(event: ReceiverEvent, run: Run): Promise<void> {
    await run({ ...event, ack: async () => {} });
    if (untold.has(event.body)) throw new NotRemovedError();
    await event.ack();
  }

  return {
    async layer(event, run) {
      const { body, ack } = event;
      if (Removal.safeParse(body).success) return remove(event, run);
      let end: End | undefined;
      async function acknowledge(answer: unknown): Promise<void> {
        const workspaceId = owners.get(body);
        const asked = isWholeAnswer(answer) ? undefined : askedBy(body);
        if (asked !== undefined && workspaceId !== undefined) {
          end = await log.open({ workspaceId, ...asked });
          if (end === undefined) return refuse(event, workspaceId, asked);
        }
        await ack(answer);
      }
      let isTold = false;
      try {
        await run({ ...event, ack: acknowledge });
        isTold = !untold.has(body);
      } finally {
        end?.(isTold ? 'settled' : 'abandoned');
      }
    },

    belongsTo: (body, workspaceId) => void owners.set(body, workspaceId),

    afterFailure(body, isTold) {
      if (!isTold && typeof body === 'object' && body !== null) untold.add(body);
    },
  };
}

/** Longest request that is quoted to the person who made it, in UTF-16 units. */
const ASKED_LENGTH = 1_000;

const Id = z.string().min(1).max(255);
const Channel = z.object({ id: Id });
const Words = z.object({ text: z.string() });

const Command = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: Id,
  channel_id: Id.optional(),
});

const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: Id }),
  response_urls: z.array(z.object({ channel_id: Id.optional() })).optional(),
  view: z.object({ title: Words }).optional().catch(undefined),
});

const Press = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: Id }),
  channel: Channel.nullish(),
  container: z.object({ thread_ts: z.string().optional() }).optional(),
  view: z.object({ type: z.string() }).optional(),
  actions: z
    .array(z.object({ text: Words.optional() }))
    .optional()
    .catch(undefined),
});

const MessageAction = z.object({
  type: z.literal('message_action'),
  user: z.object({ id: Id }),
  channel: Channel,
});

const Event = z.object({
  type: z.literal('event_callback'),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: Id,
    channel: Id,
    text: z.string().optional().catch(undefined),
    thread_ts: z.string().optional(),
    files: z.array(z.unknown()).min(1).optional().catch(undefined),
    bot_id: z.undefined().optional(),
  }),
});

/**
 * Who asked for what, if the request is one that a person waits for. Choosing in an open form is none: the form stays,
 * and shows that nothing has happened.
 */
export function askedBy(body: unknown): Omit<AcceptedRequest, 'workspaceId' | 'id'> | undefined {
  const command = Command.safeParse(body).data;
  if (command !== undefined) {
    return {
      userId: command.user_id,
      ...(command.channel_id !== undefined && { channelId: command.channel_id }),
      asked: `${command.command} ${withoutContent(command.text)}`.trim().slice(0, ASKED_LENGTH),
    };
  }
  const submission = ViewSubmission.safeParse(body).data;
  if (submission !== undefined) {
    const channelId = submission.response_urls?.[0]?.channel_id;
    return {
      userId: submission.user.id,
      ...(channelId !== undefined && { channelId }),
      asked: `the form${quoted(submission.view?.title.text)} that you submitted`,
    };
  }
  const press = Press.safeParse(body).data;
  if (press !== undefined) {
    if (press.view?.type === 'modal') return undefined;
    return {
      userId: press.user.id,
      ...(press.channel && { channelId: press.channel.id }),
      ...(press.container?.thread_ts !== undefined && { threadTs: press.container.thread_ts }),
      asked: `the button${quoted(press.actions?.[0]?.text?.text)} that you pressed`,
    };
  }
  const onMessage = MessageAction.safeParse(body).data;
  if (onMessage !== undefined) {
    return {
      userId: onMessage.user.id,
      channelId: onMessage.channel.id,
      asked: 'the shortcut that you chose on a message',
    };
  }
  const event = Event.safeParse(body).data?.event;
  if (event === undefined) return undefined;
  return {
    userId: event.user,
    channelId: event.channel,
    ...(event.thread_ts !== undefined && { threadTs: event.thread_ts }),
    asked: event.files
      ? 'the file that you sent me'
      : `what you wrote to me${quoted(withoutContent(wordsOf(event.text ?? '', undefined)))}`,
  };
}

/** A text whose tokens are asked for is the team's own, and is not recorded. */
function withoutContent(words: string): string {
  return /^\s*tokens\b/i.test(words) ? 'tokens' : words;
}

function quoted(words: string | undefined): string {
  return words ? ` “${words.slice(0, ASKED_LENGTH)}”` : '';
}
