import type { Source } from '../../src/numbers/lines.js';

/** A file of this content, in pieces of so many bytes: no reader may depend on where a piece ends. */
export function source(name: string, content: string | Uint8Array, pieceBytes = 7): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  return { name, bytes: bytes.length, chunks: chunks() };
}

/** Takes no note of how far a reading is. */
export function unwatched(): void {}
