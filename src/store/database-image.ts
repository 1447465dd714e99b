import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { MIGRATIONS } from './migrations.js';

/** Where the build puts images; also for a program that runs out of src/, as tests do. */
const IMAGES = new URL('../../dist/store/images/', import.meta.url);

/**
 * Where the image of a new embedded database lies: all tables, no rows. Making a database takes seconds of work,
 * unpacking one a fraction of that. The name says from which migrations and by which PGlite it was made, so that an
 * older one is never taken.
 */
export function imageFile(): URL {
  const hash = createHash('sha256').update(pgliteVersion());
  for (const name of readdirSync(MIGRATIONS).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  }
  return new URL(`database-${hash.digest('hex').slice(0, 16)}.tar`, IMAGES);
}

/** Opens a new embedded database: from its image, or made from nothing where the build has left none. */
export function newDatabase(options: PGliteOptions, image = readImage()): Promise<PGlite> {
  return PGlite.create({ ...options, ...(image !== undefined && { loadDataDir: image }) });
}

function readImage(): Blob | undefined {
  const file = imageFile();
  return existsSync(file) ? new Blob([readFileSync(file)]) : undefined;
}

function pgliteVersion(): string {
  const wasm = createRequire(import.meta.url).resolve('@electric-sql/pglite/pglite.wasm');
  return readFileSync(new URL('../package.json', pathToFileURL(wasm)), 'utf8');
}
