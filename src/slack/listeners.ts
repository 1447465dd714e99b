import type { App, GlobalShortcut, ViewSubmitAction } from '@slack/bolt';
import { acknowledged } from './acknowledged.js';
import {
  ADJUST,
  DIGEST_EDIT,
  DIGEST_FORM,
  DIGEST_PAUSE,
  DIGEST_REMOVE,
  DIGEST_RESUME,
  ESTIMATE_ADJUST,
  ESTIMATE_DELETE,
  ESTIMATE_EXPORT,
  ESTIMATE_POST,
  ESTIMATE_RENAME,
  ESTIMATE_SHOW,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
  EXPORT,
  MODEL,
  MORE_DETAIL,
  NEW_ESTIMATE,
  OPEN_FORM,
  OPEN_PRESET,
  OPEN_SETTINGS,
  PRESET,
  PRICES_TO_ME,
  RENAME_FORM,
  SAVE_ESTIMATE,
  SAVED_LIST,
  SAVED_PAGE,
  SETTINGS_FORM,
  SHARE_PRICES,
  TIME_ZONE,
  WHAT_IF,
  WORKING,
  WORKING_PAGE,
  WORKING_PLAN,
  WORKLOAD_FORM,
} from './action-ids.js';
import type { ActionArgs } from './actions/action-args.js';
import { handleExport } from './actions/export.js';
import { handleAdjust, handleOpenForm, handleOpenPreset } from './actions/open-form.js';
import { handlePricesToMe, handleSharePrices } from './actions/share-prices.js';
import { handleWhatIf } from './actions/what-if.js';
import { handleWorking, handleWorkingChanged } from './actions/working.js';
import { handleFtcost } from './commands/ftcost.js';
import { handleOpenSubscription } from './digest/open-subscribe-modal.js';
import { handleSubscriptionSubmitted, subscriptionFormFailed } from './digest/submit-subscription.js';
import { handleSubscriptionButton } from './digest/subscription-button.js';
import { handleZoneSuggestions } from './digest/zone-suggestions.js';
import { handleDelete, handleWatch } from './estimates/change-estimate.js';
import { handleExportEstimate } from './estimates/export-estimate.js';
import { handleAdjustEstimate, handleOpenEstimate } from './estimates/open-estimate.js';
import { handleRename, handleRenamed, renameFailed } from './estimates/rename-estimate.js';
import { handleSave } from './estimates/save-estimate.js';
import { handleSavedPage } from './estimates/turn-page.js';
import { handleDirectMessage, handleMention } from './events/spoken-to.js';
import { handleHomeOpened } from './home/show-home.js';
import { LIVE_FIELDS } from './modals/cross-checks.js';
import { handleFieldChanged } from './modals/field-changed.js';
import { handleModelSuggestions } from './modals/model-suggestions.js';
import { handleMoreDetail } from './modals/more-detail.js';
import { handlePresetSelected } from './modals/preset-selected.js';
import { formFailed, handleWorkloadSubmitted } from './modals/submit-workload.js';
import type { Services } from './services.js';
import { handleOpenSettings } from './settings/open-settings.js';
import { handleSettingsSubmitted, settingsFailed } from './settings/submit-settings.js';
import { handleNewEstimate } from './shortcuts.js';

/** Connects everything that people can do to the function that handles it. */
export function registerListeners(app: App, services: Services): void {
  app.command('/ftcost', (args) => acknowledged(args.ack, (ack) => handleFtcost(services, { ...args, ack })));
  app.shortcut<GlobalShortcut>(NEW_ESTIMATE, (args) =>
    acknowledged(args.ack, (ack) => handleNewEstimate(services, { ...args, ack })),
  );
  app.event('app_home_opened', (args) => handleHomeOpened(services, args));
  app.event('app_mention', (args) => handleMention(services, args));
  app.event('message', (args) => handleDirectMessage(services, args));
  app.view<ViewSubmitAction>(WORKLOAD_FORM, (args) =>
    acknowledged(
      args.ack,
      (ack) => handleWorkloadSubmitted(services, { ...args, ack }),
      (reference) => formFailed(args.view, reference),
    ),
  );
  app.view<ViewSubmitAction>(DIGEST_FORM, (args) =>
    acknowledged(
      args.ack,
      (ack) => handleSubscriptionSubmitted(services, { ...args, ack }),
      subscriptionFormFailed,
    ),
  );
  app.options(TIME_ZONE, (args) =>
    acknowledged(
      args.ack,
      (ack) => handleZoneSuggestions({ ...args, ack }),
      () => ({ options: [] }),
    ),
  );
  app.action({ type: 'block_actions', action_id: DIGEST_EDIT }, (args) =>
    handleOpenSubscription(services, args),
  );
  app.action({ type: 'block_actions', action_id: OPEN_SETTINGS }, (args) =>
    handleOpenSettings(services, args),
  );
  for (const action_id of [DIGEST_PAUSE, DIGEST_RESUME, DIGEST_REMOVE]) {
    app.action({ type: 'block_actions', action_id }, (args) => handleSubscriptionButton(services, args));
  }
  app.options(MODEL, (args) =>
    acknowledged(
      args.ack,
      (ack) => handleModelSuggestions(services, { ...args, ack }),
      () => ({ options: [] }),
    ),
  );
  app.action({ type: 'block_actions', action_id: PRESET }, (args) => handlePresetSelected(services, args));
  app.action({ type: 'block_actions', action_id: MORE_DETAIL }, (args) => handleMoreDetail(services, args));
  const live = new RegExp(`^(${LIVE_FIELDS.join('|')})$`);
  app.action({ type: 'block_actions', action_id: live }, (args) => handleFieldChanged(services, args));
  app.action({ type: 'block_actions', action_id: ADJUST }, (args) => handleAdjust(services, args));
  app.action({ type: 'block_actions', action_id: OPEN_FORM }, (args) => handleOpenForm(services, args));
  app.action({ type: 'block_actions', action_id: OPEN_PRESET }, (args) => handleOpenPreset(services, args));
  app.action({ type: 'block_actions', action_id: WHAT_IF }, (args) => handleWhatIf(services, args));
  app.action({ type: 'block_actions', action_id: EXPORT }, (args) => handleExport(services, args));
  app.action({ type: 'block_actions', action_id: SHARE_PRICES }, (args) => handleSharePrices(services, args));
  app.action({ type: 'block_actions', action_id: PRICES_TO_ME }, (args) => handlePricesToMe(services, args));
  app.action({ type: 'block_actions', action_id: WORKING }, (args) => handleWorking(services, args));
  app.action({ type: 'block_actions', action_id: WORKING_PLAN }, (args) =>
    handleWorkingChanged(services, args),
  );
  app.action({ type: 'block_actions', action_id: WORKING_PAGE }, (args) =>
    handleWorkingChanged(services, args),
  );
  registerEstimates(app, services);
  app.view<ViewSubmitAction>(SETTINGS_FORM, (args) =>
    acknowledged(args.ack, (ack) => handleSettingsSubmitted(services, { ...args, ack }), settingsFailed),
  );
}

/** What can be done with saved estimates. */
function registerEstimates(app: App, services: Services): void {
  const on = (actionId: string | RegExp, handle: (services: Services, args: ActionArgs) => Promise<void>) =>
    app.action({ type: 'block_actions', action_id: actionId }, (args) => handle(services, args));
  on(SAVE_ESTIMATE, handleSave);
  on(SAVED_LIST, handleSavedPage);
  on(SAVED_PAGE, handleSavedPage);
  on(ESTIMATE_POST, (own, args) => handleOpenEstimate(own, args, 'conversation'));
  on(ESTIMATE_SHOW, (own, args) => handleOpenEstimate(own, args, 'person'));
  on(ESTIMATE_ADJUST, handleAdjustEstimate);
  on(ESTIMATE_RENAME, handleRename);
  on(ESTIMATE_WATCH, (own, args) => handleWatch(own, args, true));
  on(ESTIMATE_UNWATCH, (own, args) => handleWatch(own, args, false));
  on(ESTIMATE_DELETE, handleDelete);
  on(ESTIMATE_EXPORT, handleExportEstimate);
  app.view<ViewSubmitAction>(RENAME_FORM, (args) =>
    acknowledged(args.ack, (ack) => handleRenamed(services, { ...args, ack }), renameFailed),
  );
}
