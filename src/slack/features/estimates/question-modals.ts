import { ESTIMATE_NAME_LENGTH } from '../../../workspace/estimate.js';
import { DELETE_FORM, RENAME_FORM } from '../../kit/action-ids.js';
import { type ModalView, paragraph, plain, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

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

/** The field of the new name: its `block_id` and its `action_id`. */
export const NEW_NAME = 'new_name';

/** The title of the window. */
export const RENAME_TITLE = 'Rename';

/** Asks for another name of an estimate. */
export function renameModal(name: string, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: RENAME_FORM,
    title: plain(RENAME_TITLE),
    submit: plain('Rename'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      {
        type: 'input',
        block_id: NEW_NAME,
        label: plain('Name of the estimate'),
        hint: plain('Everybody in this workspace sees it.'),
        element: {
          type: 'plain_text_input',
          action_id: NEW_NAME,
          initial_value: cut(name, ESTIMATE_NAME_LENGTH),
          max_length: ESTIMATE_NAME_LENGTH,
          focus_on_load: true,
        },
      },
    ],
  };
}
