import type { PlaygroundEvent } from '../../protocol.js';
import type { Channel } from '../workspace.js';
import type { StoredMessage } from './messages.js';
import type { StoredView } from './views.js';

/** Something that changed in a team. */
export type WorkspaceEvent =
  | { readonly type: 'message' | 'message-changed'; readonly message: StoredMessage }
  | { readonly type: 'view-opened' | 'view-updated'; readonly view: StoredView }
  | { readonly type: 'home-published'; readonly view: StoredView }
  | { readonly type: 'channel-changed'; readonly channel: Channel }
  | Extract<
      PlaygroundEvent,
      {
        readonly type: 'message-deleted' | 'view-closed' | 'homes-cleared' | 'channel-deleted';
      }
    >
  | { readonly type: 'app-changed' | 'clock-changed' | 'feeds-changed' };

/** Tells listeners what changes. */
export class Feed {
  readonly #listeners = new Set<(event: WorkspaceEvent) => void>();

  /** Listens until the returned function is called. */
  subscribe(listener: (event: WorkspaceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells every listener. */
  publish(event: WorkspaceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
