import type { SlackHost } from '../context.js';
import { uploadedBytes } from '../http/body.js';
import type { HttpRequest, Reply, Route } from '../http/router.js';
import { recorded } from './record.js';

/** The addresses that files.getUploadURLExternal hands out. They need no token and take the bytes once. */
export function uploadRoute(host: SlackHost): Route {
  return { method: 'POST', pattern: '/upload/v1/:key', handle: (request) => upload(host, request) };
}

async function upload(host: SlackHost, request: HttpRequest): Promise<Reply | undefined> {
  const file = host.files.findByUploadKey(request.parameters.key ?? '');
  if (file === undefined || file.isDeleted || file.readyAtMs !== undefined) {
    return { status: 404, body: 'invalid upload url' };
  }
  const bytes = await uploadedBytes(request.headers, request.body);
  const about = { file: file.id, filename: file.name, bytes: bytes.length };
  return recorded(host, 'files.upload', about, request, () => {
    if (bytes.length !== file.announcedLength) {
      return { status: 400, body: `length mismatch: announced ${file.announcedLength}, got ${bytes.length}` };
    }
    host.files.receive(file, bytes);
    return { status: 200, body: `OK - ${bytes.length}` };
  });
}
