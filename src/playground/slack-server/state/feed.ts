import type { StoredMessage } from './messages.js';
import type { StoredView } from './views.js';

/** Something that changed in the workspace. */
export type WorkspaceEvent =
  | { readonly type: 'message' | 'message-changed'; readonly message: StoredMessage }
  | { readonly type: 'message-deleted'; readonly channelId: string; readonly ts: string }
  | { readonly type: 'view-opened' | 'view-updated'; readonly view: StoredView }
  | { readonly type: 'view-closed'; readonly viewId: string };

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
