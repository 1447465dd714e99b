// @ts-check
import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { percentile } from './percentile.js';
import { COMMAND } from './workload.js';

const CONCURRENT = 50;
const ROUNDS = 10;
const SECRET = 'bench';
const TOKEN = 'xoxb-bench';

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, message: any }>}
 */
function start(file, args) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, message }));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/**
 * One signed slash command; resolves with the milliseconds until it is acknowledged.
 * @param {number} port
 * @param {string} slackUrl
 * @param {Agent} agent
 * @returns {Promise<number>}
 */
function command(port, slackUrl, agent) {
  const body = new URLSearchParams({
    token: 't',
    command: '/ftcost',
    text: COMMAND.replace('/ftcost ', ''),
    response_url: `${slackUrl}/response/none`,
    trigger_id: randomUUID(),
    user_id: 'U0ADALOVEL',
    user_name: 'ada',
    team_id: 'T0ACMEACME',
    team_domain: 'acme',
    channel_id: 'C0MLPLATFO',
    channel_name: 'ml-platform',
    api_app_id: 'A0FTCOSTAP',
    is_enterprise_install: 'false',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        agent,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          if (answer.statusCode !== 200) reject(new Error(`The app answered ${answer.statusCode}`));
          else resolve(performance.now() - from);
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/**
 * Waits until the app has nothing more to say to Slack: each burst finds it idle.
 * @param {import('node:child_process').ChildProcess} child
 */
function settled(child) {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.send('settle');
  });
}

/**
 * @param {'bare' | 'ftcost'} kind
 * @param {{ child: import('node:child_process').ChildProcess, message: { url: string, apiUrl: string } }} local
 */
async function measure(kind, local) {
  const slack = local.message;
  const { child, message } = await start('./ack-child.js', [kind, slack.apiUrl, SECRET, TOKEN]);
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
  for (let index = 0; index < 5; index++) await command(message.port, slack.url, agent);
  await settled(local.child);
  /** @type {number[]} */
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      ...(await Promise.all(
        Array.from({ length: CONCURRENT }, () => command(message.port, slack.url, agent)),
      )),
    );
    await settled(local.child);
  }
  agent.destroy();
  child.disconnect();
  return times;
}

/** Time to the acknowledgement of /ftcost under fifty commands at once, against a bare Bolt app. */
export async function benchAck() {
  const slack = await start('./slack-child.js', [SECRET, TOKEN]);
  const bare = await measure('bare', slack);
  const ftcost = await measure('ftcost', slack);
  slack.child.disconnect();
  console.log(`Acknowledging /ftcost, ${CONCURRENT} at once, ${ROUNDS} rounds:`);
  for (const [name, share] of /** @type {const} */ ([
    ['median', 0.5],
    ['p99', 0.99],
  ])) {
    const ours = percentile(ftcost, share);
    const theirs = percentile(bare, share);
    const goal = share === 0.99 ? ' (goal: at most 1.5)' : '';
    console.log(
      `  ${name.padEnd(7)} ftcost ${ours.toFixed(1)} ms, bare Bolt ${theirs.toFixed(1)} ms: ratio ${(ours / theirs).toFixed(2)}${goal}`,
    );
  }
}
