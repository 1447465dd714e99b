import { DateTime } from 'luxon';
import type { DigestNotice, MissedRun } from '../../../digest/ports.js';
import type { RunKind } from '../../../store/digest-runs.js';
import type { PauseReason, Subscription } from '../../../workspace/subscription.js';
import { type Message, paragraph, type RichTextPart, small, words } from '../../kit/blocks.js';
import { asSafeMrkdwn } from '../../kit/safe-text.js';

/** How each kind is called. */
const NAMES: Readonly<Record<RunKind, string>> = { digest: 'price digest', alert: 'alert' };

/** What the subscriber reads when a digest or an alert did not come, or may not have come. */
export function digestNoticeMessage(
  subscription: Pick<Subscription, 'channelId' | 'schedule' | 'nextRunAt' | 'nextAlertAt'>,
  notice: DigestNotice,
  { kind, dueAt }: MissedRun,
): Message {
  const { channelId, schedule, nextRunAt, nextAlertAt } = subscription;
  const due = dayAndHour(dueAt, schedule.timeZone);
  const comesAt =
    kind === 'alert' && nextAlertAt !== undefined && nextAlertAt < nextRunAt ? nextAlertAt : nextRunAt;
  const next = `The next one comes on ${dayAndHour(comesAt, schedule.timeZone)} and covers this ${kind === 'alert' ? 'day' : 'week'}, too.`;
  const before = `The ${NAMES[kind]} for `;
  const after = `that was due on ${due} ${sentenceOn(notice, next)}`;
  const channel: RichTextPart = { type: 'channel', channel_id: channelId };
  return {
    text: `${before}<#${channelId}> ${asSafeMrkdwn(after)}`,
    blocks: [paragraph(words(before), channel, words(` ${after}`))],
  };
}

/** A line that stands under a digest or an alert that comes late. */
export function lateLine({ schedule }: Pick<Subscription, 'schedule'>, kind: RunKind, since: string) {
  const due = dayAndHour(new Date(since), schedule.timeZone);
  return small(`This ${kind} is late: it was due on ${due}. I could not send it then.`);
}

/** `Monday, 23 November, 09:00 (Europe/Berlin)`. */
export function dayAndHour(instant: Date, timeZone: string): string {
  const there = DateTime.fromJSDate(instant, { zone: timeZone }).setLocale('en');
  return `${there.toFormat('cccc, d LLLL, HH:mm')} (${timeZone})`;
}

const PREVIEW = 'To read it now, type /ftcost digest preview.';

function sentenceOn(notice: DigestNotice, next: string): string {
  switch (notice.kind) {
    case 'maybe-missing':
      return `may be missing: Slack did not confirm it, and I cannot see whether it is there. I do not send it twice. Please look in the channel. ${PREVIEW}`;
    case 'failed':
      return `could not be sent, though I tried for hours. Nothing was posted. ${next} ${PREVIEW}`;
    case 'skipped':
      return `was left out: I could not send it for two days, and after that it is too late. ${next} ${PREVIEW}`;
    case 'paused':
      return `could not be sent: ${PAUSED[notice.reason]} I have paused it, and keep its settings. ${RESUME[notice.reason]}`;
  }
}

/** Why a subscription is paused, as a sentence that begins in the middle. */
export const PAUSED: Readonly<Record<PauseReason, string>> = {
  archived: 'the channel is archived.',
  'not-in-channel': 'I am no longer in the channel.',
  'channel-gone': 'the channel is gone, or it is private and I am not in it.',
  'posting-restricted': 'posting is restricted in the channel.',
  'app-blocked': 'the admins of this workspace have blocked me there.',
  'app-removed': 'the app was removed from this workspace.',
  asked: 'somebody asked for it.',
};

const AGAIN = 'then type /ftcost digest resume in it.';

const RESUME: Readonly<Record<PauseReason, string>> = {
  archived: `Bring the channel back, invite me, ${AGAIN}`,
  'not-in-channel': `Invite me with /invite @ftcost, ${AGAIN}`,
  'channel-gone': `If it still exists, invite me with /invite @ftcost, ${AGAIN}`,
  'posting-restricted': `Ask an admin to let me post there, ${AGAIN}`,
  'app-blocked': `Ask an admin to allow me there, ${AGAIN}`,
  'app-removed': 'It goes on by itself when an admin has installed the app again.',
  asked: `To go on, type /ftcost digest resume in the channel.`,
};
