import { createContext, type RecordedCall, type SlackContext } from './context.js';
import type { FaultPlan } from './faults.js';
import { listen, stop } from './http/listen.js';
import { serve } from './http/router.js';
import type { JsonObject } from './json.js';
import type { SlackServerOptions } from './options.js';
import { pageRoutes } from './page/routes.js';
import type { StoredMessage } from './state/messages.js';
import { type ActionGesture, type ActionOutcome, sendAction } from './to-app/actions.js';
import { type CommandGesture, type CommandOutcome, sendCommand } from './to-app/commands.js';
import type { Delivery, DeliveryOverrides } from './to-app/delivery.js';
import { sendEvent } from './to-app/events.js';
import { type OptionsGesture, type OptionsOutcome, requestOptions } from './to-app/suggestions.js';
import { type ViewForApp, viewForApp } from './to-app/view-payload.js';
import {
  type CloseGesture,
  closeView,
  type SubmitGesture,
  type SubmitOutcome,
  submitView,
} from './to-app/views.js';
import { type FileSnapshot, fileSnapshot } from './web-api/file-snapshot.js';
import { webApiRoutes } from './web-api/index.js';

export type { SlackServerOptions } from './options.js';
export * from './workspace.js';

/** A running local Slack: a server for the app, the gestures of people, and a view of what happened. */
export interface SlackServer {
  /** For example `http://127.0.0.1:4000`; the page is served here. */
  readonly url: string;
  /** The base of the Web API, for `slackApiUrl`. */
  readonly apiUrl: string;
  /** What Slack will do wrong. */
  readonly faults: FaultPlan;
  /** Every call of the app, uploads and posts to response URLs included. */
  readonly calls: readonly RecordedCall[];
  /** Says where signed requests go. */
  connectApp(url: string): void;
  sendCommand(gesture: CommandGesture): Promise<CommandOutcome>;
  sendAction(gesture: ActionGesture): Promise<ActionOutcome>;
  submitView(gesture: SubmitGesture): Promise<SubmitOutcome>;
  closeView(gesture: CloseGesture): Promise<{ readonly deliveries: readonly Delivery[] }>;
  requestOptions(gesture: OptionsGesture): Promise<OptionsOutcome>;
  /** Delivers an event such as `app_uninstalled`. */
  sendEvent(
    event: JsonObject & { readonly type: string },
    overrides?: DeliveryOverrides,
  ): Promise<readonly Delivery[]>;
  /** The messages of a channel that everybody in it sees, oldest first. */
  messages(channelId: string): readonly StoredMessage[];
  /** The messages that only this person sees, oldest first. */
  ephemerals(userId: string): readonly StoredMessage[];
  /** A person's open modals as the app would get them, the topmost last. */
  openViews(userId: string): readonly ViewForApp[];
  /** A person's Home tab as last published. */
  home(userId: string): JsonObject | undefined;
  /** A file, deleted ones included. */
  file(fileId: string): FileSnapshot | undefined;
  /** Changes how long uploads take to become usable; `Infinity` never finishes. */
  setFileProcessing(milliseconds: number): void;
  /** Lets somebody, for example the bot, into a channel. */
  invite(channelId: string, userId: string): void;
  /** Shows somebody out of a channel. */
  removeMember(channelId: string, userId: string): void;
  archive(channelId: string, isArchived?: boolean): void;
  /** The id of the direct message between a person and the bot, if it is open. */
  directMessage(userId: string): string | undefined;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/** Starts a local Slack with the seed workspace. */
export async function startSlackServer(options: SlackServerOptions): Promise<SlackServer> {
  const slack = createContext(options);
  const http = serve([...webApiRoutes(slack), ...pageRoutes(slack, options.pageDirectory)]);
  const host = options.host ?? '127.0.0.1';
  const port = await listen(http, options.port ?? 0, host);
  slack.addresses.origin = `http://${reachableName(host)}:${port}`;
  return { ...inspection(slack), ...gestures(slack), close: () => stop(http) };
}

/** The name under which this machine reaches a server that listens on `host`. */
function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function gestures(slack: SlackContext) {
  return {
    connectApp(url: string) {
      slack.addresses.app = url;
    },
    sendCommand: (gesture: CommandGesture) => sendCommand(slack, gesture),
    sendAction: (gesture: ActionGesture) => sendAction(slack, gesture),
    submitView: (gesture: SubmitGesture) => submitView(slack, gesture),
    closeView: (gesture: CloseGesture) => closeView(slack, gesture),
    requestOptions: (gesture: OptionsGesture) => requestOptions(slack, gesture),
    sendEvent: (event: JsonObject & { readonly type: string }, overrides?: DeliveryOverrides) =>
      sendEvent(slack, event, overrides),
    setFileProcessing(milliseconds: number) {
      slack.files.processingMs = milliseconds;
    },
    invite: (channelId: string, userId: string) => slack.channels.invite(channelId, userId),
    removeMember: (channelId: string, userId: string) => slack.channels.remove(channelId, userId),
    archive: (channelId: string, isArchived = true) => slack.channels.archive(channelId, isArchived),
  };
}

function inspection(slack: SlackContext) {
  return {
    url: slack.addresses.origin,
    apiUrl: `${slack.addresses.origin}/api/`,
    faults: slack.faults,
    calls: slack.calls,
    messages: (channelId: string) =>
      slack.messages.all().filter((one) => one.channelId === channelId && one.onlyVisibleTo === undefined),
    ephemerals: (userId: string) => slack.messages.all().filter((one) => one.onlyVisibleTo === userId),
    openViews: (userId: string) => slack.views.stack(userId).map(viewForApp),
    home: (userId: string) => slack.homes.get(userId),
    file: (fileId: string) => fileSnapshot(slack, fileId),
    directMessage: (userId: string) => slack.channels.findDirectMessageWithBot(userId)?.id,
  };
}
