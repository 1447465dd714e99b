import type { Message, ModalView } from '../kit/blocks.js';
import { noticeMessage } from '../kit/notice-message.js';
import { noticeModal } from '../kit/window.js';

/** What is said of buttons, forms and commands that this version does not know: those of an older or a newer one. */

const OTHER_PRESS =
  'That button or menu is of another version of ftcost, and nothing was done. Type /ftcost to go on.';
const OTHER_SHORTCUT =
  'That shortcut is of another version of ftcost, and nothing was done. Type /ftcost to go on.';
const OTHER_COMMAND =
  'That is a command of another version of ftcost. Type /ftcost help to see what I understand.';
const OTHER_FORM =
  'This form is of another version of ftcost, and nothing was done. Close it, and type /ftcost to begin again.';

/** A button or menu in an old message, or in one of a newer version during a rollback. */
export function tellOtherVersion(press: { tell(message: Message): Promise<void> }): Promise<void> {
  return press.tell(noticeMessage([OTHER_PRESS]));
}

/** A shortcut of another manifest. */
export function otherShortcut(): Message {
  return noticeMessage([OTHER_SHORTCUT]);
}

/** A command of another manifest. */
export function otherCommand(): Message {
  return noticeMessage([OTHER_COMMAND]);
}

/** Over a form of another version, which stays below with what was typed. */
export function otherForm(): { readonly response_action: 'push'; readonly view: ModalView } {
  return { response_action: 'push', view: noticeModal('Another version', OTHER_FORM) };
}
