/** Names by which Slack tells us what a person used. They live on in messages: never give one another meaning. */

/** Opens the form with the workload of a result. */
export const ADJUST = 'adjust';
/** Opens the ledgers behind a result. */
export const WORKING = 'working';
/** Opens what is behind a verdict: reasons, plans, what people come to learn. */
export const WHY = 'why';
/** The window with it. */
export const WHY_VIEW = 'why_view';
/** Chooses the page of it. */
export const WHY_PAGE = 'why_page';
/** Posts the page in the thread of the result. */
export const WHY_POST = 'why_post';
/** The menu of what is needed less often on a result. */
export const RESULT_MORE = 'result_more';
/** Withdraws a link to the live sheet of a result. */
export const WITHDRAW_LINK = 'withdraw_link';
/** The question in which conversation a result is to be shared. */
export const SHARE_FORM = 'share_form';
/** Asks what would be otherwise; in the thread of a result. */
export const WHAT_IF = 'what_if';
/** The form for values of one's own under *What if*. */
export const OWN_WHAT_IF = 'own_what_if';
/** Chooses the plan shown in the ledgers. */
export const WORKING_PLAN = 'working_plan';
/** Turns the page of the ledgers. */
export const WORKING_PAGE = 'working_page';
/** Says a line as if it had been typed; followed by a colon and a number. */
export const SAY = 'say';
/** Opens the form with what was understood of a text. */
export const OPEN_FORM = 'open_form';
/** Opens the form with a preset; followed by a colon and the preset. */
export const OPEN_PRESET = 'open_preset';
/** Chooses a task or a preset in the form. */
export const TASK = 'task';
/** Keeps a result to oneself, in the form. */
export const PRIVACY = 'privacy';
/** Searches the models in the form. */
export const MODEL = 'model';
/** Shows the rest of the form's fields. */
export const MORE_DETAIL = 'more_detail';
/** The form with which a channel is subscribed to digests. */
export const DIGEST_FORM = 'digest_form';
/** Searches the time zones in that form. */
export const TIME_ZONE = 'time_zone';
/** Pauses, resumes or removes a subscription in the list of them. */
export const DIGEST_PAUSE = 'digest_pause';
export const DIGEST_RESUME = 'digest_resume';
export const DIGEST_REMOVE = 'digest_remove';
/** Opens the form with which a channel is subscribed, for the channel in its value. */
export const DIGEST_EDIT = 'digest_edit';
/** Shows the advice on a decision that a digest or an alert tells of, to the person alone. */
export const DIGEST_OPEN = 'digest_open';
/** Adopts its plan; the value names both. */
export const DIGEST_ADOPT = 'digest_adopt';
/** Keeps that decision out of digests and alerts for a while. */
export const DIGEST_SNOOZE = 'digest_snooze';
/** The global shortcut that opens the form. */
export const NEW_ESTIMATE = 'new_estimate';
/** The shortcut on a message that counts its tokens. */
export const COUNT_TOKENS = 'count_tokens';
/** The form. */
export const WORKLOAD_FORM = 'workload_form';
/** The ledgers. */
export const WORKING_VIEW = 'working_view';
/** Shows a private answer on prices to everybody in the conversation. */
export const SHARE_PRICES = 'share_prices';
/** Sends an answer on prices with its chart as a direct message. */
export const PRICES_TO_ME = 'prices_to_me';
/** Saves the workload of a result and watches it. */
export const SAVE_ESTIMATE = 'save_estimate';
/** Shows the saved estimates. */
export const SAVED_LIST = 'saved_list';
/** Turns the page of the saved estimates; followed by a colon and the direction. */
export const SAVED_PAGE = 'saved_page';
/** Posts the advice on an estimate in the conversation. */
export const ESTIMATE_POST = 'estimate_post';
/** Sends the advice on an estimate to the person alone. */
export const ESTIMATE_SHOW = 'estimate_show';
/** Opens the form with an estimate. */
export const ESTIMATE_ADJUST = 'estimate_adjust';
/** Asks for another name of an estimate. */
export const ESTIMATE_RENAME = 'estimate_rename';
/** Lets digests decide an estimate again. */
export const ESTIMATE_WATCH = 'estimate_watch';
/** Keeps an estimate out of digests. */
export const ESTIMATE_UNWATCH = 'estimate_unwatch';
/** Deletes an estimate. */
export const ESTIMATE_DELETE = 'estimate_delete';
/** The rest of what can be done with an estimate in the Home tab: each choice names what to do, and with which. */
export const ESTIMATE_MENU = 'estimate_menu';
/** Asks whether an estimate is to be deleted. */
export const ESTIMATE_ASK_DELETE = 'estimate_ask_delete';
/** The question for another name. */
export const RENAME_FORM = 'rename_form';
/** The question whether an estimate is to be deleted. */
export const DELETE_FORM = 'delete_form';
/** Opens the settings of the workspace. */
export const OPEN_SETTINGS = 'open_settings';
/** The settings of the workspace. */
export const SETTINGS_FORM = 'settings_form';
/** Opens the tokens of the workspace. */
export const OPEN_TOKENS = 'open_tokens';
/** Makes a token. */
export const TOKENS_FORM = 'tokens_form';
/** Withdraws a token; followed by a colon and its id. */
export const WITHDRAW_TOKEN = 'withdraw_token';
/** Hands a result over as files. */
export const EXPORT = 'export';
/** Hands a saved estimate over as files. */
export const ESTIMATE_EXPORT = 'estimate_export';
/** Stops the reading of a file. */
export const STOP_READING = 'stop_reading';
/** Asks which saved estimate the results of an evaluation belong to. */
export const ADD_RESULTS = 'add_results';
/** The question which estimate. */
export const ADD_RESULTS_FORM = 'add_results_form';
/** Opens the form about the life of a decision. */
export const DECIDE = 'decide';
/** That form. */
export const LIFE_FORM = 'life_form';
