/** Names by which Slack tells us what a person used. They live on in messages: never give one another meaning. */

/** Opens the form with the workload of a result. */
export const ADJUST = 'adjust';
/** Opens the ledgers behind a result. */
export const WORKING = 'working';
/** Asks what would be otherwise; in the thread of a result. */
export const WHAT_IF = 'what_if';
/** Chooses the plan shown in the ledgers. */
export const WORKING_PLAN = 'working_plan';
/** Turns the page of the ledgers. */
export const WORKING_PAGE = 'working_page';
/** Opens the form with what was understood of a text. */
export const OPEN_FORM = 'open_form';
/** Opens the form with a preset. */
export const OPEN_PRESET = /^open_preset:/;
/** Chooses a preset in the form. */
export const PRESET = 'preset';
/** Searches the models in the form. */
export const MODEL = 'model';
/** Shows the rest of the form's fields. */
export const MORE_DETAIL = 'more_detail';
/** The form. */
export const WORKLOAD_FORM = 'workload_form';
/** The ledgers. */
export const WORKING_VIEW = 'working_view';
/** Shows a private answer on prices to everybody in the conversation. */
export const SHARE_PRICES = 'share_prices';
/** Sends an answer on prices with its chart as a direct message. */
export const PRICES_TO_ME = 'prices_to_me';
