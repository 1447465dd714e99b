import type { Feature } from '../../entry/feature.js';
import {
  EXPORT,
  OWN_WHAT_IF,
  RESULT_MORE,
  SAY,
  SHARE_FORM,
  WHAT_IF,
  WHY,
  WHY_PAGE,
  WHY_POST,
  WITHDRAW_LINK,
  WORKING,
  WORKING_PAGE,
  WORKING_PLAN,
} from '../../kit/action-ids.js';
import { answerText, answerWithPreset, answerWithPresets } from './answer-text.js';
import { exportResult } from './export.js';
import { answerWithGuide } from './guide.js';
import { chooseMore } from './more.js';
import { withdrawLink } from './open-live.js';
import { submitOwnWhatIf } from './own-what-if.js';
import { sayLine } from './say-line.js';
import { shareResult } from './share.js';
import { answerWhatIf } from './what-if.js';
import { openWhy, postWhy, showWhyPage } from './why.js';
import { openWorking, showPage, showPlan } from './working.js';

/** The advice on a workload: from a line of text or a preset, and what its buttons do. */
export const result: Feature = {
  words: [
    {
      name: 'workload',
      typed: [],
      isPrivate: false,
      help: (model) => [
        [
          `/ftcost ${model} 500k/day 2000+200in 100out`,
          'answers at once: model, volume, prompt tokens (fixed + varying), answer tokens. Any order.',
        ],
      ],
      answer: (request, text) => answerText(request, text),
    },
    {
      name: 'preset',
      typed: ['preset'],
      isPrivate: false,
      help: () => [
        [
          '/ftcost preset ticket-triage',
          'answers for a ready-made workload. Add words to change it: preset ticket-triage 100k/day.',
        ],
      ],
      answer: answerWithPreset,
    },
    {
      name: 'presets',
      typed: ['presets'],
      isPrivate: true,
      help: () => [['/ftcost presets', 'lists them.']],
      answer: answerWithPresets,
    },
    {
      name: 'guide',
      typed: ['guide'],
      isPrivate: true,
      help: () => [
        ['/ftcost guide', 'prompting, retrieval and tuning side by side, and what a tune does not change.'],
      ],
      answer: answerWithGuide,
    },
  ],
  presses: {
    [WHAT_IF]: answerWhatIf,
    [WORKING]: openWorking,
    [WORKING_PLAN]: showPlan,
    [WORKING_PAGE]: showPage,
    [WHY]: openWhy,
    [WHY_PAGE]: showWhyPage,
    [WHY_POST]: postWhy,
    [RESULT_MORE]: chooseMore,
    // Stands in private answers, and in messages from before the menu of three dots.
    [EXPORT]: exportResult,
    [SAY]: sayLine,
    [WITHDRAW_LINK]: withdrawLink,
  },
  forms: {
    [SHARE_FORM]: { submit: shareResult },
    [OWN_WHAT_IF]: { submit: submitOwnWhatIf },
  },
};
