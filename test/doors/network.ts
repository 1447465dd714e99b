import { onTestFinished } from 'vitest';
import { networkDoors } from '../../src/doors/network.js';
import { advise, changedBook, redecide } from '../../src/engine/index.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { createLogger } from '../../src/log/create-logger.js';
import { createNumbersReader } from '../../src/numbers/numbers-reader.js';
import { NotInstalledError } from '../../src/slack/errors/not-installed.js';
import { serveRoutes } from '../../src/slack/kit/web-server.js';
import type { Store } from '../../src/store/store.js';
import { createWorkspaces, type Workspaces } from '../../src/store/workspaces.js';
import { CATALOGUE } from '../catalogue.js';
import { openMemoryStore } from '../store/stores.js';

/** The doors on the network, served as the app serves them, over a store in memory. */
export interface Network {
  readonly url: string;
  readonly workspaces: Workspaces;
  readonly log: readonly string[];
  /** A token of a workspace. */
  token(workspaceId?: string): Promise<string>;
  /** From now on the workspace has removed the app. */
  remove(workspaceId: string): void;
}

export const ACME = 'T0ACMEACME';
export const GLOBEX = 'T0GLOBEX00';
export const NOW = new Date('2026-11-22T12:00:00Z');
export const SIGNING_SECRET = 'doors-signing-secret';

const EVIDENCE = loadEvidence();
const numbers = createNumbersReader();
let store: Promise<Store> | undefined;

/** Serves them until the test is finished. Advices are worked out in this thread. */
export async function startNetwork(
  options: { readonly requestsAMinute?: number; readonly slackIdentity?: boolean } = {},
): Promise<Network> {
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => log.push(line) });
  store ??= openMemoryStore();
  const { database, sql } = await store;
  const workspaces = createWorkspaces(database, () => {});
  const removed = new Set<string>();
  const routes = networkDoors({
    priceBook: () => CATALOGUE,
    evidence: { current: () => EVIDENCE },
    workspaces,
    advisor: {
      advise: async ({ workload, book, asOf, priceChanges = [] }) =>
        advise(workload, changedBook(book, priceChanges), { asOf, evidence: EVIDENCE }),
      redecide: async ({ workload, book, asOf, priceChanges = [] }) =>
        redecide(workload, changedBook(book, priceChanges), { asOf, evidence: EVIDENCE }),
    },
    numbers,
    clock: () => NOW,
    logger,
    async clientFor(workspaceId) {
      if (removed.has(workspaceId)) throw new NotInstalledError(workspaceId);
    },
    publicUrl: 'https://ftcost.example.com',
    requestsAMinute: options.requestsAMinute ?? 10_000,
    ...(options.slackIdentity === true && { slackIdentity: { signingSecrets: [SIGNING_SECRET] } }),
  });
  const server = await serveRoutes(routes, logger, 0, '127.0.0.1');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await sql.executeSql('TRUNCATE api_tokens, workspace_settings, audit_log');
  });
  return {
    url: `http://127.0.0.1:${port}`,
    workspaces,
    log,
    async token(workspaceId = ACME) {
      const token = await workspaces.tokens.make(workspaceId, { userId: 'U0ADA' }, 'a test', NOW);
      if (token === undefined) throw new Error('The workspace has too many tokens.');
      return token;
    },
    remove: (workspaceId) => void removed.add(workspaceId),
  };
}
