import type { SlackContext, SlackHost } from '../context.js';
import { fieldsOf } from '../http/body.js';
import { type HttpRequest, json, type Reply, type Route } from '../http/router.js';
import type { JsonObject } from '../json.js';
import type { ResponseTarget } from '../state/response-urls.js';
import { SlackApiError } from './api-error.js';
import { Arguments } from './arguments.js';
import { contentOf } from './message-content.js';
import { recorded } from './record.js';

/** The addresses in `response_url`. They need no token and work wherever the person is, bot or no bot. */
export function responseUrlRoute(host: SlackHost): Route {
  return { method: 'POST', pattern: '/response/:key', handle: (request) => post(host, request) };
}

async function post(host: SlackHost, request: HttpRequest): Promise<Reply | undefined> {
  const fields = fieldsOf({ 'content-type': 'application/json', ...request.headers }, request.body);
  return recorded(host, 'response_url', new Arguments(fields ?? {}).forLog(), request, () => {
    if (fields === undefined) return failure('invalid_payload');
    const target = host.responseUrls.use(request.parameters.key ?? '');
    if (typeof target === 'string') return failure(target);
    const slack = host.teams.get(target.teamId);
    return slack === undefined ? failure('not_found') : tryRespond(slack, target, fields);
  });
}

/** Every failure looks the same from outside: 404, an error word, no pointer. */
function failure(error: string): Reply {
  return json({ ok: false, error }, 404);
}

function tryRespond(slack: SlackContext, target: ResponseTarget, fields: JsonObject): Reply {
  try {
    respond(slack, target, fields);
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (error instanceof SlackApiError) return failure(error.code);
    throw error;
  }
}

/**
 * Does what an answer says, sent to a response URL or as the acknowledgement of a command: posts for one person
 * or, with `in_channel`, for all; or replaces or deletes the message it answers.
 * @throws SlackApiError for blocks or text that Slack would refuse.
 */
export function respond(slack: SlackContext, target: ResponseTarget, fields: JsonObject): void {
  const original =
    target.messageTs === undefined ? undefined : slack.messages.find(target.channelId, target.messageTs);
  const args = new Arguments(fields);
  if (args.flag('delete_original')) {
    if (original !== undefined) slack.messages.remove(original);
    return;
  }
  const content = contentOf(slack, args, 'no-files');
  if (args.flag('replace_original') && original !== undefined) {
    slack.messages.edit(original, content);
    return;
  }
  const threadTs = typeof fields.thread_ts === 'string' ? fields.thread_ts : undefined;
  slack.messages.add({
    ...content,
    channelId: target.channelId,
    userId: slack.team.bot.userId,
    ...(fields.response_type === 'in_channel' ? {} : { onlyVisibleTo: target.userId }),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}
