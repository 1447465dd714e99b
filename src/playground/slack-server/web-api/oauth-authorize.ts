import type { SlackContext, SlackHost } from '../context.js';
import type { Reply, Route } from '../http/router.js';
import type { OAuthCodes } from './oauth-codes.js';

/**
 * Where a browser goes to install the app. In place of Slack's page with its two buttons the answer comes at once,
 * as if a person had pressed *Allow*; `decision=cancel` is the other button, `decision=organisation` allows the app
 * for the whole Enterprise organisation. `team` chooses the team, as in Slack; without it, it is the first one that
 * has not installed the app, else the first.
 */
export function authorizeRoute(host: SlackHost, codes: OAuthCodes): Route {
  return {
    method: 'GET',
    pattern: '/oauth/v2/authorize',
    handle: ({ query }) => authorize(host, codes, query),
  };
}

function authorize(host: SlackHost, codes: OAuthCodes, query: URLSearchParams): Reply {
  const { oauth } = host.settings;
  const clientId = query.get('client_id');
  if (oauth === undefined || clientId !== oauth.clientId) return refused('invalid_client_id');
  const named = query.get('redirect_uri') ?? undefined;
  const target = named ?? oauth.redirectUris[0];
  if (target === undefined || !isRegistered(target, oauth.redirectUris)) return refused('bad_redirect_uri');
  const slack = chosenTeam(host, query.get('team'));
  if (slack === undefined) return refused('invalid_team');
  const state = query.get('state');
  const answer: Record<string, string> = state === null ? {} : { state };
  const decision = query.get('decision');
  if (decision === 'cancel') return redirect(target, { ...answer, error: 'access_denied' });
  const scopes = (query.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  if (scopes.length === 0) return refused('invalid_scope');
  const isForOrganisation = decision === 'organisation' && slack.team.enterprise !== undefined;
  const userId = slack.team.people.find(({ isOwner }) => isOwner)?.id ?? '';
  const teamId = slack.team.id;
  const code = codes.issue({ clientId, redirectUri: named, scopes, teamId, isForOrganisation, userId });
  return redirect(target, { ...answer, code });
}

function isRegistered(address: string, registered: readonly string[]): boolean {
  return registered.some((one) => address === one || address.startsWith(one.endsWith('/') ? one : `${one}/`));
}

function chosenTeam(host: SlackHost, teamId: string | null): SlackContext | undefined {
  if (teamId !== null) return host.teams.get(teamId);
  const all = [...host.teams.values()];
  const isFree = ({ team }: SlackContext) =>
    host.installations.serving(team.id, team.enterprise?.id)?.isActive !== true;
  return all.find(isFree) ?? all[0];
}

function redirect(target: string, fields: Readonly<Record<string, string>>): Reply {
  const address = new URL(target);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return { status: 302, headers: { location: address.href, 'cache-control': 'no-store' } };
}

/** Slack shows a page of its own and sends nobody anywhere. */
function refused(error: string): Reply {
  return { status: 400, body: error };
}
