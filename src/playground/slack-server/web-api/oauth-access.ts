import type { SlackContext, SlackHost } from '../context.js';
import type { JsonObject } from '../json.js';
import type { OAuthOptions } from '../options.js';
import { type Installation, installationIdOf } from '../state/installations.js';
import { APP } from '../workspace.js';
import { SlackApiError } from './api-error.js';
import type { Arguments } from './arguments.js';
import { teamsOf } from './installed-team.js';
import type { Approval, OAuthCodes } from './oauth-codes.js';

/**
 * oauth.v2.access: exchanges a code for a bot token, or a refresh token for the next pair of tokens.
 *
 * @param authorization the request's header: the app's credentials may stand there instead of in the body
 * @throws SlackApiError `invalid_client_id`, `bad_client_secret`, `invalid_code`, `bad_redirect_uri`,
 * `invalid_refresh_token` or `invalid_grant_type`.
 */
export function accessToken(
  host: SlackHost,
  codes: OAuthCodes,
  args: Arguments,
  authorization: string | undefined,
): JsonObject {
  const oauth = checkedClient(host, args, authorization);
  switch (args.optional('grant_type') ?? 'authorization_code') {
    case 'authorization_code':
      return exchangeCode(host, codes, oauth, args);
    case 'refresh_token':
      return refresh(host, codes, oauth, args);
    default:
      throw new SlackApiError('invalid_grant_type');
  }
}

function checkedClient(host: SlackHost, args: Arguments, authorization: string | undefined): OAuthOptions {
  const { oauth } = host.settings;
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  const [basicId, basicSecret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':');
  const clientId = args.optional('client_id') ?? basicId;
  if (oauth === undefined || clientId !== oauth.clientId) throw new SlackApiError('invalid_client_id');
  const secret = args.optional('client_secret') ?? basicSecret;
  if (secret !== oauth.clientSecret) throw new SlackApiError('bad_client_secret');
  return oauth;
}

function exchangeCode(host: SlackHost, codes: OAuthCodes, oauth: OAuthOptions, args: Arguments): JsonObject {
  const approval = codes.redeem(args.optional('code') ?? '');
  if (approval === undefined) throw new SlackApiError('invalid_code');
  if (approval.redirectUri !== args.optional('redirect_uri')) throw new SlackApiError('bad_redirect_uri');
  const slack = host.teams.get(approval.teamId);
  if (slack === undefined) throw new SlackApiError('invalid_code');
  const installation = install(host, slack, approval);
  slack.feed.publish({ type: 'app-changed' });
  return {
    ...tokensFor(host, codes, oauth, installation),
    ...describe(slack, installation),
    authed_user: { id: approval.userId },
  };
}

function install(host: SlackHost, { team }: SlackContext, approval: Approval): Installation {
  const enterpriseId = team.enterprise?.id;
  const isWhole = approval.isForOrganisation && enterpriseId !== undefined;
  return host.installations.install({
    id: installationIdOf(isWhole ? enterpriseId : team.id),
    teamId: isWhole ? undefined : team.id,
    enterpriseId,
    scopes: approval.scopes,
    isOurs: true,
  });
}

function refresh(host: SlackHost, codes: OAuthCodes, oauth: OAuthOptions, args: Arguments): JsonObject {
  const id = codes.redeemRefreshToken(args.optional('refresh_token') ?? '');
  const installation = id === undefined ? undefined : host.installations.find(id);
  if (installation?.isActive !== true) throw new SlackApiError('invalid_refresh_token');
  const slack = teamsOf(host, installation)[0];
  if (slack === undefined) throw new SlackApiError('invalid_refresh_token');
  return { ...tokensFor(host, codes, oauth, installation), ...describe(slack, installation) };
}

/** Without rotation an installation keeps its token for as long as the app stays installed. */
function tokensFor(
  host: SlackHost,
  codes: OAuthCodes,
  { rotation }: OAuthOptions,
  { id }: Installation,
): JsonObject {
  if (rotation === undefined) {
    const token = host.installations.lastingToken(id) ?? `xoxb-${host.ids.secret()}`;
    host.installations.grant(id, token);
    return { access_token: token };
  }
  const token = `xoxe.xoxb-1-${host.ids.secret()}`;
  host.installations.grant(id, token, host.clock() + rotation.accessTokenSeconds * 1000);
  return {
    access_token: token,
    refresh_token: codes.issueRefreshToken(id),
    expires_in: rotation.accessTokenSeconds,
  };
}

function describe({ team }: SlackContext, installation: Installation): JsonObject {
  const isWhole = installation.teamId === undefined;
  return {
    token_type: 'bot',
    scope: installation.scopes.join(','),
    bot_user_id: team.bot.userId,
    app_id: APP.id,
    team: isWhole ? null : { id: team.id, name: team.name },
    enterprise: team.enterprise ?? null,
    is_enterprise_install: isWhole,
  };
}
