import { z } from 'zod';
import type { StorePlace } from './store/open-store.js';

/** The one place that reads the environment. Empty settings count as not set. */

export type SlackConnection =
  | { readonly transport: 'http'; readonly botToken: string; readonly signingSecret: string }
  | { readonly transport: 'socket'; readonly botToken: string; readonly appToken: string };

export interface Config {
  /** `playground` when no Slack credentials are set. */
  readonly slack: SlackConnection | 'playground';
  /** Another base for Slack's Web API, as GovSlack and tests need. */
  readonly slackApiUrl?: string;
  readonly port: number;
  readonly logLevel: string;
  /** Where estimates, subscriptions and the history of prices are kept. */
  readonly store: StorePlace;
  /** Address of the price registry: http, https or file. Absent in the playground unless set: it brings its own. */
  readonly priceFeedUrl?: string;
}

/** The community's registry of inference prices. */
const PUBLIC_REGISTRY =
  'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json';

/** The start cannot go on. Each problem names the setting to mend. */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const EnvironmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce
    .number({ error: 'PORT is not a number. Set it to a port such as 3000.' })
    .int()
    .min(0)
    .max(65_535, { error: 'PORT is above 65535. Set it to a port such as 3000.' })
    .default(3000),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'LOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent.',
    })
    .optional(),
  SLACK_API_URL: z
    .url({
      error:
        'SLACK_API_URL is not an address. Leave it out, or set it to a base such as https://slack.com/api/.',
    })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        'DATABASE_URL is not the address of a PostgreSQL. Leave it out for the embedded database, or set it to ' +
        'something like postgres://user:password@host:5432/ftcost.',
    })
    .optional(),
  PRICE_FEED_URL: z
    .url({
      protocol: /^(https?|file)$/,
      error: 'PRICE_FEED_URL is not an address that begins with https://, http:// or file://.',
    })
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
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
});

type Environment = z.infer<typeof EnvironmentSchema>;

/** Variables as the process has them. */
type Variables = Readonly<Record<string, string | undefined>>;

function slackConnection(environment: Environment): SlackConnection | 'playground' {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = environment;
  if (botToken === undefined) {
    const halfSet = [
      ...(appToken === undefined ? [] : ['SLACK_APP_TOKEN']),
      ...(signingSecret === undefined ? [] : ['SLACK_SIGNING_SECRET']),
    ];
    if (halfSet.length > 0) {
      throw new ConfigError([
        `${halfSet.join(' and ')} set, but not SLACK_BOT_TOKEN. Set the bot token (xoxb-...) too.`,
      ]);
    }
    if (environment.NODE_ENV === 'production') {
      throw new ConfigError([
        'NODE_ENV is production and no Slack credentials are set. Set SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET ' +
          '(HTTP) or SLACK_APP_TOKEN (Socket Mode). The playground never starts in production.',
      ]);
    }
    return 'playground';
  }
  if (appToken !== undefined) return { transport: 'socket', botToken, appToken };
  if (signingSecret !== undefined) return { transport: 'http', botToken, signingSecret };
  throw new ConfigError([
    'SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (HTTP) nor SLACK_APP_TOKEN (Socket Mode). Set one of them.',
  ]);
}

/**
 * Reads and checks the environment.
 *
 * @throws ConfigError naming every setting that has to be mended.
 */
export function readConfig(env: Variables): Config {
  const environment = readEnvironment(env);
  const slack = slackConnection(environment);
  return {
    slack,
    ...(environment.SLACK_API_URL !== undefined && { slackApiUrl: environment.SLACK_API_URL }),
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL ?? (slack === 'playground' ? 'warn' : 'info'),
    store: storeOf(environment),
    ...feedOf(environment, slack),
  };
}

/** What commands about prices need: nothing of Slack. */
export interface PriceConfig {
  readonly store: StorePlace;
  /** Address of the price registry: http, https or file. */
  readonly priceFeedUrl: string;
}

/**
 * Reads and checks the settings of prices.
 *
 * @throws ConfigError naming every setting that has to be mended.
 */
export function readPriceConfig(env: Variables): PriceConfig {
  const environment = readEnvironment(env);
  return { store: storeOf(environment), priceFeedUrl: environment.PRICE_FEED_URL ?? PUBLIC_REGISTRY };
}

function readEnvironment(env: Variables): Environment {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = EnvironmentSchema.safeParse(present);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message));
  return parsed.data;
}

function storeOf({ DATABASE_URL: url, DATA_DIR: directory }: Environment): StorePlace {
  return url === undefined ? { kind: 'folder', directory } : { kind: 'server', url };
}

function feedOf({ PRICE_FEED_URL: url }: Environment, slack: Config['slack']): Pick<Config, 'priceFeedUrl'> {
  if (url !== undefined) return { priceFeedUrl: url };
  return slack === 'playground' ? {} : { priceFeedUrl: PUBLIC_REGISTRY };
}
