import { z } from 'zod';
import { readKeys } from './store/keyring.js';

/** The settings of the environment that say how to serve Slack. Two ways in, two kinds of access. */

/** How Slack reaches the app. */
export type Transport =
  | {
      readonly transport: 'http';
      /** One, or while it is being changed two: a request signed with any of them is taken. */
      readonly signingSecrets: readonly string[];
    }
  | { readonly transport: 'socket'; readonly appToken: string };

/** Whose tokens the app uses: that of one workspace, or those of all workspaces that install it. */
export type Access = { readonly botToken: string } | { readonly oauth: OAuthSettings };

/** What installing into many workspaces needs. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the states of installations under way. */
  readonly stateSecret: string;
  /** Keys that seal the tokens: the first seals, all of them open. */
  readonly keys: readonly Uint8Array[];
}

const MAKE_KEY =
  "Make one with: node -e \"console.log(require('crypto').randomBytes(32).toString('base64'))\"";

export const SlackEnvironmentSchema = z.object({
  SLACK_SIGNING_SECRET: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((secrets) => secrets.every((secret) => secret !== ''), {
      error:
        'SLACK_SIGNING_SECRET has a comma too many. Set it to the secret from "Basic Information", or, while you ' +
        'change it, to the new one and the old one with a comma between them.',
    })
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', {
      error: 'SLACK_BOT_TOKEN is not a bot token: it begins with xoxb-. Copy it from "OAuth & Permissions".',
    })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', {
      error:
        'SLACK_APP_TOKEN is not an app-level token: it begins with xapp-. Make one under "Basic Information".',
    })
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(16, {
      error: 'SLACK_STATE_SECRET is shorter than 16 characters. Set it to a long random text of your own.',
    })
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .transform((text, context) => {
      const keys = readKeys(text);
      if (keys !== undefined) return keys;
      const message =
        'ENCRYPTION_KEY is not a key, or several with commas between them: each is 32 bytes in base64 or ' +
        `hexadecimal. ${MAKE_KEY}`;
      context.addIssue({ code: 'custom', message, input: '' });
      return z.NEVER;
    })
    .optional(),
});

type SlackEnvironment = z.infer<typeof SlackEnvironmentSchema>;

/** What the settings come to. */
export type SlackSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'complete'; readonly connection: Transport & Access }
  | { readonly kind: 'incomplete'; readonly problems: readonly string[] };

/** Where each setting is found. */
const NEEDED_FOR_OAUTH = [
  ['SLACK_CLIENT_ID', 'from "Basic Information", "App Credentials"'],
  ['SLACK_CLIENT_SECRET', 'from "Basic Information", "App Credentials"'],
  ['SLACK_STATE_SECRET', 'a long random text of your own'],
  ['ENCRYPTION_KEY', `seals the tokens in the database. ${MAKE_KEY}`],
] as const;

/** Reads access and transport together, so that every missing setting is named at once. */
export function readSlackSettings(environment: SlackEnvironment): SlackSettings {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecrets } = environment;
  const access = readAccess(environment);
  const ways = [
    ...(appToken === undefined ? [] : ['SLACK_APP_TOKEN']),
    ...(signingSecrets === undefined ? [] : ['SLACK_SIGNING_SECRET']),
  ];
  if (access === undefined) {
    if (ways.length === 0) return { kind: 'none' };
    return {
      kind: 'incomplete',
      problems: [
        `${ways.join(' and ')} set, but not SLACK_BOT_TOKEN. Set the bot token (xoxb-...) too, or, to serve many ` +
          'workspaces, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and ENCRYPTION_KEY.',
      ],
    };
  }
  const transport = readTransport(environment);
  const problems = [...('problems' in access ? access.problems : [])];
  if (transport === undefined) {
    const name = environment.SLACK_BOT_TOKEN === undefined ? 'SLACK_CLIENT_ID' : 'SLACK_BOT_TOKEN';
    problems.push(
      `${name} is set, but neither SLACK_SIGNING_SECRET (HTTP) nor SLACK_APP_TOKEN (Socket Mode). Set one of them.`,
    );
  }
  if (transport === undefined || 'problems' in access) return { kind: 'incomplete', problems };
  return { kind: 'complete', connection: { ...transport, ...access } };
}

function readTransport({
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecrets,
}: SlackEnvironment): Transport | undefined {
  if (appToken !== undefined) return { transport: 'socket', appToken };
  return signingSecrets === undefined ? undefined : { transport: 'http', signingSecrets };
}

/** `undefined` when no setting of either kind is there. A key alone asks for nothing. */
function readAccess(
  environment: SlackEnvironment,
): Access | { readonly problems: readonly string[] } | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    ENCRYPTION_KEY: keys,
  } = environment;
  const isOAuth = clientId !== undefined || clientSecret !== undefined || stateSecret !== undefined;
  if (botToken !== undefined && isOAuth) {
    return {
      problems: [
        'SLACK_BOT_TOKEN (one workspace) and the settings of OAuth (many workspaces) are both set. Leave one out: ' +
          'SLACK_BOT_TOKEN, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET.',
      ],
    };
  }
  if (botToken !== undefined) return { botToken };
  if (!isOAuth) return undefined;
  if (
    clientId !== undefined &&
    clientSecret !== undefined &&
    stateSecret !== undefined &&
    keys !== undefined
  ) {
    return { oauth: { clientId, clientSecret, stateSecret, keys } };
  }
  const missing = NEEDED_FOR_OAUTH.filter(([name]) => environment[name] === undefined);
  return {
    problems: missing.map(
      ([name, where]) => `${name} is missing: installing into many workspaces needs it (${where}).`,
    ),
  };
}
