import { installWithToken, type SlackContext } from '../context.js';
import type { Delivery } from './delivery.js';
import { sendEvent } from './events.js';
import { ImpossibleGestureError } from './payload.js';
import { isInstalled, servingInstallation } from './serving.js';

/**
 * A team removes the app: its tokens stop working, its Home tabs are gone, and the app is told twice if it has
 * subscribed, of the revoked tokens and of the removal.
 * @throws ImpossibleGestureError if the app is not installed.
 */
export async function uninstallApp(
  slack: SlackContext,
): Promise<{ readonly deliveries: readonly Delivery[] }> {
  const installation = servingInstallation(slack);
  if (installation?.isActive !== true) throw new ImpossibleGestureError('The app is not installed');
  slack.installations.uninstall(installation.id);
  slack.homes.clear();
  for (const { id } of slack.views.stack()) slack.views.remove(id);
  slack.feed.publish({ type: 'app-changed' });
  const { botEvents } = slack.settings;
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [slack.team.bot.userId] } };
  const events = [revoked, { type: 'app_uninstalled' }].filter(({ type }) => botEvents.has(type));
  const deliveries = await Promise.all(events.map((event) => sendEvent(slack, event)));
  return { deliveries: deliveries.flat() };
}

/**
 * A team installs the app again with the token that it started with, as an app does that is set up by its token
 * alone. An app that is installed by OAuth goes through the browser instead.
 * @throws ImpossibleGestureError if the app is installed, or the team never had a token.
 */
export function reinstallApp(slack: SlackContext): void {
  if (isInstalled(slack)) {
    throw new ImpossibleGestureError('The app is installed already');
  }
  if (slack.firstToken === undefined) throw new ImpossibleGestureError('The team installs the app by OAuth');
  installWithToken(slack, slack.firstToken);
  slack.feed.publish({ type: 'app-changed' });
}
