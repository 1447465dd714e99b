import type { SlackContext } from '../context.js';
import { isObject, parseJson } from '../json.js';
import { SlackApiError } from '../web-api/api-error.js';
import { respond } from '../web-api/response-url.js';
import { APP } from '../workspace.js';
import { type Delivery, type DeliveryOverrides, deliverCommand } from './delivery.js';
import { channelNameForApp, knownChannel, knownPerson, responseUrl, VERIFICATION_TOKEN } from './payload.js';
import { isInstalled, isServedByOrganisation } from './serving.js';

/** A slash command as a person types it. */
export interface CommandGesture {
  readonly userId: string;
  readonly channelId: string;
  /** The whole line, for example `/ftcost help`. */
  readonly line: string;
  readonly overrides?: DeliveryOverrides;
}

/** How a command went. */
export interface CommandOutcome {
  readonly ok: boolean;
  /** What Slack's client shows: `operation_timeout`, `dispatch_failed`, `invalid_command_response`. */
  readonly error?: string;
  readonly responseUrl: string;
  readonly triggerId: string;
  /** One for each copy that was sent. */
  readonly deliveries: readonly Delivery[];
}

/** Sends a slash command to the app and shows the acknowledgement. */
export async function sendCommand(slack: SlackContext, gesture: CommandGesture): Promise<CommandOutcome> {
  const { userId, channelId, line } = gesture;
  const person = knownPerson(slack, userId);
  const channel = knownChannel(slack, channelId, userId);
  const [, command = '', text = ''] = /^(\S+)\s*([\s\S]*?)\s*$/.exec(line.trimStart()) ?? [];
  const isKnown = slack.settings.commands.some((known) => known.command === command);
  if (!isKnown || !isInstalled(slack)) {
    const error = `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
    return { ok: false, error, responseUrl: '', triggerId: '', deliveries: [] };
  }
  const { team } = slack;
  const target = { teamId: team.id, userId, channelId, messageTs: undefined };
  const url = responseUrl(slack, target);
  const triggerId = slack.triggers.issue({ userId, channelId, viewId: undefined });
  const fields = {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterprise === undefined
      ? {}
      : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
    channel_id: channelId,
    channel_name: channelNameForApp(channel),
    user_id: userId,
    user_name: person.handle,
    command,
    text,
    api_app_id: APP.id,
    is_enterprise_install: String(isServedByOrganisation(slack)),
    response_url: url,
    trigger_id: triggerId,
  };
  const deliveries = await deliverCommand(slack, fields, gesture.overrides);
  const error = deliveries[0].error ?? showAcknowledgements(slack, target, deliveries);
  return { ok: error === undefined, ...(error ? { error } : {}), responseUrl: url, triggerId, deliveries };
}

/** A body of the acknowledgement is a message to the person; answers an error if Slack could not show it. */
function showAcknowledgements(
  slack: SlackContext,
  target: Parameters<typeof respond>[1],
  deliveries: readonly Delivery[],
): string | undefined {
  for (const { body, error } of deliveries) {
    if (error !== undefined || body.trim() === '') continue;
    const parsed = parseJson(body);
    try {
      respond(slack, target, isObject(parsed) ? parsed : { text: body });
    } catch (refusal) {
      if (!(refusal instanceof SlackApiError)) throw refusal;
      return 'invalid_command_response';
    }
  }
  return undefined;
}
