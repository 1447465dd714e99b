import type { PlaygroundEvent, PlaygroundMessage, PlaygroundState, PlaygroundView } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { isObject } from '../json.js';
import { hasBot } from '../state/channels.js';
import type { WorkspaceEvent } from '../state/feed.js';
import type { StoredMessage } from '../state/messages.js';
import type { StoredView } from '../state/views.js';
import { viewForApp } from '../to-app/view-payload.js';
import { referencedFile } from '../web-api/slack-files.js';
import { PEOPLE, TEAM } from '../workspace.js';

/** The whole workspace as the page shows it. */
export function pageState(slack: SlackContext): PlaygroundState {
  return {
    teamName: TEAM.name,
    users: PEOPLE.map(({ id, name, isBot }) => ({ id, name, isBot })),
    channels: slack.channels.all().map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.kind,
      hasBot: hasBot(channel),
    })),
    messages: slack.messages.all().map((message) => pageMessage(slack, message)),
    views: slack.views.stack().map((view) => pageView(slack, view)),
    commands: slack.settings.commands,
  };
}

/** A change as the page is told of it. */
export function pageEvent(slack: SlackContext, event: WorkspaceEvent): PlaygroundEvent {
  if ('message' in event) return { type: event.type, message: pageMessage(slack, event.message) };
  if ('view' in event) return { type: event.type, view: pageView(slack, event.view) };
  return event;
}

function pageMessage(slack: SlackContext, message: StoredMessage): PlaygroundMessage {
  const { mentions: _, ...shown } = message;
  return { ...shown, blocks: message.blocks.map((block) => withImageUrls(slack, block)) };
}

function pageView(slack: SlackContext, view: StoredView): PlaygroundView {
  const shown = withImageUrls(slack, viewForApp(view));
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
  return file === undefined ? copy : { ...copy, image_url: `/playground/files/${file.id}` };
}
