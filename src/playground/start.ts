import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { PRESETS } from '../engine/index.js';
import { createSlackApp, type SlackApp, type SlackAppParts } from '../slack/app.js';
import { readAppManifest, type SlackServer, startSlackServer } from './slack-server/index.js';

/** A local Slack with the app connected to it, over signed HTTP as in the real one. */
export interface Playground {
  /** Address of the page. */
  readonly url: string;
  readonly slack: SlackServer;
  readonly app: SlackApp;
  stop(): Promise<void>;
}

/** Commands, scopes, shortcuts, events and tabs as the real workspace would get them. */
function readManifest() {
  return readAppManifest(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')));
}

/** The presets as lines that the page offers. */
const EXAMPLES = PRESETS.map(({ id, title, summary }) => ({ title, summary, line: `/ftcost preset ${id}` }));

/**
 * Starts the local Slack and the app beside it.
 *
 * @param port where the page is served; 0 takes any free port. The app itself listens on a free port.
 */
export async function startPlayground(
  port: number,
  parts: Pick<
    SlackAppParts,
    'priceBook' | 'workspaces' | 'digests' | 'advisor' | 'renderer' | 'claims' | 'clock' | 'logger'
  >,
): Promise<Playground> {
  const secret = {
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-playground-${randomBytes(8).toString('hex')}`,
  };
  const slack = await startSlackServer({
    ...secret,
    ...readManifest(),
    examples: EXAMPLES,
    port,
    pageDirectory: fileURLToPath(new URL('./page/', import.meta.url)),
  });
  try {
    const app = createSlackApp({
      ...parts,
      ...secret,
      slackApiUrl: slack.apiUrl,
    });
    const appPort = await app.start(0, '127.0.0.1');
    slack.connectApp(`http://127.0.0.1:${appPort}/slack/events`);
    return {
      url: slack.url,
      slack,
      app,
      async stop() {
        await app.stop();
        await slack.close();
      },
    };
  } catch (error) {
    await slack.close();
    throw error;
  }
}
