import { fileURLToPath } from 'node:url';

/** Folder of the migrations. They run in the order of its journal, each once. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));
