import { expect } from 'vitest';

/** A gate that is closed, and what opens it. */
export function closedGate() {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = () => resolve();
  });
  return { gate, open };
}

/** Waits for a fact, for at most two seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}
