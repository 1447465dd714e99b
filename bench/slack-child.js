// @ts-check
// The local Slack in a process of its own, so that its work does not count as the app's.
import { startSlackServer } from '../dist/playground/slack-server/index.js';

const [signingSecret = '', botToken = ''] = process.argv.slice(2);
const slack = await startSlackServer({ signingSecret, botToken, commands: [] });
process.send?.({ url: slack.url, apiUrl: slack.apiUrl });
process.once('disconnect', () => process.exit(0));
