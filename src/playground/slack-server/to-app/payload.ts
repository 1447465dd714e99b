import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import { findPerson } from '../state/channels.js';
import type { ResponseTarget } from '../state/response-urls.js';
import { APP, type Channel, type Person } from '../workspace.js';
import { isServedByOrganisation } from './serving.js';

/** The legacy verification token, which apps ignore. */
export const VERIFICATION_TOKEN = 'legacy-verification-token';

/** Something a test or the page asked for that no person could do in Slack. */
export class ImpossibleGestureError extends Error {}

/** The fields of every interaction. An organisation's installation is not told a team. */
export function interactionBase(
  slack: SlackContext,
  type: string,
  userId: string,
  nameField: 'username' | 'name' = 'name',
): JsonObject {
  const person = knownPerson(slack, userId);
  const { team } = slack;
  const isWhole = isServedByOrganisation(slack);
  return {
    type,
    token: VERIFICATION_TOKEN,
    api_app_id: APP.id,
    team: isWhole ? null : { id: team.id, domain: team.domain, ...inEnterprise(slack) },
    user: { id: person.id, [nameField]: person.handle, team_id: team.id },
    enterprise: team.enterprise ?? null,
    is_enterprise_install: isWhole,
  };
}

function inEnterprise({ team: { enterprise } }: SlackContext): JsonObject {
  return enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
}

/**
 * A person of the team.
 * @throws ImpossibleGestureError for an unknown id or a bot.
 */
export function knownPerson({ team }: SlackContext, userId: string): Person {
  const person = findPerson(team, userId);
  if (person === undefined || person.isBot) throw new ImpossibleGestureError(`Nobody here is ${userId}`);
  return person;
}

/**
 * An administrator of the team.
 * @throws ImpossibleGestureError for anybody else.
 */
export function administrator(slack: SlackContext, userId: string): Person {
  const person = knownPerson(slack, userId);
  if (!person.isAdmin) throw new ImpossibleGestureError('Only an administrator can do that');
  return person;
}

/**
 * A channel that a person can see: a public one, or one with the person in it.
 * @throws ImpossibleGestureError if there is none of that id.
 */
export function knownChannel({ channels }: SlackContext, channelId: string, userId: string): Channel {
  const channel = channels.find(channelId);
  const isSeen = channel?.kind === 'public' || channel?.members.has(userId) === true;
  if (channel === undefined || !isSeen) throw new ImpossibleGestureError(`There is no channel ${channelId}`);
  return channel;
}

/** A channel's name as Slack tells it to the app, which does not learn those of private places. */
export function channelNameForApp({ kind, name }: Channel): string {
  if (kind === 'dm') return 'directmessage';
  return kind === 'private' ? 'privategroup' : name;
}

/** A new response URL. */
export function responseUrl(slack: SlackContext, target: Omit<ResponseTarget, 'teamId'>): string {
  const key = slack.responseUrls.issue({ ...target, teamId: slack.team.id });
  return `${slack.addresses.origin}/response/${key}`;
}
