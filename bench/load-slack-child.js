// @ts-check
// The local Slack with many workspaces and the latency of a real one, in a process of its own.
import { startSlackServer } from '../dist/playground/slack-server/index.js';

/** Milliseconds until Slack answers, as apps in production commonly see them. */
const LATENCY_MS = {
  'chat.postMessage': 250,
  'chat.postEphemeral': 200,
  'files.getUploadURLExternal': 150,
  'files.upload': 150,
  'files.completeUploadExternal': 300,
  'files.info': 100,
  'conversations.history': 150,
  response_url: 150,
};

const [signingSecret = '', count = '1'] = process.argv.slice(2);
const slack = await startSlackServer({
  signingSecret,
  botToken: 'xoxb-load-0',
  commands: [],
  scopes: ['commands', 'chat:write', 'files:write', 'files:read', 'channels:history'],
  teams: Array.from({ length: Number(count) - 1 }, (_, index) => ({
    id: `TLOAD${index + 1}`,
    name: `Load ${index + 1}`,
    domain: `load-${index + 1}`,
    botToken: `xoxb-load-${index + 1}`,
  })),
  faults: Object.entries(LATENCY_MS).map(([method, delayMs]) => ({
    method,
    times: Number.POSITIVE_INFINITY,
    respond: { delayMs },
  })),
});
process.send?.({ url: slack.url, apiUrl: slack.apiUrl });

// Answers how often each method was called with success so far, and in how many channels messages with a mark were posted.
process.on('message', () => {
  /** @type {Record<string, number>} */
  const calls = {};
  /** @type {string[]} */
  const marks = [];
  for (const { method, arguments: given, status, error } of slack.calls) {
    if (status !== 200 || error !== undefined) continue;
    calls[method] = (calls[method] ?? 0) + 1;
    if (method === 'chat.postMessage' && given.metadata !== undefined) marks.push(String(given.channel));
  }
  process.send?.({ calls, digests: marks.length, channels: new Set(marks).size });
});
process.once('disconnect', () => process.exit(0));
