import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { openJobs } from './jobs/open-jobs.js';
import { createLogger } from './log/create-logger.js';
import { imageFile } from './store/database-image.js';
import { openStore } from './store/open-store.js';

/**
 * A step of the build, `make-database-image.js <folder>`: puts the image of a new embedded database there, with the
 * tables of the job queues. The one of the last build is taken while it is right, since making one takes long.
 */
async function putImage(folder: string): Promise<void> {
  const built = fileURLToPath(imageFile());
  const file = join(folder, basename(built));
  mkdirSync(folder, { recursive: true });
  if (existsSync(built)) copyFileSync(built, file);
  else writeFileSync(file, await makeImage());
}

async function makeImage(): Promise<Buffer> {
  const directory = mkdtempSync(join(tmpdir(), 'ftcost-image-'));
  try {
    const store = await openStore({ kind: 'folder', directory });
    const jobs = await openJobs({ store, logger: createLogger('warn') });
    await jobs.stop(0);
    await store.close();
    const client = await PGlite.create({ dataDir: join(directory, 'postgres') });
    // Compressed it would be an eighth of its size, and a third slower to open.
    const image = await client.dumpDataDir('none');
    await client.close();
    return Buffer.from(await image.arrayBuffer());
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new TypeError('Say which folder the image goes into.');
await putImage(folder);
