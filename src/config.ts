import { z } from 'zod';
import { PUBLIC_REGISTRY } from './prices/registry/feed-address.js';
import { type Access, readSlackSettings, SlackEnvironmentSchema, type Transport } from './slack-settings.js';
import type { StorePlace } from './store/open-store.js';

/** The one place that reads the environment. Empty settings count as not set. */

/** How Slack reaches the app, and whose tokens it uses. */
export type SlackConnection = Transport & Access;

export interface Config {
  /** `playground` when no Slack credentials are set. */
  readonly slack: SlackConnection | 'playground';
  /** Another base for Slack's Web API, as GovSlack and tests need. */
  readonly slackApiUrl?: string;
  /** Where browsers reach the app, without a slash at the end: for installing it into workspaces. */
  readonly publicUrl?: string;
  readonly port: number;
  readonly logLevel: string;
  /** Where estimates, subscriptions and the history of prices are kept. */
  readonly store: StorePlace;
  /** Address of the price registry: http, https or file. Absent in the playground unless set: it brings its own. */
  readonly priceFeedUrl?: string;
}

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
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'PUBLIC_URL is not an address. Set it to where browsers reach the app, such as https://ftcost.example.com.',
    })
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .optional(),
  ...SlackEnvironmentSchema.shape,
});

type Environment = z.infer<typeof EnvironmentSchema>;

/** Variables as the process has them. */
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment.
 *
 * @throws ConfigError naming every setting that has to be mended.
 */
export function readConfig(env: Variables): Config {
  const environment = readEnvironment(env);
  const slack = slackOf(environment);
  return {
    slack,
    ...(environment.SLACK_API_URL !== undefined && { slackApiUrl: environment.SLACK_API_URL }),
    ...(environment.PUBLIC_URL !== undefined && { publicUrl: environment.PUBLIC_URL }),
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

/** @throws ConfigError naming what is missing, or that nothing is set in production */
function slackOf(environment: Environment): SlackConnection | 'playground' {
  const read = readSlackSettings(environment);
  if (read.kind === 'complete') return read.connection;
  if (read.kind === 'incomplete') throw new ConfigError(read.problems);
  if (environment.NODE_ENV !== 'production') return 'playground';
  throw new ConfigError([
    'NODE_ENV is production and no Slack credentials are set. Set SLACK_BOT_TOKEN (one workspace), or ' +
      'SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and ENCRYPTION_KEY (many workspaces), and ' +
      'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode). The playground never starts in production.',
  ]);
}

function feedOf({ PRICE_FEED_URL: url }: Environment, slack: Config['slack']): Pick<Config, 'priceFeedUrl'> {
  if (url !== undefined) return { priceFeedUrl: url };
  return slack === 'playground' ? {} : { priceFeedUrl: PUBLIC_REGISTRY };
}
