import type { Subscription } from '../../../workspace/subscription.js';
import type { Words } from '../../entry/request.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { dayAndHour } from './digest-notices.js';
import { mayChange } from './permission.js';
import { hourWords } from './subscribe-modal.js';
import { aboutChannel, NOT_SUBSCRIBED, WHO_MAY_CHANGE } from './subscription-messages.js';

/** What somebody wants of alerts. */
interface AlertWish {
  readonly kind: 'show' | 'off' | 'on';
  /** Where one is said. */
  readonly hour?: number;
}

/** Reads what follows `/ftcost digest alerts`: nothing, `off`, `on`, `on 9`, `at 17:00`; `undefined` for anything else. */
function readAlertWish(said: string): AlertWish | undefined {
  if (said === '') return { kind: 'show' };
  if (/^(off|stop|none|no)$/.test(said)) return { kind: 'off' };
  const [whole, hour] = /^(?:on|yes|at|on at)?\s*(\d{1,2})?(?::00)?$/.exec(said) ?? [];
  if (whole === undefined) return undefined;
  if (hour === undefined) return /^(on|yes)$/.test(said) ? { kind: 'on' } : undefined;
  return Number(hour) > 23 ? undefined : { kind: 'on', hour: Number(hour) };
}

/** `/ftcost digest alerts [on [hour]|off]`: whether the channel is told on the day, at which hour. Off until asked for. */
export async function setAlerts(request: Words, said: string): Promise<void> {
  await request.received();
  const { services, workspaceId, person } = request;
  const wish = readAlertWish(said);
  if (wish === undefined) {
    return request.tell(
      noticeMessage([
        'Say /ftcost digest alerts on, with an hour from 0 to 23 where you like (alerts on 9), or /ftcost digest alerts off.',
      ]),
    );
  }
  const { subscriptions } = services.digests;
  const subscription = await subscriptions.find(workspaceId, person.channelId);
  if (subscription === undefined) return request.tell(noticeMessage([NOT_SUBSCRIBED]));
  if (wish.kind === 'show') return request.tell(alertsMessage(subscription));
  if (!(await mayChange(services, subscription, person.userId))) {
    return request.tell(noticeMessage([`Nothing was changed. ${WHO_MAY_CHANGE}`]));
  }
  if (subscription.status === 'paused') {
    return request.tell(
      noticeMessage(['Nothing was changed: this subscription is paused. First type /ftcost digest resume.']),
    );
  }
  const { alertHour: before, ...digestSchedule } = subscription.schedule;
  const schedule =
    wish.kind === 'off'
      ? digestSchedule
      : { ...digestSchedule, alertHour: wish.hour ?? before ?? digestSchedule.hour };
  const now = services.clock();
  // The digest stays when it is: only the alerts are another matter.
  const { nextAlertAt } = await services.digests.nextTimes({ ...subscription, schedule }, now);
  const saved = await subscriptions.save(
    {
      workspaceId,
      channelId: subscription.channelId,
      createdBy: person.userId,
      schedule,
      content: subscription.content,
      nextRunAt: subscription.nextRunAt,
      ...(nextAlertAt !== undefined && { nextAlertAt }),
    },
    now,
  );
  await request.tell(alertsMessage(saved));
  await request.changed();
}

function alertsMessage(subscription: Subscription) {
  const { nextAlertAt, schedule } = subscription;
  if (nextAlertAt === undefined || schedule.alertHour === undefined) {
    return aboutChannel('', subscription, ' gets no alerts. /ftcost digest alerts on asks for them.');
  }
  const next = dayAndHour(nextAlertAt, schedule.timeZone);
  return aboutChannel(
    '',
    subscription,
    ` is told at ${hourWords(schedule.alertHour)}, at most once a day and never on the day of its digest, when a decision flips, a model in use gets cheaper or an end date, or an end is 90, 30 or 7 days away. The next look is on ${next}; without news nothing is posted.`,
  );
}
