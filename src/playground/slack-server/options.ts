import type { PlaygroundState } from '../protocol.js';
import type { Fault } from './faults.js';

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
  /** More valid tokens of other installations: their files are foreign to `botToken`. */
  readonly otherTokens?: readonly string[];
  /** Where signed requests go, for example `http://127.0.0.1:3000/slack/events`. */
  readonly appUrl?: string;
  /** The workspace's clock in milliseconds; default the machine's. It dates messages, triggers and response URLs. */
  readonly clock?: () => number;
  /** Static files of the page, served at `/`. */
  readonly pageDirectory?: string;
  /** The app's slash commands. A line that starts with none of them never reaches the app. */
  readonly commands: PlaygroundState['commands'];
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
}

/** A token bucket for each channel. */
interface PostRateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** The options with their defaults filled in. */
export interface Settings {
  readonly signingSecret: string;
  readonly tokens: ReadonlySet<string>;
  readonly commands: PlaygroundState['commands'];
  readonly scopes: readonly string[];
  readonly ackTimeoutMs: number;
  readonly rateLimit: PostRateLimit | undefined;
  readonly homeTab: boolean;
}

/** Fills in the defaults. */
export function settingsFrom(options: SlackServerOptions): Settings {
  return {
    signingSecret: options.signingSecret,
    tokens: new Set([options.botToken, ...(options.otherTokens ?? [])]),
    commands: options.commands,
    scopes: options.scopes ?? ['commands', 'chat:write', 'files:write', 'files:read'],
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    rateLimit: options.rateLimit,
    homeTab: options.homeTab ?? false,
  };
}
