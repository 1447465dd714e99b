import { DELETE_FORM } from '../../kit/action-ids.js';
import { type ModalView, paragraph, plain, words } from '../../kit/blocks.js';
import { asOneLine } from '../../kit/safe-text.js';

/** What is asked before an estimate is deleted, in the two places where that is asked. */
export const DELETE_QUESTION = {
  title: 'Delete this estimate?',
  yes: 'Delete',
  no: 'Keep it',
  says: (name: string) => `${asOneLine(name)} is deleted for everybody in this workspace.`,
} as const;

/** Asks whether an estimate is to be deleted. */
export function deleteModal(name: string, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: DELETE_FORM,
    title: plain(DELETE_QUESTION.title),
    submit: plain(DELETE_QUESTION.yes),
    close: plain(DELETE_QUESTION.no),
    private_metadata: metadata,
    blocks: [paragraph(words(DELETE_QUESTION.says(name)))],
  };
}
