import type { SlackHost } from '../context.js';
import type { HttpRequest, Reply, Route } from '../http/router.js';
import { isReadable } from './files.js';
import { teamsOf } from './installed-team.js';
import { recorded } from './record.js';

/** The addresses of `url_private`: the bytes of a file for whoever shows a token that may read it. */
export function downloadRoute(host: SlackHost): Route {
  return { method: 'GET', pattern: '/files-pri/:id/:name', handle: (request) => download(host, request) };
}

async function download(host: SlackHost, request: HttpRequest): Promise<Reply | undefined> {
  const file = host.files.find(request.parameters.id ?? '');
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const installation = host.installations.check(token);
  const about = { file: file?.id ?? request.parameters.id ?? '', filename: file?.name ?? '' };
  return recorded(host, 'files.download', about, request, () => {
    const isAllowed =
      file?.bytes !== undefined &&
      typeof installation !== 'string' &&
      installation.scopes.includes('files:read') &&
      teamsOf(host, installation).some((slack) => isReadable({ slack, installation }, file));
    // Slack sends whoever may not read it to the page where people sign in.
    if (!isAllowed) return { status: 302, headers: { location: `${host.addresses.origin}/?redir=files` } };
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file.bytes };
  });
}
