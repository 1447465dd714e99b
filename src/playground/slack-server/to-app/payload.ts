import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import { findPerson } from '../state/channels.js';
import type { ResponseTarget } from '../state/response-urls.js';
import { APP, type Channel, type Person, TEAM } from '../workspace.js';

/** The legacy verification token, which apps ignore. */
export const VERIFICATION_TOKEN = 'legacy-verification-token';

/** Something a test or the page asked for that no person could do in Slack. */
export class ImpossibleGestureError extends Error {}

/** The fields of every interaction. */
export function interactionBase(type: string, userId: string): JsonObject {
  const person = knownPerson(userId);
  return {
    type,
    token: VERIFICATION_TOKEN,
    api_app_id: APP.id,
    team: { id: TEAM.id, domain: TEAM.domain },
    // Block actions name a person by `username`, everything else by `name`.
    user: {
      id: person.id,
      [type === 'block_actions' ? 'username' : 'name']: person.handle,
      team_id: TEAM.id,
    },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/**
 * A person of the workspace.
 * @throws ImpossibleGestureError for an unknown id or a bot.
 */
export function knownPerson(userId: string): Person {
  const person = findPerson(userId);
  if (person === undefined || person.isBot) throw new ImpossibleGestureError(`Nobody here is ${userId}`);
  return person;
}

/**
 * A channel that a person is in.
 * @throws ImpossibleGestureError if there is none of that id.
 */
export function knownChannel(slack: SlackContext, channelId: string): Channel {
  const channel = slack.channels.find(channelId);
  if (channel === undefined) throw new ImpossibleGestureError(`There is no channel ${channelId}`);
  return channel;
}

/** A channel's name as Slack tells it to the app, which does not learn those of private places. */
export function channelNameForApp({ kind, name }: Channel): string {
  if (kind === 'dm') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}

/** A new response URL. */
export function responseUrl(slack: SlackContext, target: ResponseTarget): string {
  return `${slack.addresses.origin}/response/${slack.responseUrls.issue(target)}`;
}
