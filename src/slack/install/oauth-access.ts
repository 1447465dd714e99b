import { z } from 'zod';
import { callSlack } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { SlackFailure } from '../kit/slack-error.js';

/** The app's own credentials. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Slack gave no tokens. Carries Slack's word for why, never a secret. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  /** `refused` where Slack said no, `no-answer` where nobody knows, `unreadable` where the answer is not as documented. */
  readonly code: 'refused' | 'no-answer' | 'unreadable';

  constructor(readonly failure: SlackFailure | 'unreadable') {
    super(`Slack gave no tokens (${wordOf(failure)}).`);
    this.code = codeOf(failure);
  }

  /** Slack's own word, for example `invalid_code`. */
  get word(): string {
    return wordOf(this.failure);
  }
}

function codeOf(failure: SlackFailure | 'unreadable'): OAuthError['code'] {
  if (failure === 'unreadable') return 'unreadable';
  return failure.kind === 'refused' ? 'refused' : 'no-answer';
}

function wordOf(failure: SlackFailure | 'unreadable'): string {
  if (failure === 'unreadable') return 'unreadable';
  if (failure.kind === 'refused') return failure.code;
  return failure.kind === 'throttled' ? 'ratelimited' : failure.why;
}

const Named = z.object({ id: z.string(), name: z.string().nullish() }).nullish();

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  /** Seconds. */
  expires_in: z.number().optional(),
});

const Installed = Tokens.extend({
  scope: z.string(),
  bot_user_id: z.string(),
  app_id: z.string(),
  team: Named,
  enterprise: Named,
  is_enterprise_install: z.boolean().optional(),
  authed_user: z.object({ id: z.string() }),
});

export type GrantedTokens = z.infer<typeof Tokens>;
export type GrantedInstall = z.infer<typeof Installed>;

/** A browser or a request waits: not for long. */
const PATIENCE = { tries: 2, mostSeconds: 5 } as const;

/** Asks Slack for tokens: `oauth.v2.access`. */
export interface OAuthAccess {
  /** Exchanges the code of a redirect. @throws OAuthError */
  exchange(code: string, redirectUri: string | undefined): Promise<GrantedInstall>;
  /** Exchanges a refresh token, which works once. @throws OAuthError */
  refresh(refreshToken: string): Promise<GrantedTokens>;
}

/** @param api the Web API without a token */
export function oauthAccess(
  api: SlackApi,
  outside: Pick<Outside, 'sleep'>,
  { clientId, clientSecret }: OAuthClient,
): OAuthAccess {
  async function access<T>(
    schema: z.ZodType<T>,
    args: Readonly<Record<string, string | undefined>>,
  ): Promise<T> {
    const all = { client_id: clientId, client_secret: clientSecret, ...args };
    const called = await callSlack(api, outside, 'oauth.v2.access', all, PATIENCE);
    if (!called.ok) throw new OAuthError(called.failure);
    const parsed = schema.safeParse(called.answer);
    if (!parsed.success) throw new OAuthError('unreadable');
    return parsed.data;
  }

  return {
    exchange: (code, redirectUri) =>
      access(Installed, { code, ...(redirectUri !== undefined && { redirect_uri: redirectUri }) }),
    refresh: (refreshToken) => access(Tokens, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}
