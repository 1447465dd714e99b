import type { ViewStateValues } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { isObject, type JsonObject } from '../json.js';
import { stateValues } from '../state/view-state.js';
import type { StoredView } from '../state/views.js';
import { fileForApp } from '../web-api/file-for-app.js';
import { APP } from '../workspace.js';

/** A modal or a Home tab as Slack hands it to the app. */
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

/** The ids of the files that are in a value of a form; none for anything but a file field. */
export function fileIdsIn({ type, files }: JsonObject): readonly string[] {
  if (type !== 'file_input' || !Array.isArray(files)) return [];
  return files.flatMap((one: unknown) => (isObject(one) && typeof one.id === 'string' ? [one.id] : []));
}

/** A page names files by their ids; the app gets them whole. */
function withWholeFiles(slack: SlackContext, values: ViewStateValues): ViewStateValues {
  const entries = Object.entries(values).map(([blockId, actions]) => {
    const whole = Object.entries(actions).map(([actionId, value]) => {
      const files = fileIdsIn(value).flatMap((id) => slack.files.find(id) ?? []);
      return [
        actionId,
        value.type === 'file_input'
          ? { ...value, files: files.map((file) => fileForApp(slack, file)) }
          : value,
      ];
    });
    return [blockId, Object.fromEntries(whole)];
  });
  return Object.fromEntries(entries);
}

/** A modal or a Home tab as Slack hands it to the app, with everything filled in so far. */
export function viewForApp(slack: SlackContext, view: StoredView): ViewForApp {
  const { team } = slack;
  const { definition } = view;
  return {
    id: view.id,
    team_id: team.id,
    type: definition.type,
    blocks: view.blocks,
    private_metadata: String(definition.private_metadata ?? ''),
    callback_id: String(definition.callback_id ?? ''),
    state: { values: withWholeFiles(slack, stateValues(view)) },
    hash: view.hash,
    // Slack gives a Home tab a title of its own.
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: APP.id,
    external_id: String(definition.external_id ?? ''),
    app_installed_team_id: team.id,
    bot_id: team.bot.botId,
  };
}
