import type { PlaygroundMessage } from '../../protocol.js';
import type { JsonObject } from '../json.js';
import { withGeneratedIds } from './generated-ids.js';
import type { Ids } from './ids.js';
import { mentionsIn } from './mentions.js';

/** A message as the server keeps it; its blocks carry a `block_id` and `action_id` even where the app set none. */
export interface StoredMessage extends Omit<PlaygroundMessage, 'files' | 'metadata'> {
  /** Ids of the attached files. */
  readonly fileIds?: readonly string[];
  readonly metadata?: MessageMetadata;
  /** Whom it notifies: user and group ids, `channel`, `here`, `everyone`. */
  readonly mentions: readonly string[];
}

/** What an app attaches to a message for itself. */
export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: JsonObject;
}

/** What a new message says. */
export interface MessageDraft {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly onlyVisibleTo?: string;
  readonly threadTs?: string;
  readonly fileIds?: readonly string[];
  readonly metadata?: MessageMetadata;
}

/** What an edit changes; metadata that is left out stays, `null` takes it away. */
export interface MessageEdit {
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly metadata?: MessageMetadata | null;
}

/** Told of what changes. */
interface MessageFeed {
  publish(
    event:
      | { readonly type: 'message' | 'message-changed'; readonly message: StoredMessage }
      | { readonly type: 'message-deleted'; readonly channelId: string; readonly ts: string },
  ): void;
}

/** Every message of a team, the ephemeral ones included. */
export class MessageStore {
  readonly #ids: Ids;
  readonly #feed: MessageFeed;
  /** By `ts`, which no two messages of a server share. */
  readonly #messages = new Map<string, StoredMessage>();

  constructor(ids: Ids, feed: MessageFeed) {
    this.#ids = ids;
    this.#feed = feed;
  }

  /** Every message, oldest first. */
  all(): readonly StoredMessage[] {
    return [...this.#messages.values()];
  }

  /** A message by channel and `ts`. */
  find(channelId: string, ts: string): StoredMessage | undefined {
    const message = this.#messages.get(ts);
    return message?.channelId === channelId ? message : undefined;
  }

  /** Posts a message. */
  add(draft: MessageDraft): StoredMessage {
    const message: StoredMessage = {
      ...draft,
      ts: this.#ids.ts(),
      blocks: withGeneratedIds(draft.blocks, this.#ids),
      edited: false,
      mentions: mentionsIn(draft.text, draft.blocks),
    };
    this.#messages.set(message.ts, message);
    this.#feed.publish({ type: 'message', message });
    return message;
  }

  /** Changes what a message says. */
  edit(original: StoredMessage, { text, blocks, metadata }: MessageEdit): StoredMessage {
    const { metadata: before, ...kept } = original;
    const after = metadata === undefined ? before : metadata;
    const message: StoredMessage = {
      ...kept,
      text,
      blocks: withGeneratedIds(blocks, this.#ids),
      edited: true,
      mentions: mentionsIn(text, blocks),
      ...(after === undefined || after === null ? {} : { metadata: after }),
    };
    this.#messages.set(message.ts, message);
    this.#feed.publish({ type: 'message-changed', message });
    return message;
  }

  /** Deletes a message. */
  remove({ channelId, ts }: StoredMessage): void {
    this.#messages.delete(ts);
    this.#feed.publish({ type: 'message-deleted', channelId, ts });
  }

  /** Deletes every message of a channel without a word: a client that is told of the channel's end needs no more. */
  clear(channelId: string): void {
    for (const message of this.all()) if (message.channelId === channelId) this.#messages.delete(message.ts);
  }
}
