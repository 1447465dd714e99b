// @ts-check
// npm run bench:load -- [--workspaces=2000] [--seconds=10] [--digests-only]
// Two instances on one PostgreSQL beside the local Slack with the latency of the real one, many workspaces: how many
// commands per second are acknowledged in time, against a bare Bolt app in the same run; all digests due at once; and
// memory. Stop it with Ctrl+C: what was measured until then stands there.
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startChild, sustained } from './load-driver.js';
import { fill, freshDatabase } from './load-world.js';
import { COMMAND } from './workload.js';

const { values } = parseArgs({
  options: {
    workspaces: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '10' },
    'digests-only': { type: 'boolean', default: false },
  },
});
const workspaces = Number(values.workspaces);
const seconds = Number(values.seconds);
if (!Number.isInteger(workspaces) || workspaces < 1 || !(seconds > 0)) {
  throw new Error('--workspaces takes a whole number from 1, --seconds a number above 0.');
}

const INSTANCES = 2;
const SECRET = 'load';
/** Longest wait until what was asked for is done, in milliseconds. */
const SETTLE_MS = 120_000;
/** Digests are given up after this time without a new one, in milliseconds. */
const STALLED_MS = 120_000;

/** @type {(() => unknown)[]} */
const opened = [];
async function stop() {
  for (const close of opened.splice(0).reverse()) await close();
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, async () => {
    console.log('Stopped before the end: the rest was not measured.');
    await stop();
    process.exit(130);
  });
}

/**
 * @param {'bare' | 'ftcost'} kind
 * @param {string[]} args
 */
async function instances(kind, args) {
  const all = [];
  for (let index = 0; index < INSTANCES; index += 1) {
    const child = await startChild('./load-app-child.js', [kind, ...args]);
    opened.push(child.stop);
    all.push(child);
  }
  return all;
}

/** @param {import('./load-driver.js').Child[]} apps */
async function memory(apps) {
  const all = await Promise.all(apps.map((app) => app.ask('memory')));
  return {
    rssMb: Math.max(...all.map(({ rssMb }) => rssMb)),
    heapMb: Math.max(...all.map(({ heapMb }) => heapMb)),
  };
}

/** @param {import('./load-driver.js').Child[]} apps */
async function runningOn(apps) {
  const all = await Promise.all(apps.map((app) => app.ask('running')));
  return all.reduce((sum, { running }) => sum + running, 0);
}

/** @param {import('./load-driver.js').Child[]} apps */
async function settled(apps) {
  const startedMs = performance.now();
  for (let left = 1; left > 0 && performance.now() - startedMs < SETTLE_MS; await sleep(500)) {
    left = await runningOn(apps);
  }
  return (performance.now() - startedMs) / 1_000;
}

/** @param {string} when @param {{ rssMb: number, heapMb: number }} used */
function tellMemory(when, { rssMb, heapMb }) {
  console.log(
    `  Memory ${when}: ${rssMb.toFixed(0)} MB, of which heap after a collection ${heapMb.toFixed(0)} MB.`,
  );
}

async function main() {
  console.log(
    `${INSTANCES} instances, ${workspaces} workspaces, ${availableParallelism()} cores, which Slack, database and driver share:`,
  );
  const database = await freshDatabase();
  opened.push(() => database.remove());
  const key = randomBytes(32).toString('base64');
  await fill(database.url, key, workspaces);
  const slack = await startChild('./load-slack-child.js', [SECRET, String(workspaces)]);
  opened.push(slack.stop);
  const { url: slackUrl, apiUrl } = slack.first;
  const same = { secret: SECRET, slackUrl, workspaces };
  const bareRate = values['digests-only'] ? undefined : await bareBolt(same, apiUrl);
  const apps = await instances('ftcost', [apiUrl, SECRET, database.url, key]);
  const start = await memory(apps);
  tellMemory('of the larger instance at the start', start);
  if (bareRate !== undefined) await commands(same, apps, slack, bareRate);
  await digests(apps, slack);
  const end = await memory(apps);
  tellMemory('at the end', end);
  console.log(`  Heap from start to end: ratio ${(end.heapMb / start.heapMb).toFixed(2)}`);
}

const report = (/** @type {string} */ line) => console.log(line);

/** @typedef {{ secret: string, slackUrl: string, workspaces: number }} Load */

/**
 * @param {Load} same
 * @param {string} apiUrl
 */
async function bareBolt(same, apiUrl) {
  console.log('  A bare Bolt app with an empty handler:');
  const bare = await instances('bare', [apiUrl, SECRET]);
  const bareLoad = { ...same, ports: bare.map(({ first }) => first.port), text: 'help' };
  const rate = await sustained(bareLoad, { first: 50, seconds, between: async () => {}, report });
  for (const one of bare) one.stop();
  return rate;
}

/**
 * @param {Load} same
 * @param {import('./load-driver.js').Child[]} apps
 * @param {import('./load-driver.js').Child} slack
 * @param {number} bareRate
 */
async function commands(same, apps, slack, bareRate) {
  const ports = apps.map(({ first }) => first.port);
  console.log('  ftcost, /ftcost help (answered by the acknowledgement):');
  const between = async () => void (await settled(apps));
  const helpRate = await sustained({ ...same, ports, text: 'help' }, { first: 50, seconds, between, report });
  console.log(`  ftcost, ${COMMAND} (an advice, a chart and eight calls to Slack each):`);
  const before = (await slack.ask('count')).calls['chat.postMessage'] ?? 0;
  const fullRate = await sustained(
    { ...same, ports, text: COMMAND.replace('/ftcost ', '') },
    {
      first: 2,
      seconds,
      between: async () =>
        report(`        all answered ${(await settled(apps)).toFixed(0)} s after the last one was sent`),
      report,
    },
  );
  const answered = ((await slack.ask('count')).calls['chat.postMessage'] ?? 0) - before;
  console.log(`    ${answered} results were posted in the whole step.`);
  tellMemory('after the commands', await memory(apps));
  for (const [name, rate] of /** @type {const} */ ([
    ['help', helpRate],
    ['a workload', fullRate],
  ])) {
    console.log(
      `  p99 below a second up to: ${name} ${rate.toFixed(0)}/s, bare Bolt ${bareRate.toFixed(0)}/s: ratio ${(rate / bareRate).toFixed(2)} (goal: at least 0.5)`,
    );
  }
}

/**
 * @param {import('./load-driver.js').Child[]} apps
 * @param {import('./load-driver.js').Child} slack
 */
async function digests(apps, slack) {
  console.log(`  ${workspaces} digests due at once, ten estimates each:`);
  const startedMs = performance.now();
  await Promise.all(apps.map((app) => app.ask('digests')));
  let counted = await slack.ask('count');
  for (
    let last = performance.now(), peak = 0;
    counted.digests < workspaces && performance.now() - last < STALLED_MS;
  ) {
    await sleep(1_000);
    counted = await slack.ask('count');
    if (counted.digests > peak) last = performance.now();
    peak = counted.digests;
  }
  const took = (performance.now() - startedMs) / 1_000;
  console.log(
    `    ${counted.digests} posted in ${counted.channels} channels after ${took.toFixed(0)} s, ${(counted.digests / took).toFixed(1)} a second; ${counted.digests - counted.channels} twice, ${workspaces - counted.channels} missing`,
  );
}

try {
  await main();
} finally {
  await stop();
}
