import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import { APP } from '../workspace.js';
import { type AppRequest, type Delivery, type DeliveryOverrides, deliver } from './delivery.js';
import { VERIFICATION_TOKEN } from './payload.js';
import { isServedByOrganisation, servingInstallation } from './serving.js';

/** An event by its type, with its own fields. */
export type SlackEvent = JsonObject & { readonly type: string };

/** The scope that an app needs to hear of something, by the manifest's name for the event. */
const EVENT_SCOPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    app_mention: 'app_mentions:read',
    'message.channels': 'channels:history',
    'message.groups': 'groups:history',
    'message.im': 'im:history',
    channel_archive: 'channels:read',
    channel_unarchive: 'channels:read',
    channel_deleted: 'channels:read',
    channel_left: 'channels:read',
    channel_rename: 'channels:read',
    group_archive: 'groups:read',
    group_unarchive: 'groups:read',
    group_deleted: 'groups:read',
    group_left: 'groups:read',
    group_rename: 'groups:read',
  }),
);

/**
 * Tells the app of something, if it has subscribed to it and was granted the scope for it; else sends nothing.
 *
 * @param subscription the manifest's name for the event, for example `message.im`
 * @param scope the scope needed where that depends on the channel
 */
export async function emit(
  slack: SlackContext,
  subscription: string,
  event: SlackEvent,
  scope = EVENT_SCOPES.get(subscription),
): Promise<readonly Delivery[]> {
  const installation = servingInstallation(slack);
  if (installation?.isActive !== true || !slack.settings.botEvents.has(subscription)) return [];
  if (scope !== undefined && !installation.scopes.includes(scope)) return [];
  return sendEvent(slack, event);
}

/**
 * Sends an event such as `app_uninstalled` in its envelope, as JSON. The answer is that of the first try; an event
 * that the app does not take is tried again in the background, unless a test has changed the delivery.
 */
export async function sendEvent(
  slack: SlackContext,
  event: SlackEvent,
  overrides?: DeliveryOverrides,
): Promise<readonly Delivery[]> {
  const payload = envelope(slack, event);
  const request: AppRequest = {
    name: event.type,
    payload,
    contentType: 'application/json',
    body: JSON.stringify(payload),
  };
  const deliveries = await deliver(slack, request, overrides ?? {});
  if (overrides === undefined && slack.addresses.app !== undefined) {
    void retry(slack, request, deliveries[0]);
  }
  return deliveries;
}

function envelope(slack: SlackContext, event: SlackEvent): JsonObject {
  const { team } = slack;
  const enterpriseId = team.enterprise?.id ?? null;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: team.id,
    context_enterprise_id: enterpriseId,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: slack.ids.next('Ev'),
    event_time: Math.floor(slack.clock() / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: team.id,
        user_id: team.bot.userId,
        is_bot: true,
        is_enterprise_install: isServedByOrganisation(slack),
      },
    ],
  };
}

/** Tries again, each time after the next wait, until the app takes the event or does not want it. */
async function retry(slack: SlackContext, request: AppRequest, first: Delivery): Promise<void> {
  let last = first;
  for (const [index, delayMs] of slack.settings.eventRetryDelaysMs.entries()) {
    if (isTaken(last) || (last.status !== undefined && last.noRetry)) return;
    if (!(await pause(delayMs, slack.closing.signal))) return;
    const headers = {
      'x-slack-retry-num': String(index + 1),
      'x-slack-retry-reason': reasonOf(last),
    };
    [last] = await deliver(slack, request, { headers });
  }
}

function isTaken({ status }: Delivery): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

function reasonOf({ status, error }: Delivery): 'http_error' | 'http_timeout' | 'connection_failed' {
  if (status !== undefined) return 'http_error';
  return error === 'operation_timeout' ? 'http_timeout' : 'connection_failed';
}

/** Waits; answers false if the server closes before the wait is over. */
function pause(milliseconds: number, closing: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (closing.aborted) return resolve(false);
    const stop = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      closing.removeEventListener('abort', stop);
      resolve(true);
    }, milliseconds);
    timer.unref();
    closing.addEventListener('abort', stop, { once: true });
  });
}
