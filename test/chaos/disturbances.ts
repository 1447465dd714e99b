import { setTimeout as sleep } from 'node:timers/promises';
import { type Instance, startInstance } from './instances.js';
import type { TcpRelay } from './tcp-relay.js';

/** Longest time that a start may take on a slow machine, in milliseconds. */
const LONGEST_START_MS = 60_000;

/** Instances behind one entrance, started again whenever one has ended, as a supervisor does. */
export interface Fleet {
  readonly instances: readonly Instance[];
  /** Everything that all instances have printed. */
  readonly output: string;
  /** What instances printed that ended by themselves, or not well when they were told to. */
  readonly died: readonly string[];
  /** How long the slowest stop took, in milliseconds. */
  readonly slowestStopMs: number;
  /** Kills one, or tells it to stop, and starts another one in its place. */
  replace(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts again what ended for want of a database, and waits until all serve. */
  serving(): Promise<void>;
}

/** Starts a fleet: one instance that makes the tables, then the others. */
export async function startFleet(env: Readonly<Record<string, string>>, size: number): Promise<Fleet> {
  const all: Instance[] = [];
  function start(): Instance {
    const instance = startInstance(env);
    all.push(instance);
    return instance;
  }
  const instances = [start()];
  await instances[0]?.serving();
  for (let count = 1; count < size; count += 1) instances.push(start());
  await Promise.all(instances.map((instance) => instance.serving()));
  const died: string[] = [];
  let slowestStopMs = 0;

  async function stop(instance: Instance, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const began = Date.now();
    const code = await instance.end(signal);
    if (signal === 'SIGKILL') return;
    slowestStopMs = Math.max(slowestStopMs, Date.now() - began);
    if (code !== 0) died.push(instance.output.slice(-800));
  }

  /** Whether it serves; one that takes for ever has died, too. */
  async function servesInTime(instance: Instance): Promise<boolean> {
    const outcome = await Promise.race([
      instance.serving().then(
        () => 'serving',
        () => 'ended',
      ),
      sleep(LONGEST_START_MS, 'hanging', { ref: false }),
    ]);
    if (outcome === 'hanging') died.push(`A start hangs: ${instance.output.slice(-800)}`);
    return outcome === 'serving';
  }

  return {
    instances,
    died,
    get output() {
      return all.map(({ output }) => output).join('\n');
    },
    get slowestStopMs() {
      return slowestStopMs;
    },
    async replace(signal) {
      const serving = instances.filter(({ port }) => port !== undefined);
      const victim = serving[Math.floor(Math.random() * serving.length)];
      if (victim === undefined) return;
      const next = start();
      instances[instances.indexOf(victim)] = next;
      await stop(victim, signal);
      // The others stay until it serves, or cannot.
      await Promise.race([next.serving().catch(() => undefined), sleep(8_000)]);
    },
    async serving() {
      for (const [index, instance] of instances.entries()) {
        if (await servesInTime(instance)) continue;
        if (instance.hasDied) died.push(instance.output.slice(-800));
        await instance.end('SIGKILL');
        const next = start();
        instances[index] = next;
        await servesInTime(next);
      }
    },
  };
}

/** How often what was done to the instances and their database. */
export interface Disturbances {
  kills: number;
  stops: number;
  /** The database refused connections for some seconds. */
  outages: number;
  /** It did not answer for some seconds, and nobody was told why. */
  stalls: number;
}

/** Kills and stops instances, and takes the database away, until a moment. */
export async function disturb(fleet: Fleet, database: TcpRelay, untilMs: number): Promise<Disturbances> {
  const done: Disturbances = { kills: 0, stops: 0, outages: 0, stalls: 0 };

  async function kill(): Promise<void> {
    while (Date.now() < untilMs) {
      await sleep(1_500 + Math.random() * 3_000);
      // On a slow machine starting takes longer than the pause: somebody has to be there to be killed under load.
      if (fleet.instances.filter(({ port }) => port !== undefined).length < 2) continue;
      const isStop = Math.random() < 0.25;
      done[isStop ? 'stops' : 'kills'] += 1;
      await fleet.replace(isStop ? 'SIGTERM' : 'SIGKILL');
    }
  }

  async function takeAway(): Promise<void> {
    for (let count = 0; Date.now() + 8_000 < untilMs; count += 1) {
      await sleep(7_000 + Math.random() * 5_000);
      const isStall = count % 2 === 1;
      done[isStall ? 'stalls' : 'outages'] += 1;
      if (isStall) database.swallow();
      else database.cut();
      await sleep(1_000 + Math.random() * 3_000);
      database.mend();
      await fleet.serving();
    }
  }

  await Promise.all([kill(), takeAway()]);
  await fleet.serving();
  return done;
}
