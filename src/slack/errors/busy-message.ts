import type { Workload } from '../../engine/index.js';
import type { Message, ModalView } from '../kit/blocks.js';
import { noticeMessage } from '../kit/notice-message.js';
import { noticeModal } from '../kit/window.js';

/** Said where a request is not taken on because too many wait. */
export const BUSY =
  'I am busy: too many questions came at once. Nothing was posted. Please try again in a minute.';

/** The same as an answer, with the workload for another try. */
export function busyMessage(workload: Workload): Message {
  return noticeMessage([BUSY], workload);
}

/** The same over the form, which stays open below. */
export function busyModal(): ModalView {
  return noticeModal('Busy just now', `${BUSY} What you typed is still there.`);
}
