import { z } from 'zod';
import type { Services } from '../entry/services.js';
import { AnsweredError } from '../errors/answered-error.js';
import { ownFailureSentence } from '../errors/own-failures.js';
import { noticeMessage } from '../kit/notice-message.js';
import { newReference } from '../kit/reference.js';
import type { SlackApi } from '../kit/slack-api.js';
import { type Person, tellPerson } from '../posting/person.js';
import { respondTo } from '../posting/response-url.js';

/** What Bolt hands to an extended error handler, as far as it is used. */
export interface ListenerFailure {
  readonly error: Error & { readonly code?: string };
  readonly body: unknown;
  readonly context: { readonly botToken?: string };
}

const Id = z.object({ id: z.string() });
const Answerable = z.object({
  response_url: z.string().optional(),
  response_urls: z.array(z.object({ response_url: z.string() })).optional(),
  type: z.string().optional(),
  command: z.string().optional(),
  user_id: z.string().optional(),
  user: Id.optional().catch(undefined),
  channel_id: z.string().optional(),
  channel: Id.optional().catch(undefined),
  event: z
    .object({
      type: z.enum(['app_mention', 'message']),
      user: z.string(),
      channel: z.string(),
      thread_ts: z.string().optional(),
    })
    .optional()
    .catch(undefined),
});
type Known = z.infer<typeof Answerable>;

/**
 * Says what went wrong: to the operator with the whole error, to the person with what happened, what was kept, what to
 * do, and the reference of the line in the log. Without a token, only a response URL reaches the person.
 *
 * @returns whether the person has been told
 */
export async function handleListenerError(
  services: Pick<Services, 'logger' | 'outside' | 'installUrl'> & { readonly api?: SlackApi },
  { error, body }: ListenerFailure,
): Promise<boolean> {
  const { logger, outside, api } = services;
  const own = ownErrorOf(error);
  const reference = own instanceof AnsweredError ? own.reference : newReference();
  const cause = own instanceof AnsweredError ? own.cause : own;
  const parsed = Answerable.safeParse(body);
  const known: Known = parsed.success ? parsed.data : {};
  logger.error({ err: cause, reference, type: known.type ?? known.command }, 'A listener failed');
  if (own instanceof AnsweredError) return true;
  const notice = noticeMessage([ownFailureSentence(cause, services.installUrl)], undefined, reference);
  const person = personIn(known);
  if (api !== undefined && person !== undefined) {
    return tellPerson({ api, outside, logger }, person, notice);
  }
  const url = urlIn(known);
  if (url === undefined) return false;
  const answer = await respondTo(url, notice, 'ephemeral', outside);
  if (answer.kind !== 'sent') logger.warn({ reference, answer }, 'The person could not be told');
  return answer.kind === 'sent';
}

/** What was thrown by us: Bolt wraps an error that has no code. */
function ownErrorOf(error: unknown): unknown {
  return error instanceof Error && 'original' in error && error.original instanceof Error
    ? error.original
    : error;
}

function urlIn({ response_url: url, response_urls: urls }: Known): string | undefined {
  return url || urls?.[0]?.response_url;
}

/** Who did what failed; nobody for an event in which nobody has asked for anything. */
function personIn(known: Known): Person | undefined {
  const { event } = known;
  if (event !== undefined) {
    const { user: userId, channel: channelId, thread_ts: threadTs } = event;
    return { userId, channelId, ...(threadTs !== undefined && { threadTs }) };
  }
  const userId = known.user_id ?? known.user?.id;
  if (userId === undefined) return undefined;
  const channelId = known.channel_id ?? known.channel?.id;
  const responseUrl = urlIn(known);
  return {
    userId,
    ...(channelId !== undefined && { channelId }),
    ...(responseUrl !== undefined && { responseUrl }),
  };
}
