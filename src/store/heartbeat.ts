/** What a process does again and again as long as it lives. */
export interface Heart {
  readonly everyMs: number;
  /** Says that this process lives. */
  live(): Promise<void>;
  /** Looks for what processes left that are silent. */
  takeOver(): Promise<unknown>;
  /** Told of what either of them throws. */
  readonly onProblem: (error: unknown) => void;
}

/**
 * Beats until it is stopped. After an outage of the database every process looks dead to the others until it has said
 * that it lives: nothing is taken over before one beat went well.
 *
 * @returns how to stop it; waits for the beat at work
 */
export function startHeartbeat({ everyMs, live, takeOver, onProblem }: Heart): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let isTrusted = false;
  let isStopped = false;

  async function beat(): Promise<void> {
    try {
      await live();
      if (isTrusted) await takeOver();
      isTrusted = true;
    } catch (error) {
      isTrusted = false;
      onProblem(error);
    }
    next();
  }

  function next(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      round = beat();
    }, everyMs);
  }

  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
  };
}
