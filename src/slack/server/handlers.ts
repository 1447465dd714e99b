import type { SlackOptionsMiddlewareArgs, ViewErrorsResponseAction } from '@slack/bolt';
import type { ActionArgs } from '../entry/action-args.js';
import type { Services } from '../entry/services.js';
import type { ViewArgs } from '../entry/view-args.js';
import { handleOpenSubscription } from '../features/digest/open-subscribe-modal.js';
import {
  handleSubscriptionSubmitted,
  subscriptionFormFailed,
} from '../features/digest/submit-subscription.js';
import { handleSubscriptionButton } from '../features/digest/subscription-button.js';
import { handleZoneSuggestions } from '../features/digest/zone-suggestions.js';
import { asPress } from '../features/estimates/as-press.js';
import {
  handleAskDelete,
  handleDelete,
  handleDeleteSubmitted,
  handleWatch,
} from '../features/estimates/change-estimate.js';
import { handleExportEstimate } from '../features/estimates/export-estimate.js';
import { handleAdjustEstimate, handleOpenEstimate } from '../features/estimates/open-estimate.js';
import { handleRename, handleRenamed, renameFailed } from '../features/estimates/rename-estimate.js';
import { handleSave } from '../features/estimates/save-estimate.js';
import { handleSavedPage } from '../features/estimates/turn-page.js';
import { LIVE_FIELDS } from '../features/form/cross-checks.js';
import { handleFieldChanged } from '../features/form/field-changed.js';
import { handleModelSuggestions } from '../features/form/model-suggestions.js';
import { handleMoreDetail } from '../features/form/more-detail.js';
import { handleAdjust, handleOpenForm, handleOpenPreset } from '../features/form/open-form.js';
import { handlePresetSelected } from '../features/form/preset-selected.js';
import { formFailed, handleWorkloadSubmitted } from '../features/form/submit-workload.js';
import { handlePricesToMe, handleSharePrices } from '../features/prices/share-prices.js';
import { handleExport } from '../features/result/export.js';
import { handleWhatIf } from '../features/result/what-if.js';
import { handleWorking, handleWorkingChanged } from '../features/result/working.js';
import { handleOpenSettings } from '../features/settings/open-settings.js';
import { handleSettingsSubmitted, settingsFailed } from '../features/settings/submit-settings.js';
import {
  ADJUST,
  DELETE_FORM,
  DIGEST_EDIT,
  DIGEST_FORM,
  DIGEST_PAUSE,
  DIGEST_REMOVE,
  DIGEST_RESUME,
  ESTIMATE_ADJUST,
  ESTIMATE_ASK_DELETE,
  ESTIMATE_DELETE,
  ESTIMATE_EXPORT,
  ESTIMATE_MENU,
  ESTIMATE_POST,
  ESTIMATE_RENAME,
  ESTIMATE_SHOW,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
  EXPORT,
  MODEL,
  MORE_DETAIL,
  OPEN_FORM,
  OPEN_PRESET,
  OPEN_SETTINGS,
  PRICES_TO_ME,
  PRIVACY,
  RENAME_FORM,
  SAVE_ESTIMATE,
  SAVED_LIST,
  SAVED_PAGE,
  SETTINGS_FORM,
  SHARE_PRICES,
  TASK,
  TIME_ZONE,
  WHAT_IF,
  WORKING,
  WORKING_PAGE,
  WORKING_PLAN,
  WORKLOAD_FORM,
} from '../kit/action-ids.js';
import type { Reference } from '../kit/reference.js';
import { handleUnknownAction } from './unknown.js';

type OnAction = (services: Services, args: ActionArgs) => Promise<void>;

/** What can be done with a saved estimate, by action id. */
const ON_ESTIMATE: ReadonlyMap<string, OnAction> = new Map<string, OnAction>([
  [ESTIMATE_POST, (services, args) => handleOpenEstimate(services, args, 'conversation')],
  [ESTIMATE_SHOW, (services, args) => handleOpenEstimate(services, args, 'person')],
  [ESTIMATE_ADJUST, handleAdjustEstimate],
  [ESTIMATE_RENAME, handleRename],
  [ESTIMATE_WATCH, (services, args) => handleWatch(services, args, true)],
  [ESTIMATE_UNWATCH, (services, args) => handleWatch(services, args, false)],
  [ESTIMATE_DELETE, handleDelete],
  [ESTIMATE_ASK_DELETE, handleAskDelete],
  [ESTIMATE_EXPORT, handleExportEstimate],
]);

/** A choice in the menu beside an estimate does what a button of its name does. */
function handleChoice(services: Services, args: ActionArgs): Promise<void> {
  const press = asPress(args);
  return (ON_ESTIMATE.get(press.action.action_id) ?? handleUnknownAction)(services, press);
}

/**
 * What each button and menu does, by its action id up to the first colon: what follows the colon tells several of
 * them in one message apart.
 */
export const ON_ACTION: ReadonlyMap<string, OnAction> = new Map<string, OnAction>([
  [ADJUST, handleAdjust],
  [OPEN_FORM, handleOpenForm],
  [OPEN_PRESET, handleOpenPreset],
  [WHAT_IF, handleWhatIf],
  [WORKING, handleWorking],
  [WORKING_PLAN, handleWorkingChanged],
  [WORKING_PAGE, handleWorkingChanged],
  [EXPORT, handleExport],
  [SHARE_PRICES, handleSharePrices],
  [PRICES_TO_ME, handlePricesToMe],
  [TASK, handlePresetSelected],
  // A tick is read when the form is sent.
  [PRIVACY, (_, { ack }) => ack()],
  [MORE_DETAIL, handleMoreDetail],
  ...LIVE_FIELDS.map((field): [string, OnAction] => [field, handleFieldChanged]),
  [SAVE_ESTIMATE, handleSave],
  [SAVED_LIST, handleSavedPage],
  [SAVED_PAGE, handleSavedPage],
  ...ON_ESTIMATE,
  [ESTIMATE_MENU, handleChoice],
  [DIGEST_EDIT, handleOpenSubscription],
  [DIGEST_PAUSE, handleSubscriptionButton],
  [DIGEST_RESUME, handleSubscriptionButton],
  [DIGEST_REMOVE, handleSubscriptionButton],
  [OPEN_SETTINGS, handleOpenSettings],
]);

/**
 * How a submitted form is handled, and what its acknowledgement says when that fails. A form in which nothing is typed
 * closes in any case.
 */
interface OnView {
  readonly handle: (services: Services, args: ViewArgs) => Promise<void>;
  readonly failed?: (view: ViewArgs['view'], reference: Reference) => ViewErrorsResponseAction;
}

/** What submitting each form does, by its callback id. */
export const ON_VIEW: ReadonlyMap<string, OnView> = new Map<string, OnView>([
  [WORKLOAD_FORM, { handle: handleWorkloadSubmitted, failed: formFailed }],
  [DIGEST_FORM, { handle: handleSubscriptionSubmitted, failed: (_, ref) => subscriptionFormFailed(ref) }],
  [DELETE_FORM, { handle: handleDeleteSubmitted }],
  [RENAME_FORM, { handle: handleRenamed, failed: (_, ref) => renameFailed(ref) }],
  [SETTINGS_FORM, { handle: handleSettingsSubmitted, failed: (_, ref) => settingsFailed(ref) }],
]);

/** What is suggested for a search field. */
type OnOptions = (
  services: Services,
  args: Pick<SlackOptionsMiddlewareArgs<'block_suggestion'>, 'ack' | 'options'>,
) => Promise<void>;

/** What each search field suggests, by its action id. */
export const ON_OPTIONS: ReadonlyMap<string, OnOptions> = new Map<string, OnOptions>([
  [MODEL, handleModelSuggestions],
  [TIME_ZONE, (_, args) => handleZoneSuggestions(args)],
]);
