import { FileError } from './file-error.js';

/** How far a reading is, in memory that both threads see: no message has to wait until the worker listens. */

/** Kilobytes read, kilobytes in all, and whether to stop. */
const READ = 0;
const WHOLE = 1;
const STOP = 2;

/** Memory for one reading. */
export function createProgress(): SharedArrayBuffer {
  return new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
}

/** How far a reading is, in bytes to the kilobyte. */
export function progressOf(memory: SharedArrayBuffer): { readonly read: number; readonly whole: number } {
  const view = new Int32Array(memory);
  return { read: Atomics.load(view, READ) * 1_000, whole: Atomics.load(view, WHOLE) * 1_000 };
}

/** Asks the worker to stop. It does with the next piece. */
export function stopReading(memory: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(memory), STOP, 1);
}

/**
 * The worker's side: tells how many bytes there are, and takes note of those that are read.
 *
 * @throws FileError with the code `stopped` where the reading is to stop
 */
export function noteBytes(memory: SharedArrayBuffer, wholeBytes: number): (bytes: number) => void {
  const view = new Int32Array(memory);
  let read = 0;
  Atomics.store(view, WHOLE, Math.ceil(wholeBytes / 1_000));
  return (bytes) => {
    read += bytes;
    Atomics.store(view, READ, Math.floor(read / 1_000));
    if (Atomics.load(view, STOP) === 1) throw new FileError('stopped', 'The reading was stopped.');
  };
}
