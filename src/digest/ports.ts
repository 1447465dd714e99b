import type { DigestRun, RunKind } from '../store/digest-runs.js';
import type { PauseReason, Subscription } from '../workspace/subscription.js';

/** What sending a digest needs from outside: something to say, a way to say it, and a way to look. */

/** The time that a digest is about. */
export interface DigestWindow {
  readonly from: Date;
  readonly until: Date;
}

/** What there is to send. */
export type Composed<Content> =
  | { readonly kind: 'digest'; readonly content: Content }
  | { readonly kind: 'quiet' };

/** Works out what a digest or an alert says. */
export type Compose<Content> = (
  subscription: Subscription,
  window: DigestWindow,
  kind: RunKind,
) => Promise<Composed<Content>>;

/** What is posted. */
export interface StoredDigest<Content> {
  readonly kind: RunKind;
  readonly content: Content;
  /** When it should have come, where it comes late. */
  readonly lateSince?: string;
}

/** What became of a post. */
export type PostOutcome =
  | { readonly kind: 'posted'; readonly ts: string | undefined }
  /** Nothing was posted. `pause`: it will not be as long as nobody mends it. */
  | { readonly kind: 'refused'; readonly why: string; readonly pause?: PauseReason }
  /** Nothing was posted; Slack asks for a pause of so many seconds, where it says. */
  | { readonly kind: 'throttled'; readonly seconds?: number }
  /** Nobody knows. */
  | { readonly kind: 'unknown'; readonly why: string };

/** A digest that is ready to be posted: its picture is where it has to be. */
export interface ReadyDigest {
  /** Posts it, once. `mark` travels with the message and is how it is found again. */
  post(mark: string): Promise<PostOutcome>;
}

/** What a look for a message says. */
export type Found =
  | { readonly kind: 'found'; readonly ts: string }
  /** The whole time in question was read, and it is not there. */
  | { readonly kind: 'absent' }
  /** The history cannot be read, or not as far back as needed. */
  | { readonly kind: 'unknowable' }
  /** Slack did not answer. */
  | { readonly kind: 'later' };

/** Where digests are posted. */
export interface DigestChannel<Content> {
  /** The newest message of the channel in Slack's own time; `undefined` when its history cannot be read. */
  anchor(subscription: Subscription): Promise<string | undefined>;
  /** Makes everything ready that the post needs. Never fails for a picture. */
  ready(subscription: Subscription, digest: StoredDigest<Content>): Promise<ReadyDigest>;
  /** Looks for the message with a mark. */
  find(
    subscription: Subscription,
    mark: string,
    run: Pick<DigestRun, 'anchorTs' | 'intendedAt'>,
  ): Promise<Found>;
}

/** What the subscriber has to know. */
export type DigestNotice =
  /** The digest may be missing: it cannot be known, and it is not sent again. */
  | { readonly kind: 'maybe-missing' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'paused'; readonly reason: PauseReason };

/** What became of a notice. `refused`: Slack will not deliver it, now or later. */
export type Told = 'told' | 'refused' | 'later';

/** What did not come, or may not have come, and when it was due. */
export interface MissedRun {
  readonly kind: RunKind;
  readonly dueAt: Date;
}

/** Tells the person who subscribed. */
export type TellSubscriber = (
  subscription: Subscription,
  notice: DigestNotice,
  missed: MissedRun,
) => Promise<Told>;

/** Places between two steps, for tests that stop the process there. */
export const DIGEST_STEPS = [
  'taken',
  'composed',
  'kept',
  'ready',
  'anchored',
  'intended',
  'sent',
  'recorded',
  'looked',
  'ended',
  'told',
] as const;

export type DigestStep = (typeof DIGEST_STEPS)[number];
