// @ts-check
import { App, HTTPReceiver } from '@slack/bolt';

/**
 * What everything is measured against: a bare Bolt app with an empty handler.
 * @param {string} apiUrl
 * @param {string} signingSecret
 * @returns {Promise<number>} its port
 */
export async function startBareBolt(apiUrl, signingSecret) {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
  const app = new App({
    receiver,
    authorize: async ({ teamId }) => ({ botToken: `xoxb-${teamId}` }),
    clientOptions: { slackApiUrl: apiUrl },
    convoStore: false,
  });
  app.command('/ftcost', async ({ ack }) => {
    await ack();
  });
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
