import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { stopInOrder } from '../src/stop.js';

it('parts stop one after the other, each with what is left of the deadline', async () => {
  const done: string[] = [];
  const left: number[] = [];
  const part = (name: string, takesMs: number) => ({
    name,
    async stop(leftMs: number) {
      left.push(leftMs);
      await sleep(takesMs);
      done.push(name);
    },
  });
  await stopInOrder([part('requests', 300), part('jobs', 10), part('store', 0)], {
    deadlineMs: 200,
    closingMs: 5_000,
    onProblem: (name) => done.push(`${name} failed`),
  });
  expect(done).toEqual(['requests', 'jobs', 'store']);
  expect(left[0]).toBeGreaterThan(150);
  expect(left.slice(1)).toEqual([0, 0]);
});

it('a part that fails or hangs keeps no other from stopping, and nothing keeps the process beyond the deadline', async () => {
  const done: string[] = [];
  const began = performance.now();
  await stopInOrder(
    [
      { name: 'failing', stop: () => Promise.reject(new Error('no')) },
      { name: 'throwing', stop: () => raise() },
      { name: 'hanging', stop: () => new Promise(() => {}) },
      { name: 'jobs', stop: () => sleep(50).then(() => done.push('jobs')) },
      { name: 'store', stop: () => done.push('store') },
    ],
    { deadlineMs: 100, closingMs: 800, onProblem: (name) => done.push(`${name}!`) },
  );
  expect(done).toEqual(['failing!', 'throwing!', 'hanging!', 'jobs', 'store']);
  expect(performance.now() - began).toBeLessThan(2_000);
});

function raise(): never {
  throw new Error('no');
}
