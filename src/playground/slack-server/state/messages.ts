import type { PlaygroundMessage } from '../../protocol.js';
import type { Feed } from './feed.js';
import { withGeneratedIds } from './generated-ids.js';
import type { Ids } from './ids.js';
import { mentionsIn } from './mentions.js';

/** A message as the server keeps it; its blocks carry a `block_id` and `action_id` even where the app set none. */
export interface StoredMessage extends PlaygroundMessage {
  /** Whom it notifies: user and group ids, `channel`, `here`, `everyone`. */
  readonly mentions: readonly string[];
}

/** What a new message says. */
export interface MessageDraft {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly onlyVisibleTo?: string;
  readonly threadTs?: string;
}

/** Every message of the workspace, the ephemeral ones included. */
export class MessageStore {
  readonly #ids: Ids;
  readonly #feed: Feed;
  #messages: readonly StoredMessage[] = [];

  constructor(ids: Ids, feed: Feed) {
    this.#ids = ids;
    this.#feed = feed;
  }

  /** Every message, oldest first. */
  all(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** A message by channel and `ts`. */
  find(channelId: string, ts: string): StoredMessage | undefined {
    return this.#messages.find((message) => message.channelId === channelId && message.ts === ts);
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
    this.#messages = [...this.#messages, message];
    this.#feed.publish({ type: 'message', message });
    return message;
  }

  /** Changes what a message says. */
  edit(original: StoredMessage, text: string, blocks: readonly unknown[]): StoredMessage {
    const message: StoredMessage = {
      ...original,
      text,
      blocks: withGeneratedIds(blocks, this.#ids),
      edited: true,
      mentions: mentionsIn(text, blocks),
    };
    this.#messages = this.#messages.map((one) => (one.ts === original.ts ? message : one));
    this.#feed.publish({ type: 'message-changed', message });
    return message;
  }

  /** Deletes a message. */
  remove({ channelId, ts }: StoredMessage): void {
    this.#messages = this.#messages.filter((one) => one.ts !== ts);
    this.#feed.publish({ type: 'message-deleted', channelId, ts });
  }
}
