import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { FileError } from '../file-error.js';

/** Longest prompt that is counted, in bytes: no model takes one as long. */
const MAX_PROMPT_BYTES = 20_000_000;

/**
 * The text of a prompt file on this machine.
 *
 * @throws FileError when it cannot be read, is too large or is no text
 */
export function readPromptFile(path: string): string {
  const bytes = bytesOf(path);
  if (bytes.byteLength > MAX_PROMPT_BYTES) {
    const limit = `${MAX_PROMPT_BYTES / 1e6} MB`;
    throw new FileError('too-large', `${basename(path)} is larger than ${limit}: no prompt is.`);
  }
  if (bytes.includes(0)) throw new FileError('not-text', `${basename(path)} is no text.`);
  return new TextDecoder().decode(bytes);
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new FileError('not-found', `${path} cannot be read: ${error.message}`);
    throw error;
  }
}
