import type { RecordedCall, SlackHost } from '../context.js';
import type { HttpRequest, Reply } from '../http/router.js';
import { isObject, type JsonObject, parseJson } from '../json.js';

const SECRETS = ['access_token', 'refresh_token'];

/**
 * Answers a call of the app, with a planned fault or by doing the work, and notes it for assertions and for the
 * page's panel.
 */
export async function recorded(
  host: SlackHost,
  method: string,
  callArguments: JsonObject,
  request: HttpRequest,
  work: () => Reply | Promise<Reply>,
): Promise<Reply | undefined> {
  const call: RecordedCall = { method, arguments: callArguments, at: host.clock() };
  host.calls.push(call);
  const end = host.traffic.begin({
    atMs: call.at,
    direction: 'app-to-slack',
    name: method,
    payload: callArguments,
  });
  const reply = await host.faults.answer(method, callArguments, request, async () => work());
  if (reply === undefined) {
    end({ body: '', error: 'connection_cut' });
    return undefined;
  }
  call.status = reply.status;
  const text = Buffer.isBuffer(reply.body) ? `${reply.body.length} bytes` : (reply.body ?? '');
  const body = parseJson(text);
  if (isObject(body) && typeof body.error === 'string') call.error = body.error;
  const { status, error } = call;
  end({
    status,
    body: isObject(body) ? withoutSecrets(body) : text,
    ...(error === undefined ? {} : { error }),
  });
  return reply;
}

function withoutSecrets(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, SECRETS.includes(key) ? '(secret)' : value]),
  );
}
