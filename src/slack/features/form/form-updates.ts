import { LRUCache } from 'lru-cache';
import type { Services } from '../../entry/services.js';
import type { ModalView } from '../../kit/blocks.js';
import type { SlackApi } from '../../kit/slack-api.js';
import { type OpenedView, updateView } from '../../posting/update-view.js';

/**
 * What an update changes. `checks`: the sentences below the fields alone. `fields`: which fields there are, or what
 * stands in them; nothing else may undo that.
 */
type Change = 'checks' | 'fields';

/** The last update of each open form: people type on while one is under way, and what they send names the view before. */
export interface FormUpdates {
  /** Shows a form anew. Passed over when the person closed it, or when a greater change came first. */
  update(api: SlackApi, before: OpenedView, form: ModalView, change: Change): Promise<void>;
}

interface Last {
  readonly before: string;
  readonly view: OpenedView;
  readonly change: Change;
}

/** Forms that are remembered, and for how long, in milliseconds. */
const MOST_FORMS = 5_000;
const FORGOTTEN_AFTER_MS = 60 * 60 * 1_000;
/** An update that came first has ended after this time, in milliseconds. */
const PAUSE_MS = 300;

/** Remembers updates in this process; with several, the worst is a sentence that goes at the next change. */
export function createFormUpdates(needs: Pick<Services, 'outside' | 'logger'>): FormUpdates {
  const last = new LRUCache<string, Last>({ max: MOST_FORMS, ttl: FORGOTTEN_AFTER_MS });

  /** The view as it is by now, if nothing has changed in it but sentences. */
  function nowOf(before: OpenedView): OpenedView {
    const known = last.get(before.id);
    return known?.before === before.hash && known.change === 'checks' ? known.view : before;
  }

  return {
    async update(api, before, form, change) {
      for (let tries = 0; tries < 2; tries += 1) {
        const now = nowOf(before);
        if (tries > 0 && now === before) return;
        const updated = await updateView(needs, api, now, form);
        if (updated.kind === 'updated') {
          last.set(before.id, { before: before.hash, view: updated.view, change });
        }
        if (updated.kind !== 'overtaken') return;
        await needs.outside.sleep(PAUSE_MS);
      }
    },
  };
}
