import type { SlackContext, SlackHost } from '../context.js';
import { findPerson } from '../state/channels.js';
import type { Installation } from '../state/installations.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';

/**
 * The team that a call is about: the installation's own; for an organisation's installation the one in `team_id`,
 * else the one that knows the channel or the person, else any.
 * @throws SlackApiError `team_not_found` for a team outside the organisation.
 */
export function teamOfCall(host: SlackHost, installation: Installation, args: Arguments): SlackContext {
  const found =
    installation.teamId === undefined
      ? teamInOrganisation(host, installation.enterpriseId, args)
      : host.teams.get(installation.teamId);
  if (found === undefined) throw new SlackApiError('team_not_found');
  return found;
}

function teamInOrganisation(
  host: SlackHost,
  enterpriseId: string | undefined,
  args: Arguments,
): SlackContext | undefined {
  const teams = [...host.teams.values()].filter(({ team }) => team.enterprise?.id === enterpriseId);
  const wanted = args.optional('team_id');
  // Clients that do not know a team send the organisation's id.
  if (wanted !== undefined && wanted !== enterpriseId) return teams.find(({ team }) => team.id === wanted);
  const ids = ['channel', 'user', 'user_id'].flatMap((name) => args.optional(name) ?? []);
  return teams.find((one) => ids.some((id) => knows(one, id))) ?? teams[0];
}

function knows({ team, channels }: SlackContext, id: string): boolean {
  return channels.find(id) !== undefined || findPerson(team, id) !== undefined;
}
