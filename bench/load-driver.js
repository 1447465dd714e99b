// @ts-check
import { fork } from 'node:child_process';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { teamOf } from './load-world.js';
import { percentile } from './percentile.js';
import { sendCommand } from './send-command.js';

/** An acknowledgement has to come within this time, for 99 of 100 commands. */
const GOAL_MS = 1_000;
/** Each rate is so much higher than the one before. */
const STEP = 1.5;
/** What one driver can send and time without being the bottleneck itself. */
const MAX_PER_SECOND = 2_500;
/** A command that nobody answers is given up after this time, in milliseconds. */
const GIVEN_UP_MS = 15_000;

/** @typedef {{ ask(what: string): Promise<any>, stop(): void, first: any, pid: number | undefined }} Child */

/**
 * Starts a process that sends one message when it is ready, and one for each that it gets.
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<Child>}
 */
export function startChild(file, args) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--expose-gc'] });
  const next = () =>
    new Promise((resolve, reject) => {
      const failed = (/** @type {number | null} */ code) => reject(new Error(`${file} ended with ${code}`));
      child.once('exit', failed);
      child.once('message', (message) => {
        child.off('exit', failed);
        resolve(message);
      });
    });
  return next().then((first) => ({
    first,
    pid: child.pid,
    ask(what) {
      const answer = next();
      child.send(what);
      return answer;
    },
    stop: () => child.connected && child.disconnect(),
  }));
}

/** @typedef {{ ms: number, isBusy: boolean }} Acknowledged */

/**
 * The milliseconds from the moment a command was due until it is acknowledged, and whether that said to try again in
 * a minute.
 * @param {Omit<Parameters<typeof sendCommand>[0], 'timeoutMs'> & { dueMs: number }} command
 * @returns {Promise<Acknowledged>}
 */
async function send({ dueMs, ...command }) {
  const said = await sendCommand({ ...command, timeoutMs: GIVEN_UP_MS });
  return { ms: performance.now() - dueMs, isBusy: said.includes('I am busy') };
}

/**
 * Sends commands at a steady rate, in turn to every instance and from every workspace, whether or not the ones before
 * were answered: times count from when a command was due, so that a stall is not hidden.
 * @param {{ ports: number[], secret: string, slackUrl: string, text: string, workspaces: number }} load
 * @param {number} perSecond
 * @param {number} seconds
 */
async function atRate({ ports, workspaces, ...same }, perSecond, seconds) {
  const agents = ports.map(() => new Agent({ keepAlive: true, maxSockets: 256 }));
  const startedMs = performance.now();
  /** @type {Promise<PromiseSettledResult<Acknowledged>[]>[]} */
  const sent = [];
  const count = Math.round(perSecond * seconds);
  for (let index = 0; index < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - startedMs) / 1_000) * perSecond) + 1);
    const batch = [];
    for (; index < due; index += 1) {
      const nth = index % ports.length;
      const [port, agent] = [ports[nth], agents[nth]];
      if (port === undefined || agent === undefined) throw new Error('There is no instance.');
      const dueMs = startedMs + (index / perSecond) * 1_000;
      batch.push(send({ ...same, port, agent, team: teamOf(index % workspaces), dueMs }));
    }
    sent.push(Promise.allSettled(batch));
    await sleep(2);
  }
  const outcomes = (await Promise.all(sent)).flat();
  for (const agent of agents) agent.destroy();
  const acknowledged = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return {
    p99Ms: percentile(
      acknowledged.map(({ ms }) => ms),
      0.99,
    ),
    failed: outcomes.length - acknowledged.length,
    busy: acknowledged.filter(({ isBusy }) => isBusy).length,
    count: outcomes.length,
  };
}

/**
 * The highest rate at which 99 of 100 commands are acknowledged within a second, and all of them at all.
 * @param {Parameters<typeof atRate>[0]} load
 * @param {{ first: number, seconds: number, between: () => Promise<void>, report: (line: string) => void }} how
 * @returns {Promise<number>} commands per second; 0 when the first rate was too high
 */
export async function sustained(load, { first, seconds, between, report }) {
  let best = 0;
  for (let rate = first; rate <= MAX_PER_SECOND; rate *= STEP) {
    const { p99Ms, failed, busy, count } = await atRate(load, rate, seconds);
    const rest = [
      ...(busy > 0 ? [`${busy} of ${count} told at once to try again in a minute`] : []),
      ...(failed > 0 ? [`${failed} not acknowledged`] : []),
    ];
    report(`    ${rate.toFixed(0)}/s: ${[`p99 ${p99Ms.toFixed(0)} ms`, ...rest].join(', ')}`);
    await between();
    if (failed > 0 || !(p99Ms < GOAL_MS)) return best;
    best = rate;
  }
  report(`    (not tried above ${MAX_PER_SECOND}/s: the driver itself)`);
  return best;
}
