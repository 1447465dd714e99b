import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import { APP, TEAM } from '../workspace.js';
import { type Delivery, type DeliveryOverrides, deliver } from './delivery.js';
import { VERIFICATION_TOKEN } from './payload.js';

/** Sends an event such as `app_uninstalled` in its envelope, as JSON. It is delivered once, not retried. */
export async function sendEvent(
  slack: SlackContext,
  event: JsonObject & { readonly type: string },
  overrides: DeliveryOverrides = {},
): Promise<readonly Delivery[]> {
  const envelope = {
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    context_enterprise_id: null,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: slack.ids.next('Ev'),
    event_time: Math.floor(slack.clock() / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: APP.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  };
  return deliver(slack, 'application/json', JSON.stringify(envelope), overrides);
}
