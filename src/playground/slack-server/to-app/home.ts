import type { HomeRequest } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import type { Delivery } from './delivery.js';
import { emit } from './events.js';
import { ImpossibleGestureError, knownPerson } from './payload.js';
import { viewForApp } from './view-payload.js';

/**
 * A person opens the app's Home or Messages tab, and the app is told if it has subscribed to `app_home_opened`.
 * @throws ImpossibleGestureError if the app has no such tab.
 */
export async function openHome(
  slack: SlackContext,
  { userId, tab }: HomeRequest,
): Promise<{ readonly deliveries: readonly Delivery[] }> {
  const { homeTab, messagesTab } = slack.settings;
  const person = knownPerson(slack, userId);
  if (tab === 'home' ? !homeTab : messagesTab === 'off') {
    throw new ImpossibleGestureError(`The app has no ${tab} tab`);
  }
  const channel = slack.channels.directMessageWithBot(person);
  const view = tab === 'home' ? slack.homes.of(userId) : undefined;
  const deliveries = await emit(slack, 'app_home_opened', {
    type: 'app_home_opened',
    user: userId,
    channel: channel.id,
    tab,
    ...(view === undefined ? {} : { view: viewForApp(slack, view) }),
    event_ts: slack.ids.ts(),
  });
  return { deliveries };
}
