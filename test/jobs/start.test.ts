import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { openJobs } from '../../src/jobs/open-jobs.js';
import { openServerStore } from '../../src/store/server-store.js';
import { createDatabase } from '../store/stores.js';

const SERVER = process.env.TEST_DATABASE_URL;
if (SERVER === undefined)
  console.warn('instances that start together: skipped, TEST_DATABASE_URL is not set');

describe.skipIf(SERVER === undefined)('the job queues of instances that start together', () => {
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
  });

  it.each([1, 2, 3])('are made on a fresh database by several at once (round %i)', async () => {
    const url = await createDatabase(SERVER ?? '');
    const stores = await Promise.all([1, 2, 3, 4].map(() => openServerStore(url)));
    closing.push(...stores.map((store) => store.close));
    const logger = pino({ level: 'silent' });
    const opened = await Promise.all(stores.map((store) => openJobs({ store, logger })));
    expect(await opened[3]?.waiting()).toEqual(expect.objectContaining({ 'digest-run': 0 }));
    await Promise.all(opened.map((jobs) => jobs.stop(0)));
  });
});
