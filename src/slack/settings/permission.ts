import { z } from 'zod';
import type { WorkspaceSettings } from '../../workspace/settings.js';
import { callSlack } from '../posting/call-slack.js';
import type { Outside, SlackApi } from '../posting/slack-api.js';
import type { SlackFailure } from '../posting/slack-error.js';

/** Whether somebody may change the settings, and if not, what to do about it. */
export type Permission = { readonly may: true } | { readonly may: false; readonly why: string };

/** A form waits for the answer, and Slack gives us three seconds in all. */
const LONGEST_CHECK_MS = 2_000;

const User = z.object({
  user: z.object({
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
  }),
});

/**
 * Whether a person may change the settings of their workspace: an admin or owner always, the others when the
 * settings say so. What cannot be checked is not allowed.
 */
export async function mayChangeSettings(
  api: SlackApi,
  outside: Pick<Outside, 'sleep'>,
  { editors }: WorkspaceSettings,
  userId: string,
): Promise<Permission> {
  if (editors === 'everyone') return { may: true };
  const called = await Promise.race([
    callSlack(api, outside, 'users.info', { user: userId }, { tries: 1, mostSeconds: 0 }),
    outside.sleep(LONGEST_CHECK_MS),
  ]);
  if (called === undefined) return { may: false, why: NOT_NOW };
  if (!called.ok) return { may: false, why: whyUnchecked(called.failure) };
  const parsed = User.safeParse(called.answer);
  if (!parsed.success) return { may: false, why: NOT_NOW };
  const { is_admin: isAdmin, is_owner: isOwner, is_primary_owner: isPrimaryOwner } = parsed.data.user;
  if (isAdmin === true || isOwner === true || isPrimaryOwner === true) return { may: true };
  return {
    may: false,
    why: 'Only admins and owners of this workspace may change its settings. Please ask one of them.',
  };
}

const NOT_NOW = 'I could not ask Slack whether you are an admin here. Please try again in a moment.';

function whyUnchecked(failure: SlackFailure): string {
  if (failure.kind === 'refused' && failure.code === 'missing_scope') {
    return 'Only admins may change the settings, and I cannot see who is one: the app was installed without the right users:read. An admin must reinstall the app, which asks for it.';
  }
  return NOT_NOW;
}
