/** Why a try of a digest ended without an end of its run. */
export type RetryLaterCode = 'throttled' | 'refused' | 'unsettled' | 'not-told' | 'overtaken';

/** The digest is not done, and nothing is lost: another try goes on from where this one stopped. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(
    readonly code: RetryLaterCode,
    message: string,
  ) {
    super(message);
  }
}
