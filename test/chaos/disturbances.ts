import { setTimeout as sleep } from 'node:timers/promises';
import { type Instance, startInstance } from './instances.js';
import type { TcpRelay } from './tcp-relay.js';

/** Longest time that a start may take on a slow machine, in milliseconds. */
const MAX_START_MS = 180_000;

/** Instances behind one entrance, started again whenever one has ended, as a supervisor does. */
export interface Fleet {
  readonly instances: readonly Instance[];
  /** Everything that all instances have printed. */
  readonly output: string;
  /** What instances printed that ended by themselves, or not well when they were told to. */
  readonly died: readonly string[];
  /** How long the slowest stop took, in milliseconds. */
  readonly slowestStopMs: number;
  /** By how much the clocks of instances were wrong, in milliseconds. */
  readonly skewsMs: ReadonlySet<number>;
  /** Kills one, or tells it to stop, and starts another one in its place. */
  replace(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts again what ended for want of a database, and waits until all serve. */
  serving(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** By how much clocks may be wrong, in milliseconds. */
const SKEWS_MS = [0, ...[MINUTE_MS, 4 * MINUTE_MS, 3 * HOUR_MS, 26 * HOUR_MS].flatMap((ms) => [-ms, ms])];

function oneOf<Item>(items: readonly Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)];
}

/**
 * Starts a fleet: one instance that makes the tables, then the others. The clock of each may be wrong.
 *
 * @param ways the address of the database for each instance
 */
export async function startFleet(
  env: Readonly<Record<string, string>>,
  ways: readonly string[],
): Promise<Fleet> {
  const all: Instance[] = [];
  const skewsMs = new Set<number>();
  function start(place: number): Instance {
    const skewMs = oneOf(SKEWS_MS) ?? 0;
    skewsMs.add(skewMs);
    const instance = startInstance({ ...env, DATABASE_URL: ways[place] ?? '' }, skewMs);
    all.push(instance);
    return instance;
  }
  const instances = [start(0)];
  await instances[0]?.serving();
  for (let place = 1; place < ways.length; place += 1) instances.push(start(place));
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
      sleep(MAX_START_MS, 'hanging', { ref: false }),
    ]);
    if (outcome === 'hanging') died.push(`A start hangs: ${instance.output.slice(-800)}`);
    return outcome === 'serving';
  }

  return {
    instances,
    died,
    skewsMs,
    get output() {
      return all.map(({ output }) => output).join('\n');
    },
    get slowestStopMs() {
      return slowestStopMs;
    },
    async replace(signal) {
      const victim = oneOf(instances.filter(({ port }) => port !== undefined));
      if (victim === undefined) return;
      const place = instances.indexOf(victim);
      const next = start(place);
      instances[place] = next;
      await stop(victim, signal);
      // The others stay until it serves, or cannot.
      await Promise.race([next.serving().catch(() => undefined), sleep(8_000)]);
    },
    async serving() {
      for (const [place, instance] of instances.entries()) {
        if (await servesInTime(instance)) continue;
        if (instance.hasDied) died.push(instance.output.slice(-800));
        await instance.end('SIGKILL');
        const next = start(place);
        instances[place] = next;
        await servesInTime(next);
      }
    },
  };
}

/** What may happen between instances and their database. */
const TROUBLES = {
  /** Connections are refused. */
  cut: (way) => way.cut(),
  /** Nothing is answered, and nobody is told why. */
  swallowed: (way) => way.swallow(),
  /** Nothing arrives either way until all is well again. */
  parted: (way) => way.hold(['forth', 'back']),
  /** What is asked does not arrive until then. */
  unheard: (way) => way.hold(['forth']),
  /** What is asked arrives and is done; the answers do not until then. */
  unanswered: (way) => way.hold(['back']),
  slow: (way) => way.slow(50 + Math.random() * 450),
} satisfies Readonly<Record<string, (way: TcpRelay) => void>>;

type Trouble = keyof typeof TROUBLES;

/** Troubles that all instances have at once, as when the database itself is away; each of them one alone may have. */
const FOR_ALL: readonly Trouble[] = ['cut', 'swallowed'];
const TROUBLE_NAMES: readonly Trouble[] = ['cut', 'swallowed', 'parted', 'unheard', 'unanswered', 'slow'];

/** How often what was done to the instances and their database. */
export interface Disturbances {
  kills: number;
  stops: number;
  /** Troubles between all instances and their database, by their name. */
  readonly forAll: Partial<Record<Trouble, number>>;
  /** Troubles between one instance and the database, while the others go on. */
  readonly forOne: Partial<Record<Trouble, number>>;
}

/** In an order of chance, all of them before one comes again. */
function* inTurns<Item>(items: readonly Item[]): Generator<Item, never> {
  for (;;) {
    const left = [...items];
    while (left.length > 0) yield* left.splice(Math.floor(Math.random() * left.length), 1);
  }
}

/**
 * Kills and stops instances, and disturbs their ways to the database, until a moment.
 *
 * @param ways what stands between each instance and the database
 */
export async function disturb(
  fleet: Fleet,
  ways: readonly TcpRelay[],
  untilMs: number,
): Promise<Disturbances> {
  const done: Disturbances = { kills: 0, stops: 0, forAll: {}, forOne: {} };

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

  async function disturbWays(): Promise<void> {
    const troubles = inTurns([
      ...FOR_ALL.map((trouble) => ({ trouble, who: 'forAll' as const })),
      ...TROUBLE_NAMES.map((trouble) => ({ trouble, who: 'forOne' as const })),
    ]);
    while (Date.now() + 8_000 < untilMs) {
      await sleep(3_000 + Math.random() * 4_000);
      const { trouble, who } = troubles.next().value;
      done[who][trouble] = (done[who][trouble] ?? 0) + 1;
      const one = oneOf(ways);
      for (const way of who === 'forAll' || one === undefined ? ways : [one]) TROUBLES[trouble](way);
      await sleep(1_000 + Math.random() * 5_000);
      for (const way of ways) way.mend();
      await fleet.serving();
    }
  }

  await Promise.all([kill(), disturbWays()]);
  await fleet.serving();
  return done;
}
