import { IANAZone } from 'luxon';
import { z } from 'zod';

/** When a channel gets its digest, and alerts where it wants them. */
export const ScheduleSchema = z.object({
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: z.number().int().min(1).max(7),
  hour: z.number().int().min(0).max(23),
  /** IANA zone in which day and hour are meant, for example `Europe/Berlin`. */
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), {
    error: 'is not a time zone. Use a name such as Europe/Berlin.',
  }),
  /** Hour at which alerts come on the other days; absent: none are wanted. */
  alertHour: z.number().int().min(0).max(23).optional(),
});

export type Schedule = z.infer<typeof ScheduleSchema>;

/** Parts of a digest that can be left out. */
export const DIGEST_PARTS = ['decisions', 'prices', 'new-models', 'shutdowns'] as const;

export type DigestPart = (typeof DIGEST_PARTS)[number];

/** What a channel wants to read. */
export const DigestContentSchema = z.object({
  include: z.array(z.enum(DIGEST_PARTS)).default([...DIGEST_PARTS]),
  /** A decision whose monthly bill moves by less than this, up or down, is not told, in USD a month. A flip always is. */
  leastUsd: z.number().min(0).default(0),
  /** A price that moves by less than this share, up or down, is only counted, 0..1. */
  leastShare: z.number().min(0).max(1).default(0),
  /** What a week without news brings. */
  quietWeek: z.enum(['one-line', 'nothing']).default('one-line'),
});

export type DigestContent = z.infer<typeof DigestContentSchema>;

/** Why a subscription is paused: the channel or the workspace cannot be reached, or a person asked for it. */
export const PAUSE_REASONS = [
  'archived',
  'not-in-channel',
  'channel-gone',
  'posting-restricted',
  'app-blocked',
  'app-removed',
  'asked',
] as const;

export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A channel that gets the weekly digest. */
export interface Subscription {
  readonly workspaceId: string;
  readonly id: string;
  readonly channelId: string;
  /** Who subscribed it, and who is told when it cannot be delivered. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly schedule: Schedule;
  readonly content: DigestContent;
  readonly status: 'active' | 'paused';
  readonly pausedBecause?: PauseReason;
  readonly nextRunAt: Date;
  /** Everything known before this instant has been told. */
  readonly coveredUntil: Date;
  /** When the next alert is due; absent where none is wanted. */
  readonly nextAlertAt?: Date;
  /** Everything known before this instant has been told by an alert or a digest; absent where no alert is wanted. */
  readonly alertedUntil?: Date;
}

/** When a subscription is due next. */
export type NextTimes = Pick<Subscription, 'nextRunAt' | 'nextAlertAt'>;
