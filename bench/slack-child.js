// @ts-check
// The local Slack in a process of its own, so that its work does not count as the app's.
import { startSlackServer } from '../dist/playground/slack-server/index.js';

/** No call for this long means that everything is answered, in milliseconds. */
const QUIET_MS = 2_000;

const [signingSecret = '', botToken = ''] = process.argv.slice(2);
const slack = await startSlackServer({ signingSecret, botToken, commands: [] });
process.send?.({ url: slack.url, apiUrl: slack.apiUrl });
// Answers when nobody has called for a while: the app has finished its answers.
process.on('message', async () => {
  for (let before = -1; before !== slack.calls.length; ) {
    before = slack.calls.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
  process.send?.('settled');
});
process.once('disconnect', () => process.exit(0));
