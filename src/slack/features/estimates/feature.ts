import type { Feature } from '../../entry/feature.js';
import type { Press } from '../../entry/request.js';
import { tellOtherVersion } from '../../errors/other-version.js';
import {
  ADD_RESULTS,
  ADD_RESULTS_FORM,
  DELETE_FORM,
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
  RENAME_FORM,
  SAVE_ESTIMATE,
  SAVED_LIST,
  SAVED_PAGE,
} from '../../kit/action-ids.js';
import { addResults, askEstimate } from './add-results.js';
import {
  askDelete,
  askName,
  deleteEstimate,
  deletionConfirmed,
  nameGiven,
  renameFailed,
  watch,
} from './change-estimate.js';
import { readChoice } from './estimate-ref.js';
import { adjustEstimate, exportEstimate, openEstimate } from './open-estimate.js';
import { saveResult } from './save-estimate.js';
import { answerWithSaved, turnPage } from './saved-list.js';

/** What can be done with a saved estimate, by action id. */
const ON_ESTIMATE: ReadonlyMap<string, (press: Press) => Promise<void>> = new Map(
  Object.entries({
    [ESTIMATE_POST]: (press) => openEstimate(press, 'conversation'),
    [ESTIMATE_SHOW]: (press) => openEstimate(press, 'person'),
    [ESTIMATE_ADJUST]: adjustEstimate,
    [ESTIMATE_EXPORT]: exportEstimate,
    [ESTIMATE_RENAME]: askName,
    [ESTIMATE_WATCH]: (press) => watch(press, true),
    [ESTIMATE_UNWATCH]: (press) => watch(press, false),
    [ESTIMATE_DELETE]: deleteEstimate,
    [ESTIMATE_ASK_DELETE]: askDelete,
  }),
);

/** A choice in the menu beside an estimate does what a button of its name does. */
async function choose(press: Press): Promise<void> {
  const { actionId, value } = readChoice(press.value ?? '');
  const handle = ON_ESTIMATE.get(actionId);
  await (handle ?? tellOtherVersion)({ ...press, actionId, value });
}

/** Workloads that the workspace keeps: saved under a result, listed, opened, changed. */
export const estimates: Feature = {
  words: [
    {
      name: 'saved',
      typed: ['saved'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost saved',
          'lists what was saved under a result: open, adjust, export, rename, watch, delete. Add words to filter.',
        ],
      ],
      answer: answerWithSaved,
    },
  ],
  presses: {
    ...Object.fromEntries(ON_ESTIMATE),
    [ESTIMATE_MENU]: choose,
    [ADD_RESULTS]: askEstimate,
    [SAVE_ESTIMATE]: saveResult,
    [SAVED_LIST]: turnPage,
    [SAVED_PAGE]: turnPage,
  },
  forms: {
    [RENAME_FORM]: { submit: nameGiven, failed: (_, reference) => renameFailed(reference) },
    [DELETE_FORM]: { submit: deletionConfirmed },
    [ADD_RESULTS_FORM]: { submit: addResults },
  },
};
