import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { EvidenceSettings } from './evidence-watch.js';
import { type FeedList, FeedListError, readFeedList } from './prices/feeds/feed-list.js';
import { type Access, readSlackSettings, SlackEnvironmentSchema, type Transport } from './slack-settings.js';
import type { StorePlace } from './store/open-store.js';
import { DEFAULT_RETENTION, type Retention } from './store/retention.js';

/** The one place that reads the environment. Empty settings count as not set. */

/** Settings that may hold a secret. Each may stand in a file instead, which `<name>_FILE` names. */
const SECRETS = [
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'ENCRYPTION_KEY',
  'DATABASE_URL',
  'PRICE_FEED_URL',
  'QUALITY_FEED_KEY',
  'PRICE_FEEDS',
] as const;

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
  /** The address at which Slack's requests and our pages are served. Absent: every address of the machine. */
  readonly host?: string;
  /** Where metrics and health are served to the operator alone. Absent: nowhere. */
  readonly operatorPage?: { readonly port: number; readonly host: string };
  readonly logLevel: string;
  /** Where estimates, subscriptions and the history of prices are kept. */
  readonly store: StorePlace;
  /** How long things are kept, in days. */
  readonly retention: Retention;
  /** Whether Slackbot's MCP client is let in, by Slack's signature. */
  readonly letsSlackbotIn: boolean;
  /** Where prices are read. Absent in the playground unless set: it brings its own registry. */
  readonly priceFeeds?: FeedList;
  /** Published quality beside what is shipped. */
  readonly evidence: EvidenceSettings;
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

/** Where metrics are served unless another address is named: this machine alone. */
const LOOPBACK = '127.0.0.1';

/** A setting that is a port. */
function portSetting(name: string, example: number) {
  const error = `${name} is not a whole number from 0 to 65535. Set it to a port such as ${example}.`;
  return z.coerce.number({ error }).int({ error }).min(0, { error }).max(65_535, { error });
}

/** A setting that is an address of this machine to listen at. */
function hostSetting(name: string) {
  return z
    .string()
    .trim()
    .regex(/^[a-z0-9.:-]+$/i, {
      error: `${name} is not an address of this machine. Set it to one such as 127.0.0.1, 0.0.0.0 or ::1.`,
    })
    .optional();
}

/** A number of days within limits: less would take away what the app itself still needs. */
function days(name: string, min: number, max = 3_650) {
  const error = `${name} is no whole number of days from ${min} to ${max}.`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

const EnvironmentSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], {
      error:
        'NODE_ENV is none of production, development and test, written so. Set it to production to serve Slack, ' +
        'or leave it out for the playground.',
    })
    .optional(),
  PORT: portSetting('PORT', 3000).default(3000),
  HOST: hostSetting('HOST'),
  OPERATOR_PORT: portSetting('OPERATOR_PORT', 9464).optional(),
  OPERATOR_HOST: hostSetting('OPERATOR_HOST'),
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
  QUALITY_FEED_URL: z
    .url({
      protocol: /^https$/,
      error: 'QUALITY_FEED_URL is not an address that begins with https://.',
    })
    .optional(),
  QUALITY_FEED_KEY: z.string().optional(),
  EVIDENCE_FILE: z.string().optional(),
  PRICE_FEEDS: z.string().optional(),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'PUBLIC_URL is not an address. Set it to where browsers reach the app, such as https://ftcost.example.com.',
    })
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .optional(),
  REMOVED_KEPT_DAYS: days('REMOVED_KEPT_DAYS', 0, 30).default(DEFAULT_RETENTION.removedDays),
  DIGESTS_KEPT_DAYS: days('DIGESTS_KEPT_DAYS', 60).default(DEFAULT_RETENTION.digestDays),
  SETTINGS_KEPT_DAYS: days('SETTINGS_KEPT_DAYS', 60).default(DEFAULT_RETENTION.settingsDays),
  FEED_CHECKS_KEPT_DAYS: days('FEED_CHECKS_KEPT_DAYS', 7).default(DEFAULT_RETENTION.feedCheckDays),
  AUDIT_KEPT_DAYS: days('AUDIT_KEPT_DAYS', 1).default(DEFAULT_RETENTION.auditDays),
  SLACKBOT_MCP: z
    .enum(['on', 'off'], {
      error:
        'SLACKBOT_MCP is neither on nor off. Set it to on to let Slackbot ask ftcost over MCP with the identity of ' +
        'the person, or leave it out.',
    })
    .default('off'),
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
    ...(environment.HOST !== undefined && { host: environment.HOST }),
    ...operatorPageOf(environment),
    logLevel: environment.LOG_LEVEL ?? (slack === 'playground' ? 'warn' : 'info'),
    store: storeOf(environment),
    retention: retentionOf(environment),
    evidence: evidenceOf(environment),
    letsSlackbotIn: letsSlackbotIn(environment, slack),
    ...priceFeedsOf(environment, slack),
  };
}

/** What commands about prices need: nothing of Slack. */
export interface PriceConfig {
  readonly store: StorePlace;
  readonly priceFeeds: FeedList;
}

/**
 * Reads and checks the settings of prices.
 *
 * @throws ConfigError naming every setting that has to be mended.
 */
export function readPriceConfig(env: Variables): PriceConfig {
  const environment = readEnvironment(env);
  return { store: storeOf(environment), priceFeeds: feedsOf(environment) };
}

/** What a look into a backup needs: nothing of Slack but the keys. */
export interface BackupConfig {
  /** A PostgreSQL beside whose databases a dump may be restored. */
  readonly serverUrl?: string;
  /** What seals the tokens. */
  readonly keys?: readonly Uint8Array[];
}

/**
 * Reads and checks the settings of a look into a backup.
 *
 * @throws ConfigError naming every setting that has to be mended.
 */
export function readBackupConfig(env: Variables): BackupConfig {
  const { DATABASE_URL: serverUrl, ENCRYPTION_KEY: keys } = readEnvironment(env);
  return { ...(serverUrl !== undefined && { serverUrl }), ...(keys !== undefined && { keys }) };
}

function readEnvironment(env: Variables): Environment {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const { secrets, problems } = secretsInFiles(present);
  const parsed = EnvironmentSchema.safeParse({ ...present, ...secrets });
  const issues = parsed.error?.issues ?? [];
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError([...problems, ...issues.map((issue) => issue.message)]);
  }
  return parsed.data;
}

/** Reads the secrets that stand in files, as containers are given them. White space around them is left out. */
function secretsInFiles(present: Variables): {
  readonly secrets: Variables;
  readonly problems: readonly string[];
} {
  const secrets: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of SECRETS) {
    const path = present[`${name}_FILE`];
    if (path === undefined) continue;
    if (present[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set. Leave one out.`);
      continue;
    }
    try {
      secrets[name] = readFileSync(path, 'utf8').trim();
      if (secrets[name] === '')
        problems.push(`${name}_FILE: the file ${path} is empty. Put the secret into it.`);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
      problems.push(
        `${name}_FILE: the file ${path} cannot be read (${reason}). Name one that the app's user may read.`,
      );
    }
  }
  return { secrets, problems };
}

function operatorPageOf({
  OPERATOR_PORT: port,
  OPERATOR_HOST: host = LOOPBACK,
}: Environment): Pick<Config, 'operatorPage'> {
  return port === undefined ? {} : { operatorPage: { port, host } };
}

function retentionOf(environment: Environment): Retention {
  return {
    removedDays: environment.REMOVED_KEPT_DAYS,
    digestDays: environment.DIGESTS_KEPT_DAYS,
    settingsDays: environment.SETTINGS_KEPT_DAYS,
    feedCheckDays: environment.FEED_CHECKS_KEPT_DAYS,
    auditDays: environment.AUDIT_KEPT_DAYS,
  };
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

/** @throws ConfigError when it could not be told that it is Slackbot */
function letsSlackbotIn({ SLACKBOT_MCP: set }: Environment, slack: Config['slack']): boolean {
  if (set === 'off') return false;
  if (slack !== 'playground' && slack.transport === 'http') return true;
  throw new ConfigError([
    'SLACKBOT_MCP is on, and nothing would tell that it is Slack who asks. Serve Slack over HTTP with ' +
      'SLACK_SIGNING_SECRET, or leave SLACKBOT_MCP out.',
  ]);
}

/** @throws ConfigError when a feed has no key, or a key no feed */
function evidenceOf({
  QUALITY_FEED_URL: url,
  QUALITY_FEED_KEY: key,
  EVIDENCE_FILE: file,
}: Environment): EvidenceSettings {
  if ((url === undefined) !== (key === undefined)) {
    throw new ConfigError([
      'QUALITY_FEED_URL and QUALITY_FEED_KEY belong together: set both, or neither for the shipped results alone.',
    ]);
  }
  return {
    ...(file !== undefined && { evidenceFile: pathToFileURL(file) }),
    ...(url !== undefined && key !== undefined && { qualityFeed: { url, key } }),
  };
}

function priceFeedsOf(environment: Environment, slack: Config['slack']): Pick<Config, 'priceFeeds'> {
  const { PRICE_FEED_URL: url, PRICE_FEEDS: list } = environment;
  const isSet = url !== undefined || list !== undefined;
  return isSet || slack !== 'playground' ? { priceFeeds: feedsOf(environment) } : {};
}

/** @throws ConfigError when PRICE_FEEDS does not name feeds */
function feedsOf({ PRICE_FEED_URL: url, PRICE_FEEDS: list }: Environment): FeedList {
  try {
    return readFeedList(list, url);
  } catch (error) {
    if (error instanceof FeedListError) throw new ConfigError([error.message]);
    throw error;
  }
}
