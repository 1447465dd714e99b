import type { PlaygroundFeed, PlaygroundState } from '../protocol.js';
import type { Fault } from './faults.js';
import type { TeamIdentity } from './workspace.js';

/** How to start a local Slack. */
export interface SlackServerOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The key that signs every request to the app. */
  readonly signingSecret: string;
  /** The bot token that the Web API accepts. */
  readonly botToken: string;
  /** More valid tokens of other apps in the first team: their files are foreign to `botToken`. */
  readonly otherTokens?: readonly string[];
  /** Where signed requests go, for example `http://127.0.0.1:3000/slack/events`. */
  readonly appUrl?: string;
  /** The teams beside the first one, each with ids of its own. */
  readonly teams?: readonly TeamOptions[];
  /** How the app can be installed by OAuth; without it that is refused. */
  readonly oauth?: OAuthOptions;
  /** The workspace's clock in milliseconds; default the machine's. It dates messages, triggers and response URLs. */
  readonly clock?: () => number;
  /** What the page may move and choose; its clock takes the place of `clock`. */
  readonly controls?: SlackControls;
  /** Static files of the page, served at `/`. */
  readonly pageDirectory?: string;
  /** The app's slash commands. A line that starts with none of them never reaches the app. */
  readonly commands: PlaygroundState['commands'];
  /** The app's global shortcuts; default none. */
  readonly shortcuts?: PlaygroundState['shortcuts'];
  /** The app's shortcuts on messages; default none. */
  readonly messageShortcuts?: PlaygroundState['messageShortcuts'];
  /** Lines to try, for the page's gallery; default none. */
  readonly examples?: PlaygroundState['examples'];
  /** The events that the app has subscribed to, by the manifest's names, for example `message.im`; default none. */
  readonly botEvents?: readonly string[];
  /** The app's direct messages: none at all, readable only, or open to people's words. Default read-only. */
  readonly messagesTab?: MessagesTab;
  readonly faults?: readonly Fault[];
  /** Granted scopes; default `commands`, `chat:write`, `files:write`, `files:read`. */
  readonly scopes?: readonly string[];
  /** How long an uploaded file stays unusable, in milliseconds; default 150. `Infinity` never finishes. */
  readonly fileProcessingMs?: number;
  /** How long the app may take to acknowledge, in milliseconds; default 3000. */
  readonly ackTimeoutMs?: number;
  /** Limits chat.postMessage per channel; default no limit. */
  readonly rateLimit?: PostRateLimit;
  /** Whether the app has a Home tab; without one views.publish answers `not_enabled`. Default off. */
  readonly homeTab?: boolean;
  /** How long to wait before each further try of an event, in milliseconds; default at once, 1 and 5 minutes. */
  readonly eventRetryDelaysMs?: readonly number[];
}

type MessagesTab = 'off' | 'read-only' | 'on';

/** A further team. */
export interface TeamOptions extends TeamIdentity {
  /** Left out where the app is not installed yet. */
  readonly botToken?: string;
}

/** The app's credentials and how its tokens behave. */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The redirect addresses that the app has registered; an address below one of them passes, too. */
  readonly redirectUris: readonly string[];
  /** Access tokens that end and have to be refreshed; default lasting ones. */
  readonly rotation?: { readonly accessTokenSeconds: number };
}

/** What can be moved and chosen from the page. */
export interface SlackControls {
  readonly clock: {
    now(): Date;
    /** Moves the clock forward and waits until everything that came due is done. */
    advance(milliseconds: number): Promise<void>;
    /** When the next digest is due; absent where nobody can say. */
    nextDigestAt?(): Promise<Date | undefined>;
    /** Moves the clock on, as far as needed, until no digest comes before the next alert. */
    putAlertAhead?(): Promise<void>;
    /** Moves the clock on until an alert has come. @returns why none did, where that is so */
    toNextAlert?(): Promise<string | undefined>;
  };
  readonly feeds: {
    readonly list: readonly PlaygroundFeed[];
    /** Id of the feed in use. */
    readonly current: string;
    /** Chooses a feed and waits until its prices are in use. */
    select(id: string): Promise<void>;
  };
}

/** A token bucket for each channel. */
interface PostRateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** The options with their defaults filled in. */
export interface Settings {
  readonly signingSecret: string;
  readonly commands: PlaygroundState['commands'];
  readonly shortcuts: PlaygroundState['shortcuts'];
  readonly messageShortcuts: PlaygroundState['messageShortcuts'];
  readonly examples: PlaygroundState['examples'];
  readonly botEvents: ReadonlySet<string>;
  /** What an installation is granted that did not come by OAuth. */
  readonly scopes: readonly string[];
  readonly oauth: OAuthOptions | undefined;
  readonly controls: SlackControls | undefined;
  readonly ackTimeoutMs: number;
  readonly eventRetryDelaysMs: readonly number[];
  readonly rateLimit: PostRateLimit | undefined;
  readonly homeTab: boolean;
  readonly messagesTab: MessagesTab;
}

/** Fills in the defaults. */
export function settingsFrom(options: SlackServerOptions): Settings {
  return {
    signingSecret: options.signingSecret,
    commands: options.commands,
    shortcuts: options.shortcuts ?? [],
    messageShortcuts: options.messageShortcuts ?? [],
    examples: options.examples ?? [],
    botEvents: new Set(options.botEvents),
    scopes: options.scopes ?? ['commands', 'chat:write', 'files:write', 'files:read'],
    oauth: options.oauth,
    controls: options.controls,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    eventRetryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    rateLimit: options.rateLimit,
    homeTab: options.homeTab ?? false,
    messagesTab: options.messagesTab ?? 'read-only',
  };
}
