import { WORKING_VIEW } from '../action-ids.js';
import { type ModalView, paragraph, plain, words } from './blocks.js';

/** The working while there are no ledgers to show. */

/** Shown at once: Slack lets a window open only within three seconds. */
export function workingLoading(metadata: string): ModalView {
  return stateOf('Working it out. This takes a few seconds.', metadata);
}

/** Shown when there will be no ledgers. */
export function workingFailed(sentence: string): ModalView {
  return stateOf(sentence, '');
}

function stateOf(sentence: string, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: WORKING_VIEW,
    title: plain('Working'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [paragraph(words(sentence))],
  };
}
