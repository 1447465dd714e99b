import type { Feature } from '../../entry/feature.js';
import {
  ADJUST,
  MODEL,
  MORE_DETAIL,
  NEW_ESTIMATE,
  OPEN_FORM,
  OPEN_PRESET,
  PRIVACY,
  TASK,
  WORKLOAD_FORM,
} from '../../kit/action-ids.js';
import { LIVE_FIELDS } from './cross-checks.js';
import { checkAgain, fillWithPreset, showDetails } from './filling-in.js';
import { suggestedModels } from './model-suggestions.js';
import { adjustResult, openEmptyForm, openForm, openWithPreset, openWithText } from './open-form.js';
import { formFailed, submitWorkload } from './submit-workload.js';

/** The form: opened empty or filled, while it is filled in, and submitted. */
export const form: Feature = {
  words: [
    {
      name: 'form',
      typed: [''],
      isPrivate: false,
      help: () => [['/ftcost', 'opens the form.']],
      answer: (words) => openEmptyForm(words, false),
    },
    {
      name: 'form',
      // Before a workload it is a word of the grammar.
      typed: ['private'],
      standsAlone: true,
      isPrivate: false,
      help: () => [],
      answer: (words) => openEmptyForm(words, true),
    },
  ],
  presses: {
    [OPEN_FORM]: openWithText,
    [OPEN_PRESET]: openWithPreset,
    [ADJUST]: adjustResult,
    [TASK]: fillWithPreset,
    // A tick is read when the form is sent.
    [PRIVACY]: async () => {},
    [MORE_DETAIL]: showDetails,
    ...Object.fromEntries(LIVE_FIELDS.map((field) => [field, checkAgain])),
  },
  forms: { [WORKLOAD_FORM]: { submit: submitWorkload, failed: formFailed } },
  options: { [MODEL]: suggestedModels },
  // In threads, too, where commands do not work.
  shortcuts: { [NEW_ESTIMATE]: (request) => openForm(request, { flat: {} }) },
};
