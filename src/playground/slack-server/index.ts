import { createHost, type RecordedCall } from './context.js';
import type { FaultPlan } from './faults.js';
import { listen, stop } from './http/listen.js';
import { serve } from './http/router.js';
import type { SlackServerOptions } from './options.js';
import { pageRoutes } from './page/routes.js';
import type { Traffic } from './state/traffic.js';
import { type TeamServer, teamServer } from './team-server.js';
import { type FileSnapshot, fileSnapshot } from './web-api/file-snapshot.js';
import { webApiRoutes } from './web-api/index.js';

export { readAppManifest } from './app-manifest.js';
export type { SlackControls, SlackServerOptions } from './options.js';
export * from './workspace.js';

/** A running local Slack: a server for the app, and its first team, which is also the one on the page. */
export interface SlackServer extends TeamServer {
  /** For example `http://127.0.0.1:4000`; the page is served here. */
  readonly url: string;
  /** The base of the Web API, for `slackApiUrl`. */
  readonly apiUrl: string;
  /** What Slack will do wrong. */
  readonly faults: FaultPlan;
  /** Every call of the app, uploads and posts to response URLs included, whatever the team. */
  readonly calls: readonly RecordedCall[];
  /** Everything that goes to and fro, when it begins and when it is answered. */
  readonly traffic: Pick<Traffic, 'subscribe'>;
  /** Says where signed requests go. */
  connectApp(url: string): void;
  /**
   * One of the teams.
   * @throws Error if there is none of that id.
   */
  inTeam(teamId: string): TeamServer;
  /** A file, deleted ones included. */
  file(fileId: string): FileSnapshot | undefined;
  /** Changes how long uploads take to become usable; `Infinity` never finishes. */
  setFileProcessing(milliseconds: number): void;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/** Starts a local Slack with the seed of every team. */
export async function startSlackServer(options: SlackServerOptions): Promise<SlackServer> {
  const { host: shared, first } = createHost(options);
  const http = serve([...webApiRoutes(shared), ...pageRoutes(first, options.pageDirectory)]);
  const host = options.host ?? '127.0.0.1';
  const port = await listen(http, options.port ?? 0, host);
  shared.addresses.origin = `http://${reachableName(host)}:${port}`;
  return {
    ...teamServer(first),
    url: shared.addresses.origin,
    apiUrl: `${shared.addresses.origin}/api/`,
    faults: shared.faults,
    calls: shared.calls,
    traffic: shared.traffic,
    connectApp(url) {
      shared.addresses.app = url;
    },
    inTeam(teamId) {
      const slack = shared.teams.get(teamId);
      if (slack === undefined) throw new Error(`There is no team ${teamId}`);
      return teamServer(slack);
    },
    file: (fileId) => fileSnapshot(shared, fileId),
    setFileProcessing(milliseconds) {
      shared.files.processingMs = milliseconds;
    },
    async close() {
      shared.closing.abort();
      await stop(http);
    },
  };
}

/** The name under which this machine reaches a server that listens on `host`. */
function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
