import type { SlackHost } from '../context.js';
import { fieldsOf } from '../http/body.js';
import { type HttpRequest, json, type Reply, type Route } from '../http/router.js';
import { RateLimitedError, SlackApiError } from './api-error.js';
import { Arguments } from './arguments.js';
import { authMethods } from './auth.js';
import { chatEditMethods } from './chat-edit.js';
import { chatPostMethods } from './chat-post.js';
import { conversationMethods } from './conversations.js';
import { downloadRoute } from './download.js';
import { fileMethods } from './files.js';
import { historyMethods } from './history.js';
import { teamOfCall } from './installed-team.js';
import { type ApiMethod, requireScope } from './method.js';
import { accessToken } from './oauth-access.js';
import { authorizeRoute } from './oauth-authorize.js';
import { OAuthCodes } from './oauth-codes.js';
import { recorded } from './record.js';
import { responseUrlRoute } from './response-url.js';
import { uploadRoute } from './upload.js';
import { viewMethods } from './views.js';

const METHODS: ReadonlyMap<string, ApiMethod> = new Map(
  Object.entries({
    ...authMethods,
    ...chatPostMethods,
    ...chatEditMethods,
    ...viewMethods,
    ...fileMethods,
    ...conversationMethods,
    ...historyMethods,
  }),
);

/** What an app may call: the Web API, the upload addresses, the response URLs and, in a browser, OAuth. */
export function webApiRoutes(host: SlackHost): readonly Route[] {
  const codes = new OAuthCodes(host.ids, host.clock);
  return [
    { method: 'ANY', pattern: '/api/:method', handle: (request) => callMethod(host, codes, request) },
    uploadRoute(host),
    downloadRoute(host),
    responseUrlRoute(host),
    authorizeRoute(host, codes),
  ];
}

async function callMethod(
  host: SlackHost,
  codes: OAuthCodes,
  request: HttpRequest,
): Promise<Reply | undefined> {
  const name = request.parameters.method ?? '';
  const fields = fieldsOf(request.headers, request.body);
  if (fields === undefined) return json({ ok: false, error: 'invalid_json' });
  const args = new Arguments({ ...Object.fromEntries(request.query), ...fields });
  return recorded(host, name, args.forLog(), request, () =>
    answered(() =>
      name === 'oauth.v2.access'
        ? json({ ok: true, ...accessToken(host, codes, args, request.headers.authorization) })
        : run(host, name, args, tokenOf(request, args)),
    ),
  );
}

function tokenOf(request: HttpRequest, args: Arguments): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? args.optional('token');
}

function run(host: SlackHost, name: string, args: Arguments, token: string | undefined): Reply {
  const method = METHODS.get(name);
  if (method === undefined) throw new SlackApiError('unknown_method', { req_method: name });
  if (token === undefined) throw new SlackApiError('not_authed');
  const installation = host.installations.check(token);
  if (typeof installation === 'string') throw new SlackApiError(installation);
  if (method.scope !== undefined) requireScope({ installation }, method.scope);
  const slack = teamOfCall(host, installation, args);
  return json({ ok: true, ...method.run({ slack, args, installation }) }, 200, {
    'x-oauth-scopes': installation.scopes.join(','),
    'x-accepted-oauth-scopes': method.scope ?? '',
  });
}

/** Turns what the work throws into Slack's answers. */
function answered(work: () => Reply): Reply {
  try {
    return work();
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
