/** Why a chart could not be rendered. */
export type ChartErrorCode =
  /** It took longer than the renderer's time limit, waiting included. */
  | 'timeout'
  /** The worker threw, ran out of memory or died. */
  | 'worker-failed'
  /** Too many charts are already waiting. */
  | 'queue-full'
  /** The renderer has been closed. */
  | 'closed';

/** A chart could not be rendered. The numbers behind it are unharmed: post them without the picture. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly code: ChartErrorCode;

  constructor(code: ChartErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
