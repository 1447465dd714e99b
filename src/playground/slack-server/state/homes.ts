import type { ViewStateValues } from '../../protocol.js';
import type { JsonObject } from '../json.js';
import type { Feed } from './feed.js';
import type { Ids } from './ids.js';
import { survivingState } from './view-state.js';
import { type StoredView, viewContent } from './views.js';

/** The Home tabs that the app has published, one for each person. */
export class HomeStore {
  readonly #ids: Ids;
  readonly #feed: Feed;
  readonly #homes = new Map<string, StoredView>();
  readonly #published = new Map<string, JsonObject>();

  constructor(ids: Ids, feed: Feed) {
    this.#ids = ids;
    this.#feed = feed;
  }

  /** Every Home tab. */
  all(): readonly StoredView[] {
    return [...this.#homes.values()];
  }

  /** A person's Home tab. */
  of(userId: string): StoredView | undefined {
    return this.#homes.get(userId);
  }

  /** A person's Home tab as the app sent it. */
  published(userId: string): JsonObject | undefined {
    return this.#published.get(userId);
  }

  /** Shows a Home tab in place of the one before; what was chosen survives where both ids stay the same. */
  publish(userId: string, definition: JsonObject): StoredView {
    const before = this.#homes.get(userId);
    const content = viewContent(definition, this.#ids);
    const id = before?.id ?? this.#ids.next('V');
    const view: StoredView = {
      id,
      userId,
      rootViewId: id,
      previousViewId: undefined,
      ...content,
      typed: before === undefined ? {} : survivingState(before, content.blocks),
      channelId: undefined,
    };
    this.#homes.set(userId, view);
    this.#published.set(userId, definition);
    this.#feed.publish({ type: 'home-published', view });
    return view;
  }

  /** Remembers what a person chose. */
  type(original: StoredView, typed: ViewStateValues): StoredView {
    const view = { ...original, typed };
    this.#homes.set(view.userId, view);
    return view;
  }

  /** Takes every Home tab away. */
  clear(): void {
    this.#homes.clear();
    this.#published.clear();
    this.#feed.publish({ type: 'homes-cleared' });
  }
}
