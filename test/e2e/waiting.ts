import { expect } from 'vitest';

/** A gate that is closed, and what opens it. */
export function closedGate() {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = () => resolve();
  });
  return { gate, open };
}

/** Waits for a fact, looking often: it may not last. */
export async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 5 }).toBe(true);
}
