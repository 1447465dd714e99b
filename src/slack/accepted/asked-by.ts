import { z } from 'zod';
import type { AcceptedRequest } from '../../store/accepted-requests.js';
import { wordsOf } from '../entry/spoken.js';

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

const Event = z.object({
  type: z.literal('event_callback'),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: Id,
    channel: Id,
    text: z.string().optional().catch(undefined),
    thread_ts: z.string().optional(),
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
  const event = Event.safeParse(body).data?.event;
  if (event === undefined) return undefined;
  return {
    userId: event.user,
    channelId: event.channel,
    ...(event.thread_ts !== undefined && { threadTs: event.thread_ts }),
    asked: `what you wrote to me${quoted(withoutContent(wordsOf(event.text ?? '', undefined)))}`,
  };
}

/** A text whose tokens are asked for is the team's own, and is not recorded. */
function withoutContent(words: string): string {
  return /^\s*tokens\b/i.test(words) ? 'tokens' : words;
}

function quoted(words: string | undefined): string {
  return words ? ` “${words.slice(0, ASKED_LENGTH)}”` : '';
}
