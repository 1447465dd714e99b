import type { Logger } from 'pino';
import type { Advisor } from '../advisor/advisor.js';
import type { EvidenceBook } from '../evidence/evidence-book.js';
import type { NumbersReader } from '../numbers/numbers-reader.js';
import type { PriceBook } from '../prices/price-book.js';
import { isInstalled } from '../slack/errors/not-installed.js';
import { OUTSIDE } from '../slack/kit/web-client.js';
import type { Route } from '../slack/kit/web-server.js';
import { createTurns } from '../slack/posting/turns.js';
import type { Workspaces } from '../store/workspaces.js';
import { apiRoutes } from './http/api.js';
import { createGate } from './http/gate.js';
import { mcpRoute } from './mcp/http.js';
import type { Desk } from './tool.js';

/** What the doors on the network are made of. */
export interface NetworkParts {
  readonly priceBook: () => PriceBook;
  readonly evidence: { current(): EvidenceBook };
  readonly workspaces: Pick<Workspaces, 'basis' | 'tokens'>;
  readonly advisor: Pick<Advisor, 'advise' | 'redecide'>;
  readonly numbers: Pick<NumbersReader, 'read'>;
  readonly clock: () => Date;
  readonly logger: Logger;
  /** What is asked whether a workspace has the app. @throws NotInstalledError when it has not */
  readonly clientFor: (workspaceId: string) => Promise<unknown>;
  readonly publicUrl?: string | undefined;
  /** Absent: Slackbot's MCP client is not let in. */
  readonly slackIdentity?: { readonly signingSecrets: readonly string[] } | undefined;
  readonly requestsAMinute?: number;
}

/** The HTTP API and the MCP server: pages beside Slack's endpoint. */
export function networkDoors(parts: NetworkParts): readonly Route[] {
  const { workspaces, priceBook, evidence, advisor, numbers, clock, logger, publicUrl, slackIdentity } =
    parts;
  /** Programs have turns of their own: a flood of theirs takes no place of the people in Slack. */
  const turns = createTurns(OUTSIDE);

  const hasApp = (workspaceId: string) => isInstalled(parts.clientFor(workspaceId));

  async function deskFor(workspaceId: string): Promise<Desk> {
    await turns.next(workspaceId);
    return {
      today: clock().toISOString().slice(0, 10),
      basis: await workspaces.basis(workspaceId, priceBook()),
      evidence: evidence.current(),
      advisor: {
        advise: (question) => turns.share(workspaceId, () => advisor.advise(question)),
        redecide: (question) => turns.share(workspaceId, () => advisor.redecide(question)),
      },
      numbers: {
        read: (wanted, watch) =>
          numbers.read(wanted, {
            ...watch,
            ...(wanted.kind !== 'tokens' && { owner: `programs of ${workspaceId}` }),
          }),
      },
    };
  }

  const { requestsAMinute } = parts;
  const gate = createGate({
    holderOf: (token) => workspaces.tokens.holderOf(token, clock()),
    isInstalled: hasApp,
    ...(requestsAMinute !== undefined && { requestsAMinute }),
  });
  const door = { gate, deskFor, logger };
  return [
    ...apiRoutes(door),
    mcpRoute({
      ...door,
      publicUrl,
      slackIdentity: slackIdentity && { ...slackIdentity, clock, isInstalled: hasApp },
    }),
  ];
}
