import type { IncomingMessage } from 'node:http';
import type { Route } from '../../slack/kit/web-server.js';
import { jsonOf, reply, textOf } from './exchange.js';
import { openApiDocument } from './open-api.js';
import { OPERATIONS } from './operations.js';
import { type DoorParts, type Method, route } from './route.js';

/** Where the API describes itself. */
const OPEN_API_PATH = '/v1/openapi.json';

/** The addresses of the API. */
export function apiRoutes(parts: DoorParts): readonly Route[] {
  const document = openApiDocument(OPERATIONS);
  return [
    ...OPERATIONS.map((operation) =>
      route(parts, operation.path, operation.method, async (request, response) => {
        const { workspaceId } = await parts.gate.admit(request);
        const asked = await askedOf(request, operation.method);
        const { text, data } = await operation.tool.ask(await parts.deskFor(workspaceId), asked);
        reply(response, 200, { text, ...data });
      }),
    ),
    route(parts, OPEN_API_PATH, 'GET', async (_, response) => reply(response, 200, document)),
  ];
}

async function askedOf(request: IncomingMessage, method: Method): Promise<unknown> {
  if (method === 'POST') return jsonOf(request, await textOf(request));
  const query = (request.url ?? '').split('?').slice(1).join('?');
  return Object.fromEntries(new URLSearchParams(query));
}
