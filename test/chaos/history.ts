/** What people do during the kill test. */
export const DEED_KINDS = [
  'command',
  'open form',
  'form',
  'mention',
  'direct message',
  'save',
  'list',
  'watch',
  'open rename',
  'rename',
  'delete',
] as const;

export type DeedKind = (typeof DEED_KINDS)[number];

/** Something that a person asked the app for, and all that came of it. Times are in milliseconds since 1970. */
export interface RequestRecord {
  readonly kind: DeedKind;
  readonly userId: string;
  /** Words that no other request of its kind has, where it has words. */
  readonly name: string;
  readonly startMs: number;
  /** When Slack had an answer from the app, or none. */
  readonly endMs: number;
  readonly isAcknowledged: boolean;
  /** The acknowledgement itself says that nothing was started. */
  readonly isRefused: boolean;
  /** How often its answer is there. */
  readonly answers: number;
  /** A process took it on that another one, or itself while it was cut off, had left, and so had to tell its person. */
  readonly isToldCutShort: boolean;
  /** Its person was told something else instead. */
  readonly isToldOtherwise: boolean;
}

/** What people were told of requests that were cut short and read alike. */
export interface CutShort {
  readonly userId: string;
  readonly asked: string;
  /** How many of these a process took on and ended: each of their people was promised a word. */
  readonly promised: number;
  /** How often a process took one of these on: each time it may say so once. */
  readonly takenOver: number;
  readonly told: number;
}

/** How an estimate is, or that it is not. */
export type EstimateState = { readonly name: string; readonly watched: boolean } | 'gone';

/** Something that was done with an estimate, or seen of it. */
export interface EstimateDeed {
  readonly userId: string;
  readonly deed:
    | { readonly kind: 'save'; readonly name: string }
    | { readonly kind: 'watch'; readonly watched: boolean }
    | { readonly kind: 'rename'; readonly name: string }
    | { readonly kind: 'delete' }
    | { readonly kind: 'see'; readonly state: EstimateState };
  readonly startMs: number;
  /** When its person knew what came of it; `Infinity` when nobody knows until when it may have happened. */
  readonly endMs: number;
  /** `refused`: its person was told that nothing was started. `unknown`: it may have happened or not. */
  readonly outcome: 'confirmed' | 'refused' | 'unknown';
}

/** All that happened to one estimate, and what the database holds of it in the end. */
export interface EstimateRecord {
  readonly name: string;
  readonly deeds: readonly EstimateDeed[];
  /** Its rows; more than one is a fault. */
  readonly rows: readonly (Exclude<EstimateState, 'gone'> & {
    /** Its workload is what was asked for. */
    readonly isWhole: boolean;
  })[];
}

/** One digest that was due. */
export interface DigestRecord {
  readonly subscription: string;
  /** State of each of its runs, with whether the subscriber was told that it is missing, or may be. */
  readonly runs: readonly { readonly state: string; readonly isTold: boolean }[];
  /** How many messages of it are in the channel. */
  readonly messages: number;
}

/** Everything that people did while the app was disturbed, with its start, its end and its outcome. */
export interface History {
  readonly requests: readonly RequestRecord[];
  readonly cutShort: readonly CutShort[];
  readonly estimates: readonly EstimateRecord[];
  readonly digests: readonly DigestRecord[];
}
