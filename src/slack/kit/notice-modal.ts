import { type ModalView, plain } from './blocks.js';

/** One sentence or two over a form, which stays open below with all that was typed. The title has at most 24 characters. */
export function noticeModal(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Back'),
    blocks: [{ type: 'section', text: plain(text) }],
  };
}
