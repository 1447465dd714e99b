import type { Message, ModalView } from '../kit/blocks.js';
import { noticeMessage } from '../kit/notice-message.js';
import { asOneLine, cut } from '../kit/safe-text.js';
import { noticeModal } from '../kit/window.js';

/** Longest quotation of what was asked, in UTF-16 units. */
const QUOTED_LENGTH = 300;

const NOT_TAKEN = 'My database does not answer, so nothing was started. Please try again in a minute.';

/**
 * Said after the work on a request broke off, as when its process was stopped: whether its answer went out nobody knows.
 *
 * @param isRepeated whether it may have been said before
 */
export function interruptedMessage(asked: string, isRepeated = false): Message {
  const quoted = cut(asOneLine(asked), QUOTED_LENGTH);
  return noticeMessage([
    `My work on this was cut short: ${quoted}.`,
    'If you see no answer to it, please ask again.',
    ...(isRepeated ? ['I may have told you this already.'] : []),
  ]);
}

/** Said instead of an acknowledgement: what cannot be recorded is not begun. */
export function notTakenMessage(): Message {
  return noticeMessage([NOT_TAKEN]);
}

/** The same over a form, which stays open below with all that was typed. */
export function notTakenModal(): ModalView {
  return noticeModal('Please try again', `${NOT_TAKEN} What you typed is still there.`);
}
