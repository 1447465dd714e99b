import type { App, ViewSubmitAction } from '@slack/bolt';
import { acknowledged } from './acknowledged.js';
import {
  ADJUST,
  MODEL,
  MORE_DETAIL,
  OPEN_FORM,
  OPEN_PRESET,
  PRESET,
  PRICES_TO_ME,
  SHARE_PRICES,
  WHAT_IF,
  WORKING,
  WORKING_PAGE,
  WORKING_PLAN,
  WORKLOAD_FORM,
} from './action-ids.js';
import { handleAdjust, handleOpenForm, handleOpenPreset } from './actions/open-form.js';
import { handlePricesToMe, handleSharePrices } from './actions/share-prices.js';
import { handleWhatIf } from './actions/what-if.js';
import { handleWorking, handleWorkingChanged } from './actions/working.js';
import { handleFtcost } from './commands/ftcost.js';
import { handleModelSuggestions } from './modals/model-suggestions.js';
import { handleMoreDetail } from './modals/more-detail.js';
import { handlePresetSelected } from './modals/preset-selected.js';
import { formFailed, handleWorkloadSubmitted } from './modals/submit-workload.js';
import type { Services } from './services.js';

/** Connects everything that people can do to the function that handles it. */
export function registerListeners(app: App, services: Services): void {
  app.command('/ftcost', (args) => acknowledged(args.ack, (ack) => handleFtcost(services, { ...args, ack })));
  app.view<ViewSubmitAction>(WORKLOAD_FORM, (args) =>
    acknowledged(
      args.ack,
      (ack) => handleWorkloadSubmitted(services, { ...args, ack }),
      formFailed(args.view),
    ),
  );
  app.options(MODEL, (args) =>
    acknowledged(args.ack, (ack) => handleModelSuggestions(services, { ...args, ack }), { options: [] }),
  );
  app.action({ type: 'block_actions', action_id: PRESET }, (args) => handlePresetSelected(services, args));
  app.action({ type: 'block_actions', action_id: MORE_DETAIL }, (args) => handleMoreDetail(services, args));
  app.action({ type: 'block_actions', action_id: ADJUST }, (args) => handleAdjust(services, args));
  app.action({ type: 'block_actions', action_id: OPEN_FORM }, (args) => handleOpenForm(services, args));
  app.action({ type: 'block_actions', action_id: OPEN_PRESET }, (args) => handleOpenPreset(services, args));
  app.action({ type: 'block_actions', action_id: WHAT_IF }, (args) => handleWhatIf(services, args));
  app.action({ type: 'block_actions', action_id: SHARE_PRICES }, (args) => handleSharePrices(services, args));
  app.action({ type: 'block_actions', action_id: PRICES_TO_ME }, (args) => handlePricesToMe(services, args));
  app.action({ type: 'block_actions', action_id: WORKING }, (args) => handleWorking(services, args));
  app.action({ type: 'block_actions', action_id: WORKING_PLAN }, (args) =>
    handleWorkingChanged(services, args),
  );
  app.action({ type: 'block_actions', action_id: WORKING_PAGE }, (args) =>
    handleWorkingChanged(services, args),
  );
}
