import type { SlackContext, SlackHost } from '../context.js';
import { findPerson } from '../state/channels.js';
import type { Installation } from '../state/installations.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';

/** The teams that an installation serves: its own, or all of its organisation. */
export function teamsOf(
  { teams }: SlackHost,
  { teamId, enterpriseId }: Installation,
): readonly SlackContext[] {
  if (teamId === undefined) {
    return [...teams.values()].filter(({ team }) => team.enterprise?.id === enterpriseId);
  }
  const own = teams.get(teamId);
  return own === undefined ? [] : [own];
}

/**
 * The team that a call is about: the installation's own; for an organisation's installation the one in `team_id`,
 * else the one that knows the channel or the person, else any.
 * @throws SlackApiError `team_not_found` for a team outside the organisation.
 */
export function teamOfCall(host: SlackHost, installation: Installation, args: Arguments): SlackContext {
  const teams = teamsOf(host, installation);
  const found = installation.teamId === undefined ? chosenTeam(teams, installation, args) : teams[0];
  if (found === undefined) throw new SlackApiError('team_not_found');
  return found;
}

function chosenTeam(
  teams: readonly SlackContext[],
  { enterpriseId }: Installation,
  args: Arguments,
): SlackContext | undefined {
  const wanted = args.optional('team_id');
  // Clients that do not know a team send the organisation's id.
  if (wanted !== undefined && wanted !== enterpriseId) return teams.find(({ team }) => team.id === wanted);
  const ids = ['channel', 'user', 'user_id'].flatMap((name) => args.optional(name) ?? []);
  return teams.find((one) => ids.some((id) => knows(one, id))) ?? teams[0];
}

function knows({ team, channels }: SlackContext, id: string): boolean {
  return channels.find(id) !== undefined || findPerson(team, id) !== undefined;
}
