/** A clock that runs with the machine's and can be moved forward. */
export interface MovableClock {
  now(): Date;
  /** Moves it forward, by milliseconds. */
  move(milliseconds: number): void;
}

/** @param machine the clock that it runs with */
export function createMovableClock(machine: () => Date): MovableClock {
  let aheadMs = 0;
  return {
    now: () => new Date(machine().getTime() + aheadMs),
    move(milliseconds) {
      aheadMs += Math.max(0, milliseconds);
    },
  };
}
