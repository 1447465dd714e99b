import type { types } from '@slack/bolt';
import type { Estimate } from '../../../workspace/estimate.js';
import {
  DECIDE,
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
} from '../../kit/action-ids.js';
import { button, buttonOn, plain } from '../../kit/blocks.js';
import { type ListPlace, writeChoice, writeRef } from './estimate-ref.js';
import { DELETE_QUESTION } from './question-modals.js';

/** *Decide*: what is done about it, and by whom. */
export function decideButton(id: string, place?: ListPlace): types.Button {
  return button(DECIDE, 'Decide', refValue(id, place));
}

/** *Rename* for an estimate. */
export function renameButton(id: string, place?: ListPlace): types.Button {
  return button(ESTIMATE_RENAME, 'Rename', refValue(id, place));
}

/** *Stop watching* or *Watch*, whichever changes something. */
export function watchButton(
  { id, watched }: Pick<Estimate, 'id' | 'watched'>,
  place?: ListPlace,
): types.Button {
  const value = refValue(id, place);
  return watched ? button(ESTIMATE_UNWATCH, 'Stop watching', value) : button(ESTIMATE_WATCH, 'Watch', value);
}

/**
 * Everything that can be done with an estimate in the list.
 *
 * @param isHeard whether a screen reader hears the estimate's name with every button
 */
export function estimateButtons(estimate: Estimate, place: ListPlace, isHeard: boolean): types.ActionsBlock {
  const value = refValue(estimate.id, place);
  const buttons = [
    button(ESTIMATE_POST, 'Post here', value),
    button(ESTIMATE_SHOW, 'Show me', value),
    decideButton(estimate.id, place),
    button(ESTIMATE_ADJUST, 'Adjust', value),
    button(ESTIMATE_EXPORT, 'Export', value),
    renameButton(estimate.id, place),
    watchButton(estimate, place),
    {
      ...button(ESTIMATE_DELETE, 'Delete', value),
      confirm: {
        title: plain(DELETE_QUESTION.title),
        text: plain(DELETE_QUESTION.says(estimate.name)),
        confirm: plain(DELETE_QUESTION.yes),
        deny: plain(DELETE_QUESTION.no),
        style: 'danger' as const,
      },
    },
  ];
  return { type: 'actions', elements: buttons.map((one) => (isHeard ? buttonOn(estimate.name, one) : one)) };
}

/** What can be done with an estimate where there is no conversation to post in. */
export function homeEstimateButtons(estimate: Estimate): types.ActionsBlock {
  const value = refValue(estimate.id, undefined);
  const { text: watchLabel, action_id: watch = '' } = watchButton(estimate);
  return {
    type: 'actions',
    elements: [
      buttonOn(estimate.name, button(ESTIMATE_SHOW, 'Open', value)),
      buttonOn(estimate.name, decideButton(estimate.id)),
      buttonOn(estimate.name, button(ESTIMATE_ADJUST, 'Adjust', value)),
      {
        type: 'overflow',
        action_id: ESTIMATE_MENU,
        options: [
          choice(ESTIMATE_EXPORT, 'Export', value),
          choice(ESTIMATE_RENAME, 'Rename', value),
          choice(watch, watchLabel.text, value),
          choice(ESTIMATE_ASK_DELETE, 'Delete', value),
        ],
      },
    ],
  };
}

/** A choice of a menu that does what a button of this name and value would. */
function choice(actionId: string, label: string, value: string): types.PlainTextOption {
  return { text: plain(label), value: writeChoice({ actionId, value }) };
}

function refValue(id: string, place: ListPlace | undefined): string {
  return writeRef(place === undefined ? { id } : { id, place });
}
