import type { types } from '@slack/bolt';
import { NOT_RIGHT_BECAUSE } from '../../../workspace/feedback.js';
import { FEEDBACK_NOT, FEEDBACK_RIGHT } from '../../kit/action-ids.js';
import { button, plain } from '../../kit/blocks.js';

/** The two answers, as a button and a menu of reasons. */
export function feedbackBlock(): types.ActionsBlock {
  return {
    type: 'actions',
    block_id: 'feedback',
    elements: [
      button(FEEDBACK_RIGHT, 'Right for us', 'right'),
      {
        type: 'static_select',
        action_id: FEEDBACK_NOT,
        placeholder: plain('Not for us, because …'),
        options: Object.entries(NOT_RIGHT_BECAUSE).map(([value, label]) => ({ text: plain(label), value })),
      },
    ],
  };
}
