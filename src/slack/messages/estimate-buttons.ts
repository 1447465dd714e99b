import type { types } from '@slack/bolt';
import type { Estimate } from '../../workspace/estimate.js';
import {
  ESTIMATE_ADJUST,
  ESTIMATE_DELETE,
  ESTIMATE_EXPORT,
  ESTIMATE_POST,
  ESTIMATE_RENAME,
  ESTIMATE_SHOW,
  ESTIMATE_UNWATCH,
  ESTIMATE_WATCH,
} from '../action-ids.js';
import { type ListPlace, writeRef } from '../estimates/estimate-ref.js';
import { cut } from '../text/safe-text.js';
import { button, buttonOn, plain } from './blocks.js';

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
    button(ESTIMATE_ADJUST, 'Adjust', value),
    button(ESTIMATE_EXPORT, 'Export', value),
    renameButton(estimate.id, place),
    watchButton(estimate, place),
    {
      ...button(ESTIMATE_DELETE, 'Delete', value),
      confirm: {
        title: plain('Delete this estimate?'),
        text: plain(`${cut(estimate.name, 75)} is deleted for everybody in this workspace.`),
        confirm: plain('Delete'),
        deny: plain('Keep it'),
        style: 'danger' as const,
      },
    },
  ];
  return { type: 'actions', elements: buttons.map((one) => (isHeard ? buttonOn(estimate.name, one) : one)) };
}

/** What can be done with an estimate where there is no conversation to post in. */
export function homeEstimateButtons(estimate: Estimate): types.ActionsBlock {
  const value = refValue(estimate.id, undefined);
  return {
    type: 'actions',
    elements: [
      button(ESTIMATE_SHOW, 'Open', value),
      button(ESTIMATE_ADJUST, 'Adjust', value),
      watchButton(estimate),
    ].map((one) => buttonOn(estimate.name, one)),
  };
}

function refValue(id: string, place: ListPlace | undefined): string {
  return writeRef(place === undefined ? { id } : { id, place });
}
