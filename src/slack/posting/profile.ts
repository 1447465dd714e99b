import { IANAZone } from 'luxon';
import { z } from 'zod';
import { callSlack } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { SlackFailure } from '../kit/slack-error.js';

/** What Slack says about a person; `undefined` where it does not say. */
export interface Profile {
  /** IANA zone. */
  readonly timeZone?: string;
  readonly isAdmin?: boolean;
  /** True for somebody who has left the workspace. */
  readonly isGone?: boolean;
}

/** What came of asking. Without a failure Slack said nothing in time, or nothing that can be read. */
export type Asked =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly failure?: SlackFailure };

/** A form waits for the answer, and Slack gives us three seconds in all, in milliseconds. */
const MAX_LOOK_MS = 1_200;

const User = z.object({
  user: z.object({
    tz: z.string().nullish(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
    deleted: z.boolean().optional(),
  }),
});

/** Asks Slack about a person, once, and waits at most so many milliseconds. */
export async function askProfile(
  api: SlackApi,
  outside: Pick<Outside, 'sleep'>,
  userId: string,
  longestMs: number,
): Promise<Asked> {
  const called = await Promise.race([
    callSlack(api, outside, 'users.info', { user: userId }, { tries: 1, mostSeconds: 0 }),
    outside.sleep(longestMs),
  ]);
  if (called === undefined) return { ok: false };
  if (!called.ok) return { ok: false, failure: called.failure };
  const parsed = User.safeParse(called.answer);
  if (!parsed.success) return { ok: false };
  const { tz, is_admin: isAdmin, is_owner: isOwner, is_primary_owner: isPrimary, deleted } = parsed.data.user;
  return {
    ok: true,
    profile: {
      isAdmin: isAdmin === true || isOwner === true || isPrimary === true,
      isGone: deleted === true,
      ...(typeof tz === 'string' && IANAZone.isValidZone(tz) && { timeZone: tz }),
    },
  };
}

/** What Slack says about a person. Without the right to ask, or in time, nothing is known. */
export async function profileOf(
  api: SlackApi,
  outside: Pick<Outside, 'sleep'>,
  userId: string,
): Promise<Profile> {
  const asked = await askProfile(api, outside, userId, MAX_LOOK_MS);
  return asked.ok ? asked.profile : {};
}
