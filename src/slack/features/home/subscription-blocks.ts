import { DIGEST_EDIT } from '../../kit/action-ids.js';
import { type Block, button, paragraph, plain, small, words } from '../../kit/blocks.js';
import {
  NOBODY_SUBSCRIBED,
  pauseButton,
  pausedFirst,
  subscriptionLine,
} from '../digest/subscription-messages.js';
import type { HomeContent } from './home-view.js';

/** Subscriptions that are shown: each takes up to two blocks of the hundred. */
export const MOST_SUBSCRIPTIONS_AT_HOME = 10;

/** The channels that get a digest, the person's own first, with buttons where this person may use them. */
export function subscriptionBlocks({ subscriptions, userId, isAdmin }: HomeContent): Block[] {
  const own = subscriptions.filter(({ createdBy }) => createdBy === userId);
  const others = subscriptions.filter(({ createdBy }) => createdBy !== userId);
  const shown = [...pausedFirst(own), ...pausedFirst(others)].slice(0, MOST_SUBSCRIPTIONS_AT_HOME);
  const hidden = subscriptions.length - shown.length;
  return [
    { type: 'header', text: plain('Weekly digests') },
    ...(subscriptions.length === 0 ? [paragraph(words(NOBODY_SUBSCRIBED))] : []),
    ...shown.flatMap((subscription): Block[] => {
      const line = subscriptionLine(subscription);
      if (!isAdmin && subscription.createdBy !== userId) return [line];
      const edit = button(DIGEST_EDIT, 'Edit', subscription.channelId);
      return [line, { type: 'actions', elements: [pauseButton(subscription), edit] }];
    }),
    ...(hidden > 0
      ? [small(`And ${hidden} more. /ftcost digest list shows more; in a channel, /ftcost digest its own.`)]
      : []),
  ];
}
