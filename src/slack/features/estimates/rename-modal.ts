import { ESTIMATE_NAME_LENGTH } from '../../../workspace/estimate.js';
import { RENAME_FORM } from '../../kit/action-ids.js';
import { type ModalView, plain } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';

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
