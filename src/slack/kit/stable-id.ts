import { createHash } from 'node:crypto';

/** An id that is the same for the same things: a UUID of version 8, whose bits are the maker's own. */
export function stableId(things: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(things)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
