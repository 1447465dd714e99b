import type { WorkspaceSettings } from '../../../workspace/settings.js';
import type { BoundServices } from '../../entry/request.js';
import type { SlackFailure } from '../../kit/slack-error.js';
import { askProfile } from '../../posting/profile.js';

/** Whether somebody may change the settings, and if not, what to do about it. */
export type Permission = { readonly may: true } | { readonly may: false; readonly why: string };

/** A form waits for the answer, and Slack gives us three seconds in all. */
const MAX_CHECK_MS = 2_000;

/**
 * Whether a person may change the settings of their workspace: an admin or owner always, the others when the
 * settings say so. What cannot be checked is not allowed.
 */
export async function mayChangeSettings(
  { api, outside }: Pick<BoundServices, 'api' | 'outside'>,
  { editors }: WorkspaceSettings,
  userId: string,
): Promise<Permission> {
  if (editors === 'everyone') return { may: true };
  const asked = await askProfile(api, outside, userId, MAX_CHECK_MS);
  if (!asked.ok) return { may: false, why: whyUnchecked(asked.failure) };
  if (asked.profile.isAdmin === true) return { may: true };
  return {
    may: false,
    why: 'Only admins and owners of this workspace may change its settings. Please ask one of them.',
  };
}

const NOT_NOW = 'I could not ask Slack whether you are an admin here. Please try again in a moment.';

function whyUnchecked(failure: SlackFailure | undefined): string {
  if (failure?.kind === 'refused' && failure.code === 'missing_scope') {
    return 'Only admins may change the settings, and I cannot see who is one: the app was installed without the right users:read. An admin must reinstall the app, which asks for it.';
  }
  return NOT_NOW;
}
