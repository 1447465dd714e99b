import type { types } from '@slack/bolt';
import type { Subscription } from '../../../workspace/subscription.js';
import { DIGEST_PAUSE, DIGEST_REMOVE, DIGEST_RESUME } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  type Message,
  paragraph,
  plain,
  type RichTextPart,
  small,
  words,
} from '../../kit/blocks.js';
import { dayAndHour, PAUSED } from './digest-notices.js';
import { hourWords } from './subscribe-modal.js';

/** Channels in the list; each takes about 950 characters of the 10,000 that a message holds. */
const MAX_LISTED = 9;

function channelPart(channelId: string): RichTextPart {
  return { type: 'channel', channel_id: channelId };
}

function personPart(userId: string): RichTextPart {
  return { type: 'user', user_id: userId };
}

/** The line that everybody in the channel reads once: what comes, when, and by whom. */
export function subscribedNote(subscription: Subscription, byUserId: string, isNew: boolean): Message {
  const what = isNew
    ? ' subscribed this channel to the weekly price digest.'
    : ' changed the weekly price digest of this channel.';
  const when = ` It comes next on ${nextWords(subscription)}.`;
  return {
    text: `<@${byUserId}>${what}${when}`,
    blocks: [paragraph(personPart(byUserId), words(`${what}${when}`))],
  };
}

/** What the person reads who subscribed. */
export function subscribedConfirmation(subscription: Subscription): Message {
  const rest = `gets its digest on ${nextWords(subscription)}, and every week after that. /ftcost digest preview shows it now; /ftcost digest changes it.`;
  return aboutChannel('', subscription, ` ${rest}`);
}

/** What somebody reads who may not change the channel's subscription: what holds, and who may. */
export function foreignSubscription(subscription: Subscription): Message {
  const state = `This channel is subscribed to the weekly price digest: ${stateWords(subscription)} Subscribed by `;
  return {
    text: `${state}<@${subscription.createdBy}>. ${WHO_MAY_CHANGE}`,
    blocks: [paragraph(words(state), personPart(subscription.createdBy), words(`. ${WHO_MAY_CHANGE}`))],
  };
}

/** Who may change a subscription, for those who may not. */
export const WHO_MAY_CHANGE =
  'Only the person who subscribed it and the admins of this workspace may change it. Please ask one of them.';

/** A sentence about the subscription of a channel: `before #channel after`. */
export function aboutChannel(
  before: string,
  { channelId }: Pick<Subscription, 'channelId'>,
  after: string,
): Message {
  return {
    text: `${before}<#${channelId}>${after}`,
    blocks: [paragraph(...(before === '' ? [] : [words(before)]), channelPart(channelId), words(after))],
  };
}

/** When the next digest comes: `Monday, 23 November, 09:00 (Europe/Berlin)`. */
export function nextWords({ nextRunAt, schedule }: Pick<Subscription, 'nextRunAt' | 'schedule'>): string {
  return dayAndHour(nextRunAt, schedule.timeZone);
}

/** What somebody reads in a channel that is not subscribed. */
export const NOT_SUBSCRIBED = 'This channel is not subscribed. Type /ftcost digest to subscribe it.';

/** What somebody reads where no channel is subscribed. */
export const NOBODY_SUBSCRIBED =
  'No channel of this workspace is subscribed. Type /ftcost digest in a channel to subscribe it.';

/** The same in the order of lists: what is paused wants somebody to look at it. */
export function pausedFirst(subscriptions: readonly Subscription[]): readonly Subscription[] {
  return [...subscriptions].sort((a, b) => Number(b.status === 'paused') - Number(a.status === 'paused'));
}

/** Every subscription of a workspace, with buttons; those that are paused come first. */
export function subscriptionList(subscriptions: readonly Subscription[]): Message {
  if (subscriptions.length === 0) {
    return { text: NOBODY_SUBSCRIBED, blocks: [paragraph(words(NOBODY_SUBSCRIBED))] };
  }
  const inOrder = pausedFirst(subscriptions);
  const shown = inOrder.slice(0, MAX_LISTED);
  const more = inOrder.length - shown.length;
  const overflow = more > 0 ? [`And ${more} more. In a channel, /ftcost digest shows its own.`] : [];
  const heading = `${subscriptions.length} ${subscriptions.length === 1 ? 'channel gets' : 'channels get'} the weekly price digest`;
  return {
    text: [`${heading}:`, ...shown.map((one) => `<#${one.channelId}>: ${stateWords(one)}`), ...overflow].join(
      '\n',
    ),
    blocks: [
      { type: 'header', text: plain(heading) },
      ...shown.flatMap(entryBlocks),
      small(...overflow, 'The person who subscribed a channel and the admins may change it.'),
    ],
  };
}

function entryBlocks(subscription: Subscription): Block[] {
  return [
    subscriptionLine(subscription),
    { type: 'actions', elements: [pauseButton(subscription), removeButton(subscription.id)] },
  ];
}

/** The channel, when its next digest comes or why none does, and who subscribed it. */
export function subscriptionLine(subscription: Subscription): types.RichTextBlock {
  return paragraph(
    channelPart(subscription.channelId),
    words(`: ${stateWords(subscription)} Subscribed by `),
    personPart(subscription.createdBy),
    words('.'),
  );
}

/** *Pause* or *Resume*, whichever changes something. */
export function pauseButton({ id, status }: Pick<Subscription, 'id' | 'status'>): types.Button {
  return status === 'paused' ? button(DIGEST_RESUME, 'Resume', id) : button(DIGEST_PAUSE, 'Pause', id);
}

function removeButton(id: string): types.Button {
  return {
    ...button(DIGEST_REMOVE, 'Remove', id),
    confirm: {
      title: plain('Remove this subscription?'),
      text: plain('The channel gets no more digests. Its day, hour and thresholds are forgotten.'),
      confirm: plain('Remove'),
      deny: plain('Keep'),
    },
  };
}

function stateWords(subscription: Subscription): string {
  const { status, schedule } = subscription;
  if (status === 'active') {
    const { alertHour } = schedule;
    const alerts = alertHour === undefined ? '' : ` Alerts at ${hourWords(alertHour)} on the other days.`;
    return `next on ${nextWords(subscription)}.${alerts}`;
  }
  const { pausedBecause } = subscription;
  return `paused: ${PAUSED[pausedBecause ?? 'asked']}`;
}
