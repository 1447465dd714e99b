/**
 * The same work, told how long it took, failures included.
 *
 * @param now milliseconds on a clock that never runs back
 */
export function timed<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
  took: (seconds: number) => void,
  now: () => number,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    const startedMs = now();
    try {
      return await work(...args);
    } finally {
      took((now() - startedMs) / 1_000);
    }
  };
}
