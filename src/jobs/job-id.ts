import { createHash } from 'node:crypto';

/** The id of the job that has this name, the same whoever adds it: so it is queued once. A UUID of version 8: a hash. */
export function jobIdOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  const groups = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`];
  return [...groups, hash.slice(20, 32)].join('-');
}
