import { createHash } from 'node:crypto';
import type { ViewStateValues } from '../../protocol.js';
import type { JsonObject } from '../json.js';
import { withGeneratedIds } from './generated-ids.js';
import type { Ids } from './ids.js';
import { survivingState } from './view-state.js';

/** How many modals may lie on top of each other. */
const MAX_STACK = 3;

/** A modal that a person has open, or a Home tab. */
export interface StoredView {
  readonly id: string;
  readonly userId: string;
  readonly rootViewId: string;
  readonly previousViewId: string | undefined;
  /** Changes with every update. */
  readonly hash: string;
  /** The view as the app sent it, with generated ids filled in. */
  readonly definition: JsonObject;
  readonly blocks: readonly unknown[];
  /** What the person changed so far; initial values are not in it. */
  readonly typed: ViewStateValues;
  /** Where the person was when the modal opened. */
  readonly channelId: string | undefined;
}

/** Told of what changes. */
interface ViewFeed {
  publish(
    event:
      | { readonly type: 'view-opened' | 'view-updated'; readonly view: StoredView }
      | { readonly type: 'view-closed'; readonly viewId: string },
  ): void;
}

/** The open modals of everybody, each person's in the order they were opened. */
export class ViewStore {
  readonly #ids: Ids;
  readonly #feed: ViewFeed;
  #views: readonly StoredView[] = [];

  constructor(ids: Ids, feed: ViewFeed) {
    this.#ids = ids;
    this.#feed = feed;
  }

  /** A person's modals, the topmost last; without an id everybody's. */
  stack(userId?: string): readonly StoredView[] {
    return this.#views.filter((view) => userId === undefined || view.userId === userId);
  }

  /** A modal by its id. */
  find(viewId: string): StoredView | undefined {
    return this.#views.find(({ id }) => id === viewId);
  }

  /** A modal by the id that the app gave it. */
  findByExternalId(externalId: string): StoredView | undefined {
    return this.#views.find(({ definition }) => definition.external_id === externalId);
  }

  /** Whether one more modal fits on a person's stack. */
  hasRoom(userId: string): boolean {
    return this.stack(userId).length < MAX_STACK;
  }

  /** Puts a modal on top of a person's stack. */
  add(userId: string, definition: JsonObject, channelId: string | undefined): StoredView {
    const below = this.stack(userId).at(-1);
    const id = this.#ids.next('V');
    const view: StoredView = {
      id,
      userId,
      rootViewId: below?.rootViewId ?? id,
      previousViewId: below?.id,
      ...viewContent(definition, this.#ids),
      typed: {},
      channelId: below?.channelId ?? channelId,
    };
    this.#views = [...this.#views, view];
    this.#feed.publish({ type: 'view-opened', view });
    return view;
  }

  /** Gives a modal new content; what was typed survives where block_id and action_id stay the same. */
  update(original: StoredView, definition: JsonObject): StoredView {
    const content = viewContent(definition, this.#ids);
    const view = { ...original, ...content, typed: survivingState(original, content.blocks) };
    return this.#replace(view);
  }

  /** Remembers what a person typed. */
  type(original: StoredView, typed: ViewStateValues): StoredView {
    const view = { ...original, typed };
    this.#views = this.#views.map((one) => (one.id === view.id ? view : one));
    return view;
  }

  /** Closes a modal, or with no view left the whole dialog. */
  remove(viewId: string): void {
    this.#views = this.#views.filter(({ id }) => id !== viewId);
    this.#feed.publish({ type: 'view-closed', viewId });
  }

  #replace(view: StoredView): StoredView {
    this.#views = this.#views.map((one) => (one.id === view.id ? view : one));
    this.#feed.publish({ type: 'view-updated', view });
    return view;
  }
}

/** What an app's view becomes on Slack's side: generated ids filled in, and a new hash. */
export function viewContent(
  definition: JsonObject,
  ids: Ids,
): Pick<StoredView, 'definition' | 'blocks' | 'hash'> {
  const blocks = withGeneratedIds(Array.isArray(definition.blocks) ? definition.blocks : [], ids);
  const hash = createHash('sha1').update(ids.secret()).digest('hex').slice(0, 8);
  return { definition: { ...definition, blocks }, blocks, hash: `${ids.ts()}.${hash}` };
}
