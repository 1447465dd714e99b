import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import { isSignedBySlack } from '../../slack/kit/slack-signature.js';
import type { Route } from '../../slack/kit/web-server.js';
import { jsonOf, Refusal, textOf } from '../http/exchange.js';
import { type DoorParts, route } from '../http/route.js';
import { QuestionError } from '../problems.js';
import type { Desk } from '../tool.js';
import { REMOTE_TOOLS } from '../tools/index.js';
import { type CallMeta, mcpServersOf } from './mcp-server.js';

/** Where MCP clients connect over streamable HTTP: one request at a time, nothing is kept between them. */
const MCP_PATH = '/mcp';

/** What signs in Slackbot's MCP client, where the operator has switched it on. */
export interface SlackIdentity {
  readonly signingSecrets: readonly string[];
  readonly clock: () => Date;
  readonly isInstalled: (workspaceId: string) => Promise<boolean>;
}

/** Who asks through Slackbot: `_meta.slack` of a call, in a body that Slack has signed. */
const SlackMeta = z.object({
  slack: z.object({
    team_id: z.string().min(1).nullish(),
    enterprise_id: z.string().min(1).nullish(),
  }),
});

/** The MCP server over HTTP, with the tokens of the API, or Slack's signed identity. */
export function mcpRoute(
  parts: DoorParts & {
    readonly publicUrl?: string | undefined;
    readonly slackIdentity?: SlackIdentity | undefined;
  },
): Route {
  const { gate, deskFor, logger, publicUrl, slackIdentity } = parts;
  const serverWith = mcpServersOf(REMOTE_TOOLS);
  const ownOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    deskOf: (meta: CallMeta) => Promise<Desk>,
  ): Promise<void> {
    const server = serverWith({
      deskFor: deskOf,
      onFailure: (err, tool) => logger.error({ err, tool }, 'A tool failed'),
    });
    // Answered at once as JSON: no tool tells how far it is, so that there is nothing to stream.
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.once('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, body);
  }

  /** What a signed call is answered with: the workspace's, or its organisation's where that has the app as a whole. */
  async function deskOfSlack({ isInstalled }: SlackIdentity, meta: CallMeta): Promise<Desk> {
    const { slack } = SlackMeta.safeParse(meta).data ?? {};
    for (const workspaceId of [slack?.team_id, slack?.enterprise_id]) {
      if (workspaceId == null || !(await isInstalled(workspaceId))) continue;
      await gate.count(`${workspaceId} slackbot`);
      return deskFor(workspaceId);
    }
    throw new QuestionError([
      { field: '', message: 'ftcost is not installed in this workspace. Ask an admin to install it.' },
    ]);
  }

  return route(parts, MCP_PATH, 'POST', async (request, response) => {
    const { headers } = request;
    // A page in somebody's browser has no business here, whatever name its host has taken.
    if (headers.origin !== undefined && headers.origin !== ownOrigin) {
      throw new Refusal(403, 'This address is not for pages of other hosts.');
    }
    if (slackIdentity === undefined || headers['x-slack-signature'] === undefined) {
      const { workspaceId } = await gate.admit(request);
      return answer(request, response, jsonOf(request, await textOf(request)), () => deskFor(workspaceId));
    }
    const text = await textOf(request);
    if (!isSignedBySlack(headers, text, slackIdentity.signingSecrets, slackIdentity.clock())) {
      throw new Refusal(401, 'The signature is not Slack’s.');
    }
    return answer(request, response, jsonOf(request, text), (meta) => deskOfSlack(slackIdentity, meta));
  });
}
