import { WORKING_VIEW } from '../../kit/action-ids.js';
import type { ModalView } from '../../kit/blocks.js';
import { sentenceWindow } from '../../kit/window.js';

/** Shown while the ledgers are worked out; it remembers of what. */
export function workingLoading(metadata: string): ModalView {
  return {
    ...sentenceWindow('Working', 'Working it out. This takes a few seconds.'),
    callback_id: WORKING_VIEW,
    private_metadata: metadata,
  };
}

/** Shown when there will be no ledgers. */
export function workingFailed(sentence: string): ModalView {
  return sentenceWindow('Working', sentence);
}
