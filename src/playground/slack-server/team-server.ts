import type { HomeRequest } from '../protocol.js';
import type { SlackContext } from './context.js';
import type { JsonObject } from './json.js';
import type { StoredMessage } from './state/messages.js';
import { type ActionGesture, type ActionOutcome, sendAction } from './to-app/actions.js';
import {
  archiveChannel,
  deleteChannel,
  inviteMember,
  removeMember,
  renameChannel,
} from './to-app/channel-life.js';
import { type CommandGesture, type CommandOutcome, sendCommand } from './to-app/commands.js';
import type { Delivery, DeliveryOverrides } from './to-app/delivery.js';
import { type SlackEvent, sendEvent } from './to-app/events.js';
import { openHome } from './to-app/home.js';
import { reinstallApp, uninstallApp } from './to-app/installation.js';
import { type MessageGesture, type MessageOutcome, sendMessage } from './to-app/messages.js';
import { type ShortcutGesture, type ShortcutOutcome, sendShortcut } from './to-app/shortcuts.js';
import { type OptionsGesture, type OptionsOutcome, requestOptions } from './to-app/suggestions.js';
import { type UploadGesture, uploadFile } from './to-app/uploads.js';
import { type ViewForApp, viewForApp } from './to-app/view-payload.js';
import {
  type CloseGesture,
  closeView,
  type SubmitGesture,
  type SubmitOutcome,
  submitView,
} from './to-app/views.js';
import type { Team } from './workspace.js';

type Deliveries = Promise<readonly Delivery[]>;

/** One team of a local Slack: the gestures of its people, and a view of what happened. */
export interface TeamServer {
  readonly team: Team;
  sendCommand(gesture: CommandGesture): Promise<CommandOutcome>;
  sendMessage(gesture: MessageGesture): Promise<MessageOutcome>;
  /** Uploads a file of a person's, for a message or a form. Returns its id. */
  uploadFile(gesture: UploadGesture): string;
  sendAction(gesture: ActionGesture): Promise<ActionOutcome>;
  sendShortcut(gesture: ShortcutGesture): Promise<ShortcutOutcome>;
  submitView(gesture: SubmitGesture): Promise<SubmitOutcome>;
  closeView(gesture: CloseGesture): Promise<{ readonly deliveries: readonly Delivery[] }>;
  requestOptions(gesture: OptionsGesture): Promise<OptionsOutcome>;
  openHome(gesture: HomeRequest): Promise<{ readonly deliveries: readonly Delivery[] }>;
  /** Delivers an event whether the app has subscribed to it or not. */
  sendEvent(event: SlackEvent, overrides?: DeliveryOverrides): Deliveries;
  /** The messages of a channel that everybody in it sees, oldest first. */
  messages(channelId: string): readonly StoredMessage[];
  /** The messages that only this person sees, oldest first. */
  ephemerals(userId: string): readonly StoredMessage[];
  /** A person's open modals as the app would get them, the topmost last. */
  openViews(userId: string): readonly ViewForApp[];
  /** A person's Home tab as the app last sent it. */
  home(userId: string): JsonObject | undefined;
  /** A person's Home tab as the app would get it back. */
  homeView(userId: string): ViewForApp | undefined;
  /** Lets somebody, for example the bot, into a channel. In these five the last argument is who does it. */
  invite(channelId: string, userId: string, by?: string): Deliveries;
  /** Shows somebody out of a channel. */
  removeMember(channelId: string, userId: string, by?: string): Deliveries;
  archive(channelId: string, isArchived?: boolean, by?: string): Deliveries;
  rename(channelId: string, name: string): Deliveries;
  /** Deletes a channel with its messages; only an administrator can. */
  deleteChannel(channelId: string, by?: string): Deliveries;
  /** The id of the direct message between a person and the bot, if it is open. */
  directMessage(userId: string): string | undefined;
  /** Removes the app from the team. */
  uninstall(): Promise<{ readonly deliveries: readonly Delivery[] }>;
  /** Installs it again with the token that the team started with. */
  reinstall(): void;
}

/** One team as tests and the page use it. */
export function teamServer(slack: SlackContext): TeamServer {
  const owner = slack.team.people.find(({ isOwner }) => isOwner)?.id ?? '';
  return {
    team: slack.team,
    sendCommand: (gesture) => sendCommand(slack, gesture),
    sendMessage: (gesture) => sendMessage(slack, gesture),
    uploadFile: (gesture) => uploadFile(slack, gesture).id,
    sendAction: (gesture) => sendAction(slack, gesture),
    sendShortcut: (gesture) => sendShortcut(slack, gesture),
    submitView: (gesture) => submitView(slack, gesture),
    closeView: (gesture) => closeView(slack, gesture),
    requestOptions: (gesture) => requestOptions(slack, gesture),
    openHome: (gesture) => openHome(slack, gesture),
    sendEvent: (event, overrides) => sendEvent(slack, event, overrides),
    invite: (channelId, userId, by = owner) => inviteMember(slack, channelId, userId, by),
    removeMember: (channelId, userId, by = owner) => removeMember(slack, channelId, userId, by),
    archive: (channelId, isArchived = true, by = owner) => archiveChannel(slack, channelId, isArchived, by),
    rename: (channelId, name) => renameChannel(slack, channelId, name),
    deleteChannel: (channelId, by = owner) => deleteChannel(slack, channelId, by),
    uninstall: () => uninstallApp(slack),
    reinstall: () => reinstallApp(slack),
    messages: (channelId) =>
      slack.messages.all().filter((one) => one.channelId === channelId && one.onlyVisibleTo === undefined),
    ephemerals: (userId) => slack.messages.all().filter((one) => one.onlyVisibleTo === userId),
    openViews: (userId) => slack.views.stack(userId).map((view) => viewForApp(slack, view)),
    home: (userId) => slack.homes.published(userId),
    homeView(userId) {
      const view = slack.homes.of(userId);
      return view === undefined ? undefined : viewForApp(slack, view);
    },
    directMessage: (userId) => slack.channels.findDirectMessageWithBot(userId)?.id,
  };
}
