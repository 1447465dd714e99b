// @ts-check
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';

/**
 * Sends one slash command, signed, and resolves with what the app acknowledges it with.
 * @param {{ port: number, agent: import('node:http').Agent, secret: string, slackUrl: string, text: string, team: { id: string, userId: string, channelId: string }, timeoutMs?: number }} command
 * @returns {Promise<string>}
 */
export function sendCommand({ port, agent, secret, slackUrl, text, team, timeoutMs = 60_000 }) {
  const body = new URLSearchParams({
    token: 't',
    command: '/ftcost',
    text,
    response_url: `${slackUrl}/response/none`,
    trigger_id: randomUUID(),
    user_id: team.userId,
    user_name: 'ada',
    team_id: team.id,
    team_domain: 'load',
    channel_id: team.channelId,
    channel_name: 'ml-platform',
    api_app_id: 'A0FTCOSTAP',
    is_enterprise_install: 'false',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        agent,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        timeout: timeoutMs,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      },
      (answer) => {
        let said = '';
        answer.setEncoding('utf8').on('data', (part) => {
          said += part;
        });
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve(said);
          else reject(new Error(`The app answered ${answer.statusCode}`));
        });
      },
    );
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.once('error', reject);
    sent.end(body);
  });
}
