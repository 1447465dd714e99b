/** The clock of a database as one process knows it, without asking each time. */
export interface FollowedClock {
  readonly now: () => Date;
  /** Asks the database again no more. */
  stop(): void;
}

/** Between two looks at the database's clock, in milliseconds. */
const LOOK_EVERY_MS = 30_000;

/**
 * Follows the clock of a database, so that all processes on it go by one clock however wrong their machines' are.
 * Between two looks it goes on by `performance.now()`, which nobody sets. The database read its clock at some moment
 * between a question and its answer: what fits the answer stays, so that a slow answer makes nothing worse, and what
 * does not fit moves to the nearest moment that does (Cristian, "Probabilistic clock synchronization", 1989).
 *
 * @param readTime asks the database
 * @param onProblem told when it does not answer: then the clock goes on by what it knows
 * @throws what `readTime` throws, at the first look
 */
export async function followClock(
  readTime: () => Promise<Date>,
  onProblem: (error: Error) => void,
): Promise<FollowedClock> {
  /** The database's time when `performance.now()` was 0. */
  let originMs = await look((earliestMs, latestMs) => (earliestMs + latestMs) / 2);

  async function look(choose: (earliestMs: number, latestMs: number) => number): Promise<number> {
    const askedMs = performance.now();
    const timeMs = (await readTime()).getTime();
    return choose(timeMs - performance.now(), timeMs - askedMs);
  }

  async function lookAgain(): Promise<void> {
    originMs = await look((earliestMs, latestMs) => Math.min(Math.max(originMs, earliestMs), latestMs));
  }

  const looking = setInterval(() => void lookAgain().catch(onProblem), LOOK_EVERY_MS).unref();
  return {
    now: () => new Date(originMs + performance.now()),
    stop: () => clearInterval(looking),
  };
}
