import type {
  PlaygroundApp,
  PlaygroundChannel,
  PlaygroundClock,
  PlaygroundEvent,
  PlaygroundFeeds,
  PlaygroundMessage,
  PlaygroundState,
  PlaygroundView,
} from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { isObject } from '../json.js';
import type { WorkspaceEvent } from '../state/feed.js';
import type { StoredMessage } from '../state/messages.js';
import type { StoredView } from '../state/views.js';
import { isInstalled } from '../to-app/serving.js';
import { viewForApp } from '../to-app/view-payload.js';
import { fileAddress, mimeType } from '../web-api/file-for-app.js';
import { referencedFile } from '../web-api/slack-files.js';
import { APP, type Channel } from '../workspace.js';

/** The whole workspace as the page shows it. */
export function pageState(slack: SlackContext): PlaygroundState {
  const clock = pageClock(slack);
  const feeds = pageFeeds(slack);
  return {
    teamName: slack.team.name,
    app: pageApp(slack),
    users: slack.team.people.map(({ id, name, handle, isBot, isAdmin, timeZone }) => {
      return { id, name, handle, isBot, isAdmin, timeZone };
    }),
    channels: slack.channels.all().map((channel) => pageChannel(slack, channel)),
    messages: slack.messages.all().map((message) => pageMessage(slack, message)),
    views: slack.views.stack().map((view) => pageView(slack, view)),
    homes: slack.homes.all().map((view) => pageView(slack, view)),
    commands: slack.settings.commands,
    shortcuts: slack.settings.shortcuts,
    messageShortcuts: slack.settings.messageShortcuts,
    examples: slack.settings.examples,
    ...(clock === undefined ? {} : { clock }),
    ...(feeds === undefined ? {} : { feeds }),
  };
}

/** A change as the page is told of it; `undefined` for a change of something that this workspace does not have. */
export function pageEvent(slack: SlackContext, event: WorkspaceEvent): PlaygroundEvent | undefined {
  switch (event.type) {
    case 'message':
    case 'message-changed':
      return { type: event.type, message: pageMessage(slack, event.message) };
    case 'view-opened':
    case 'view-updated':
      return { type: event.type, view: pageView(slack, event.view) };
    case 'home-published':
      return { type: event.type, home: pageView(slack, event.view) };
    case 'channel-changed':
      return { type: event.type, channel: pageChannel(slack, event.channel) };
    case 'app-changed':
      return { type: event.type, app: pageApp(slack) };
    case 'clock-changed': {
      const clock = pageClock(slack);
      return clock && { type: event.type, clock };
    }
    case 'feeds-changed': {
      const feeds = pageFeeds(slack);
      return feeds && { type: event.type, feeds };
    }
    default:
      return event;
  }
}

function pageApp(slack: SlackContext): PlaygroundApp {
  const { homeTab, messagesTab } = slack.settings;
  return {
    name: APP.name,
    botUserId: slack.team.bot.userId,
    hasHomeTab: homeTab,
    takesMessages: messagesTab === 'on',
    isInstalled: isInstalled(slack),
  };
}

function pageClock({ settings: { controls } }: SlackContext): PlaygroundClock | undefined {
  if (controls === undefined) return undefined;
  const { clock } = controls;
  return { now: clock.now().toISOString(), canFindNextDigest: clock.nextDigestAt !== undefined };
}

function pageFeeds({ settings: { controls } }: SlackContext): PlaygroundFeeds | undefined {
  return controls && { list: controls.feeds.list, current: controls.feeds.current };
}

function pageChannel(slack: SlackContext, channel: Channel): PlaygroundChannel {
  const { id, name, kind, isArchived, members } = channel;
  return { id, name, kind, isArchived, hasBot: slack.channels.hasBot(channel), memberIds: [...members] };
}

function pageMessage(slack: SlackContext, message: StoredMessage): PlaygroundMessage {
  const { mentions: _, fileIds, metadata, ...shown } = message;
  const files = (fileIds ?? [])
    .flatMap((id) => slack.files.find(id) ?? [])
    .filter(({ isDeleted }) => !isDeleted)
    .map((file) => ({
      id: file.id,
      name: file.name,
      title: file.title,
      mimeType: mimeType(slack, file),
      sizeBytes: file.bytes?.length ?? 0,
      url: fileAddress(file),
    }));
  return {
    ...shown,
    blocks: message.blocks.map((block) => withImageUrls(slack, block)),
    ...(files.length === 0 ? {} : { files }),
    ...(metadata === undefined ? {} : { metadata: { ...metadata } }),
  };
}

function pageView(slack: SlackContext, view: StoredView): PlaygroundView {
  const shown = withImageUrls(slack, viewForApp(slack, view));
  return { id: view.id, userId: view.userId, view: isObject(shown) ? shown : {} };
}

/** A copy in which every image that names an uploaded file also carries its address on this server. */
function withImageUrls(slack: SlackContext, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withImageUrls(slack, item));
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withImageUrls(slack, item)]),
  );
  const file = isObject(value.slack_file) ? referencedFile(slack, value.slack_file) : undefined;
  return file === undefined ? copy : { ...copy, image_url: fileAddress(file) };
}
