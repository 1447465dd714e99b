// @ts-check
import { fork } from 'node:child_process';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { percentile } from './percentile.js';
import { sendCommand } from './send-command.js';
import { COMMAND } from './workload.js';

const CONCURRENT = 50;
const ROUNDS = 10;
const SECRET = 'bench';
const TOKEN = 'xoxb-bench';
const TEAM = { id: 'T0ACMEACME', userId: 'U0ADALOVEL', channelId: 'C0MLPLATFO' };

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
 * Milliseconds until a command is acknowledged.
 * @param {number} port
 * @param {string} slackUrl
 * @param {Agent} agent
 */
async function command(port, slackUrl, agent) {
  const from = performance.now();
  await sendCommand({
    port,
    agent,
    secret: SECRET,
    slackUrl,
    text: COMMAND.replace('/ftcost ', ''),
    team: TEAM,
  });
  return performance.now() - from;
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
