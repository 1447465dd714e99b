/** The workspace's clock, which people can move. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlaygroundClock } from '../protocol.js';

/** A way to read the workspace's time in milliseconds; the machine's time where the clock cannot be moved. */
export function useClock(clock: PlaygroundClock | undefined): () => number {
  const base = useRef({ now: clock?.now, at: Date.parse(clock?.now ?? ''), read: performance.now() });
  if (base.current.now !== clock?.now) {
    base.current = { now: clock?.now, at: Date.parse(clock?.now ?? ''), read: performance.now() };
  }
  return useCallback(() => {
    const { at, read } = base.current;
    return Number.isNaN(at) ? Date.now() : at + performance.now() - read;
  }, []);
}

const TICK_MS = 5000;

/** The time now, brought up to date every few seconds and whenever `moved` changes. */
export function useNow(now: () => number, moved: unknown): number {
  const [, tick] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moved clock is read at once.
  useEffect(() => {
    tick((count) => count + 1);
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [moved]);
  return now();
}
