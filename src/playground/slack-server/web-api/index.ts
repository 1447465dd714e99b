import type { RecordedCall, SlackContext } from '../context.js';
import { fieldsOf } from '../http/body.js';
import { type HttpRequest, json, type Reply, type Route } from '../http/router.js';
import { RateLimitedError, SlackApiError } from './api-error.js';
import { Arguments } from './arguments.js';
import { authMethods } from './auth.js';
import { chatEditMethods } from './chat-edit.js';
import { chatPostMethods } from './chat-post.js';
import { conversationMethods } from './conversations.js';
import { fileMethods } from './files.js';
import { type ApiMethod, requireScope } from './method.js';
import { noteAnswer } from './note-answer.js';
import { responseUrlRoute } from './response-url.js';
import { uploadRoute } from './upload.js';
import { viewMethods } from './views.js';

const METHODS: Readonly<Record<string, ApiMethod>> = {
  ...authMethods,
  ...chatPostMethods,
  ...chatEditMethods,
  ...viewMethods,
  ...fileMethods,
  ...conversationMethods,
};

/** What an app may call: the Web API, the upload addresses and the response URLs. */
export function webApiRoutes(slack: SlackContext): readonly Route[] {
  return [
    { method: 'ANY', pattern: '/api/:method', handle: (request) => callMethod(slack, request) },
    uploadRoute(slack),
    responseUrlRoute(slack),
  ];
}

async function callMethod(slack: SlackContext, request: HttpRequest): Promise<Reply | undefined> {
  const name = request.parameters.method ?? '';
  const fields = fieldsOf(request.headers, request.body);
  if (fields === undefined) return json({ ok: false, error: 'invalid_json' });
  const values = { ...Object.fromEntries(request.query), ...fields };
  const args = new Arguments(values);
  const call: RecordedCall = { method: name, arguments: args.forLog(), at: slack.clock() };
  slack.calls.push(call);
  const reply = await slack.faults.answer(name, call.arguments, request, async () =>
    run(slack, name, args, tokenOf(request, args)),
  );
  if (reply !== undefined) noteAnswer(call, reply);
  return reply;
}

function tokenOf(request: HttpRequest, args: Arguments): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? args.optional('token');
}

function run(slack: SlackContext, name: string, args: Arguments, token: string | undefined): Reply {
  try {
    const method = METHODS[name];
    if (method === undefined) throw new SlackApiError('unknown_method', { req_method: name });
    if (token === undefined) throw new SlackApiError('not_authed');
    if (!slack.settings.tokens.has(token)) throw new SlackApiError('invalid_auth');
    if (method.scope !== undefined) requireScope(slack, method.scope);
    return json({ ok: true, ...method.run({ slack, args, token }) }, 200, scopeHeaders(slack, method));
  } catch (error) {
    if (error instanceof SlackApiError) return json({ ok: false, error: error.code, ...error.details });
    if (error instanceof RateLimitedError) {
      return json({ ok: false, error: 'ratelimited' }, 429, {
        'retry-after': String(error.retryAfterSeconds),
      });
    }
    throw error;
  }
}

function scopeHeaders(slack: SlackContext, method: ApiMethod): Record<string, string> {
  return {
    'x-oauth-scopes': slack.settings.scopes.join(','),
    'x-accepted-oauth-scopes': method.scope ?? '',
  };
}
