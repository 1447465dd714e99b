import { FaultPlan } from './faults.js';
import type { JsonObject } from './json.js';
import { type Settings, type SlackServerOptions, settingsFrom } from './options.js';
import { ChannelStore } from './state/channels.js';
import { Feed } from './state/feed.js';
import { FileStore } from './state/files.js';
import { HomeStore } from './state/homes.js';
import { Ids } from './state/ids.js';
import { InstallationStore, installationIdOf } from './state/installations.js';
import { MessageStore } from './state/messages.js';
import { ResponseUrlStore } from './state/response-urls.js';
import { Traffic } from './state/traffic.js';
import { TriggerStore } from './state/triggers.js';
import { ViewStore } from './state/views.js';
import { newTeam, TEAM, type Team } from './workspace.js';

/** One call of the app to Slack, for assertions. */
export interface RecordedCall {
  /** A Web API method, `files.upload` or `response_url`. */
  readonly method: string;
  /** The arguments; blocks and views are parsed, the token is left out. */
  readonly arguments: JsonObject;
  /** When, on the workspace's clock, in milliseconds. */
  readonly at: number;
  /** The HTTP status of the answer; `undefined` while it runs or if the connection was cut. */
  status?: number;
  /** The error of an answer that says `ok: false`. */
  error?: string;
}

/** What all teams of a server share. Nothing in it is one team's without an id that says whose. */
export interface SlackHost {
  readonly settings: Settings;
  readonly clock: () => number;
  readonly ids: Ids;
  readonly files: FileStore;
  readonly responseUrls: ResponseUrlStore;
  readonly installations: InstallationStore;
  readonly traffic: Traffic;
  readonly faults: FaultPlan;
  readonly calls: RecordedCall[];
  /** This server's own origin, known once it listens, and the app's address. */
  readonly addresses: { origin: string; app: string | undefined };
  /** Ends when the server does; whatever still waits must give up. */
  readonly closing: AbortController;
  /** Every team by its id. */
  readonly teams: ReadonlyMap<string, SlackContext>;
}

/** One team: what its people see and what its bot may reach. */
export interface SlackContext extends SlackHost {
  readonly team: Team;
  readonly feed: Feed;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly views: ViewStore;
  readonly homes: HomeStore;
  readonly triggers: TriggerStore;
  /** The bot token that the team started with. */
  readonly firstToken: string | undefined;
}

/** Fresh teams, the first one as the page shows it, and what they share. */
export function createHost(options: SlackServerOptions): { host: SlackHost; first: SlackContext } {
  const { controls } = options;
  const clock = controls === undefined ? (options.clock ?? Date.now) : () => controls.clock.now().getTime();
  const ids = new Ids(clock);
  const faults = new FaultPlan();
  for (const fault of options.faults ?? []) faults.add(fault);
  const teams = new Map<string, SlackContext>();
  const host: SlackHost = {
    settings: settingsFrom(options),
    clock,
    ids,
    // A clock that people move may stand still between two moves, and files get ready all the same.
    files: new FileStore(ids, controls === undefined ? clock : Date.now, options.fileProcessingMs ?? 150),
    responseUrls: new ResponseUrlStore(ids, clock),
    installations: new InstallationStore(clock),
    traffic: new Traffic(),
    faults,
    calls: [],
    addresses: { origin: '', app: options.appUrl },
    closing: new AbortController(),
    teams,
  };
  const first = addTeam(host, teams, newTeam(TEAM, 0), options.botToken);
  for (const [index, { botToken, ...identity }] of (options.teams ?? []).entries()) {
    addTeam(host, teams, newTeam(identity, index + 1), botToken);
  }
  for (const token of options.otherTokens ?? []) addForeignToken(host, token);
  return { host, first };
}

function addTeam(
  host: SlackHost,
  teams: Map<string, SlackContext>,
  team: Team,
  botToken: string | undefined,
): SlackContext {
  const { ids, clock } = host;
  const feed = new Feed();
  const context: SlackContext = {
    ...host,
    team,
    feed,
    channels: new ChannelStore(team, ids, feed),
    messages: new MessageStore(ids, feed),
    views: new ViewStore(ids, feed),
    homes: new HomeStore(ids, feed),
    triggers: new TriggerStore(ids, clock),
    firstToken: botToken,
  };
  teams.set(team.id, context);
  if (botToken !== undefined) installWithToken(context, botToken);
  return context;
}

/** Installs the app in a team without OAuth: its token is known beforehand, its scopes are the configured ones. */
export function installWithToken({ team, installations, settings }: SlackContext, token: string): void {
  const { id } = installations.install({
    id: installationIdOf(team.id),
    teamId: team.id,
    enterpriseId: team.enterprise?.id,
    scopes: settings.scopes,
    isOurs: true,
  });
  installations.grant(id, token);
}

/** Another app in the first team, whose files are its own. */
function addForeignToken({ installations, settings }: SlackHost, token: string): void {
  const id = `other:${token}`;
  const { scopes } = settings;
  installations.install({ id, teamId: TEAM.id, enterpriseId: undefined, scopes, isOurs: false });
  installations.grant(id, token);
}
