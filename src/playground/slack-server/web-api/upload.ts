import type { RecordedCall, SlackContext } from '../context.js';
import { uploadedBytes } from '../http/body.js';
import type { HttpRequest, Reply, Route } from '../http/router.js';
import { noteAnswer } from './note-answer.js';

/** The addresses that files.getUploadURLExternal hands out. They need no token and take the bytes once. */
export function uploadRoute(slack: SlackContext): Route {
  return { method: 'POST', pattern: '/upload/v1/:key', handle: (request) => upload(slack, request) };
}

async function upload(slack: SlackContext, request: HttpRequest): Promise<Reply | undefined> {
  const file = slack.files.findByUploadKey(request.parameters.key ?? '');
  if (file === undefined || file.isDeleted || file.readyAtMs !== undefined) {
    return { status: 404, body: 'invalid upload url' };
  }
  const bytes = await uploadedBytes(request.headers, request.body);
  const call: RecordedCall = {
    method: 'files.upload',
    arguments: { file: file.id, filename: file.name, bytes: bytes.length },
    at: slack.clock(),
  };
  slack.calls.push(call);
  const reply = await slack.faults.answer(call.method, call.arguments, request, async () => {
    if (bytes.length !== file.announcedLength) {
      return { status: 400, body: `length mismatch: announced ${file.announcedLength}, got ${bytes.length}` };
    }
    slack.files.receive(file, bytes);
    return { status: 200, body: `OK - ${bytes.length}` };
  });
  if (reply !== undefined) noteAnswer(call, reply);
  return reply;
}
