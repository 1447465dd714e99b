import type { ViewStateValues } from '../../protocol.js';
import type { JsonObject } from '../json.js';
import { stateValues } from '../state/view-state.js';
import type { StoredView } from '../state/views.js';
import { APP, TEAM } from '../workspace.js';

/** A modal as Slack hands it to the app. */
export interface ViewForApp extends JsonObject {
  readonly id: string;
  readonly hash: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly external_id: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly blocks: readonly unknown[];
  /** Everything filled in so far. */
  readonly state: { readonly values: ViewStateValues };
}

/** A modal as Slack hands it to the app, with everything filled in so far. */
export function viewForApp(view: StoredView): ViewForApp {
  const { definition } = view;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: 'modal',
    blocks: view.blocks,
    private_metadata: String(definition.private_metadata ?? ''),
    callback_id: String(definition.callback_id ?? ''),
    state: { values: stateValues(view) },
    hash: view.hash,
    title: definition.title,
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: APP.id,
    external_id: String(definition.external_id ?? ''),
    app_installed_team_id: TEAM.id,
    bot_id: APP.botId,
  };
}
