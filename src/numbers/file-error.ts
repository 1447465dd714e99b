/** Why a file cannot be read. */
export type FileErrorCode =
  | 'not-found'
  /** What keeps it does not let us have it. */
  | 'not-allowed'
  /** What keeps it does not deliver it. */
  | 'unreachable'
  | 'empty'
  | 'no-rows'
  | 'compressed'
  | 'not-text'
  | 'too-large'
  | 'line-too-long'
  | 'cut-short'
  | 'unknown-shape'
  /** Files of several kinds that do not belong together. */
  | 'mixed'
  | 'missing-column'
  | 'stopped'
  | 'too-slow';

/** A file that cannot be read. Its message says what is wrong and how to mend it, and holds nothing of the content. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
