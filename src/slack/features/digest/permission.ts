import type { Subscription } from '../../../workspace/subscription.js';
import type { Outside, SlackApi } from '../../kit/slack-api.js';
import { profileOf } from '../../posting/profile.js';

/**
 * Whether a person may change a subscription: its creator and the admins may, and everybody when the creator has
 * left the workspace. What Slack does not say does not allow it.
 */
export async function mayChange(
  api: SlackApi,
  outside: Pick<Outside, 'sleep'>,
  { createdBy }: Pick<Subscription, 'createdBy'>,
  userId: string,
): Promise<boolean> {
  if (createdBy === userId) return true;
  const [asking, creator] = await Promise.all([
    profileOf(api, outside, userId),
    profileOf(api, outside, createdBy),
  ]);
  return asking.isAdmin === true || creator.isGone === true;
}
