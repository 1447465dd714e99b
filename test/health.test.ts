import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createHealth } from '../src/health.js';
import { serveRoutes } from '../src/slack/kit/web-server.js';

/** The status of a page while the database does this when it is asked. */
async function statusOf(path: string, ping: () => Promise<void>, isClosed = false): Promise<number> {
  const health = createHealth(ping, pino({ level: 'silent' }));
  if (isClosed) health.close();
  const server = await serveRoutes(health.routes, pino({ level: 'silent' }), 0, '127.0.0.1');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const { status } = await fetch(`http://127.0.0.1:${address.port}${path}`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(3_000),
  });
  return status;
}

it('/readyz says no within three seconds when the database neither answers nor refuses', async () => {
  const silent = () => new Promise<void>(() => {});
  expect(await statusOf('/readyz', silent)).toBe(503);
  expect(await statusOf('/healthz', silent)).toBe(200);
});

it('/readyz says no when the database refuses, and from the moment the process begins to stop', async () => {
  expect(await statusOf('/readyz', () => Promise.reject(new Error('away')))).toBe(503);
  expect(await statusOf('/readyz', async () => {})).toBe(200);
  expect(await statusOf('/readyz', async () => {}, true)).toBe(503);
});

it('/readyz asks the database once for all who ask at the same time', async () => {
  let asked = 0;
  const health = createHealth(
    async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    pino({ level: 'silent' }),
  );
  const server = await serveRoutes(health.routes, pino({ level: 'silent' }), 0, '127.0.0.1');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}/readyz`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(url, { headers: { connection: 'close' } })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(asked).toBeLessThan(5);
});
