import type { Feature } from '../../entry/feature.js';
import {
  EXPORT,
  OWN_WHAT_IF,
  SAY,
  WHAT_IF,
  WORKING,
  WORKING_PAGE,
  WORKING_PLAN,
} from '../../kit/action-ids.js';
import { answerText, answerWithPreset, answerWithPresets } from './answer-text.js';
import { exportResult } from './export.js';
import { submitOwnWhatIf } from './own-what-if.js';
import { sayLine } from './say-line.js';
import { answerWhatIf } from './what-if.js';
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
  ],
  presses: {
    [WHAT_IF]: answerWhatIf,
    [WORKING]: openWorking,
    [WORKING_PLAN]: showPlan,
    [WORKING_PAGE]: showPage,
    [EXPORT]: exportResult,
    [SAY]: sayLine,
  },
  forms: { [OWN_WHAT_IF]: { submit: submitOwnWhatIf } },
};
