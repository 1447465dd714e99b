import { FaultPlan } from './faults.js';
import type { JsonObject } from './json.js';
import { type Settings, type SlackServerOptions, settingsFrom } from './options.js';
import { ChannelStore } from './state/channels.js';
import { Feed } from './state/feed.js';
import { FileStore } from './state/files.js';
import { Ids } from './state/ids.js';
import { MessageStore } from './state/messages.js';
import { ResponseUrlStore } from './state/response-urls.js';
import { TriggerStore } from './state/triggers.js';
import { ViewStore } from './state/views.js';

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

/** Everything the parts of the server share. */
export interface SlackContext {
  readonly settings: Settings;
  readonly clock: () => number;
  readonly ids: Ids;
  readonly feed: Feed;
  readonly channels: ChannelStore;
  readonly messages: MessageStore;
  readonly views: ViewStore;
  /** Published Home tabs by user id. */
  readonly homes: Map<string, JsonObject>;
  readonly files: FileStore;
  readonly triggers: TriggerStore;
  readonly responseUrls: ResponseUrlStore;
  readonly faults: FaultPlan;
  readonly calls: RecordedCall[];
  /** This server's own origin, known once it listens, and the app's address. */
  readonly addresses: { origin: string; app: string | undefined };
}

/** A fresh workspace. */
export function createContext(options: SlackServerOptions): SlackContext {
  const clock = options.clock ?? Date.now;
  const ids = new Ids(clock);
  const feed = new Feed();
  const faults = new FaultPlan();
  for (const fault of options.faults ?? []) faults.add(fault);
  return {
    settings: settingsFrom(options),
    clock,
    ids,
    feed,
    channels: new ChannelStore(ids),
    messages: new MessageStore(ids, feed),
    views: new ViewStore(ids, feed),
    homes: new Map(),
    files: new FileStore(ids, clock, options.fileProcessingMs ?? 150),
    triggers: new TriggerStore(ids, clock),
    responseUrls: new ResponseUrlStore(ids, clock),
    faults,
    calls: [],
    addresses: { origin: '', app: options.appUrl },
  };
}
