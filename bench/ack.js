// @ts-check
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from './load-world.js';
import { percentile } from './percentile.js';
import { sendCommand } from './send-command.js';
import { COMMAND } from './workload.js';

const CONCURRENT = 50;
const ROUNDS = 10;
/** Commands before the measurement begins, in which an app gets warm. */
const WARMING = 10;
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

/** @typedef {{ child: import('node:child_process').ChildProcess, message: { url: string, apiUrl: string } }} LocalSlack */

/**
 * Milliseconds to each acknowledgement of one burst, over connections of its own.
 * @param {number} port
 * @param {LocalSlack} slack
 * @param {number} count
 */
async function burst(port, slack, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const times = await Promise.all(
    Array.from({ length: count }, () => command(port, slack.message.url, agent)),
  );
  agent.destroy();
  await settled(slack.child);
  return times;
}

/** @param {readonly number[]} [values] */
function median(values = []) {
  return percentile(values, 0.5).toFixed(2);
}

/**
 * Time to the acknowledgement of /ftcost under fifty commands at once, against a bare Bolt app; in turn, so that all
 * meet the same machine. On PostgreSQL, too, where TEST_DATABASE_URL names one.
 */
export async function benchAck() {
  const folder = mkdtempSync(join(tmpdir(), 'ftcost-bench-'));
  const database = process.env.TEST_DATABASE_URL === undefined ? undefined : await freshDatabase();
  const slack = await start('./slack-child.js', [SECRET, TOKEN]);
  const apps = await Promise.all(
    [
      { name: 'bare Bolt', place: 'bare', goal: 1 },
      { name: 'ftcost, embedded database', place: join(folder, 'data'), goal: 2.5 },
      ...(database === undefined ? [] : [{ name: 'ftcost, PostgreSQL', place: database.url, goal: 2 }]),
    ].map(async (app) => ({
      ...app,
      ...(await start('./ack-child.js', [app.place, slack.message.apiUrl, SECRET, TOKEN])),
      rounds: /** @type {number[][]} */ ([]),
    })),
  );
  for (const { message } of apps) await burst(message.port, slack, WARMING);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { message, rounds } of apps) rounds.push(await burst(message.port, slack, CONCURRENT));
  }
  for (const { child } of apps) child.disconnect();
  slack.child.disconnect();
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
  console.log(`Acknowledging /ftcost, ${CONCURRENT} at once; of ${ROUNDS} rounds the median each:`);
  const [bare, ...ours] = apps;
  for (const { name, rounds, goal } of ours) {
    const said = [0.5, 0.99].map((share) => {
      const [own, theirs] = [rounds, bare?.rounds ?? []].map((all) =>
        all.map((one) => percentile(one, share)),
      );
      const ratios = own?.map((ms, round) => ms / (theirs?.[round] ?? Number.NaN)) ?? [];
      return `${median(own)} ms against ${median(theirs)} ms: ratio ${median(ratios)}`;
    });
    console.log(`  ${name}: median ${said[0]}; p99 ${said[1]} (goal: at most ${goal})`);
  }
}
