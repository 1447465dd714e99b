import { mediaType } from '../http/body.js';
import { type Handler, type HttpRequest, json } from '../http/router.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Lets only this machine's own page in. Any site that the developer visits can make the browser send requests to
 * a local port, so the name asked for must be a loopback one (which stops rebinding), the origin must be this
 * server, and a post must be JSON or plain bytes, which no foreign page can send unasked.
 *
 * @param posted the media type of what is posted
 */
export function guarded(handler: Handler, posted = 'application/json'): Handler {
  return (request) => {
    if (!isFromHere(request)) return json({ ok: false, error: 'forbidden' }, 403);
    if (request.method === 'POST' && mediaType(request.headers) !== posted) {
      return json({ ok: false, error: `${posted} only` }, 415);
    }
    return handler(request);
  };
}

function isFromHere({ headers }: HttpRequest): boolean {
  const { host = '', origin } = headers;
  if (!LOOPBACK.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
