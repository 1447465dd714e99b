/** One part of a process that stops. */
export interface Stopping {
  /** What it is, for the log. */
  readonly name: string;
  /** @param leftMs how long it may still wait for what it is doing */
  stop(leftMs: number): unknown;
}

/** How a stop goes. */
export interface StopOptions {
  /** How long work may take to finish, in milliseconds, from the beginning of the stop. */
  readonly deadlineMs: number;
  /** How long what comes after that may take: handing work back, closing connections. In milliseconds. */
  readonly closingMs: number;
  /** Told of a part that did not stop well, or not in time. */
  readonly onProblem: (part: string, error: unknown) => void;
}

/**
 * Stops parts one after the other under one deadline. A part that cannot stop well, as when the database is away,
 * keeps no other from it, and none of them keeps the process.
 */
export async function stopInOrder(
  parts: readonly Stopping[],
  { deadlineMs, closingMs, onProblem }: StopOptions,
): Promise<void> {
  const began = performance.now();
  const left = (ms: number) => Math.max(0, began + ms - performance.now());
  for (const { name, stop } of parts) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      // Half of what is left then, so that something is left for those that come after.
      const closing = (left(deadlineMs + closingMs) - left(deadlineMs)) / 2;
      timer = setTimeout(reject, left(deadlineMs) + closing, new Error('It did not stop in time.'));
    });
    try {
      await Promise.race([stop(left(deadlineMs)), late]);
    } catch (error) {
      onProblem(name, error);
    } finally {
      clearTimeout(timer);
    }
  }
}
