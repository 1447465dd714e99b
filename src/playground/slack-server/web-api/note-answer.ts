import type { RecordedCall } from '../context.js';
import type { Reply } from '../http/router.js';
import { isObject, parseJson } from '../json.js';

/** Completes a call's record with its answer. */
export function noteAnswer(call: RecordedCall, reply: Reply): void {
  call.status = reply.status;
  const body = parseJson(String(reply.body ?? ''));
  if (isObject(body) && typeof body.error === 'string') call.error = body.error;
}
