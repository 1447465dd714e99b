import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openJobs } from './jobs/open-jobs.js';
import { createLogger } from './log/create-logger.js';
import { openStore } from './store/open-store.js';

/** Makes the image of a new embedded database, with the tables of the job queues: `make-database-image.js <file>`. */
async function makeImage(file: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ftcost-image-'));
  try {
    const store = await openStore({ kind: 'folder', directory });
    const jobs = await openJobs({ store, logger: createLogger('warn') });
    await jobs.stop(0);
    await store.close();
    const client = await PGlite.create({ dataDir: join(directory, 'postgres') });
    const image = await client.dumpDataDir('gzip');
    await client.close();
    writeFileSync(file, Buffer.from(await image.arrayBuffer()));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new TypeError('Say which file the image goes into.');
await makeImage(file);
