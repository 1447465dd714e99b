import { type Block, type ModalView, paragraph, plain, words } from './blocks.js';

/** A window with something to read and nothing to fill in. The title has at most 24 characters. */
export function readingWindow(title: string, blocks: readonly Block[]): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [...blocks] };
}

/** A window with one sentence or two. */
export function sentenceWindow(title: string, sentence: string): ModalView {
  return readingWindow(title, [paragraph(words(sentence))]);
}

/** One sentence or two over a form, which stays open below with all that was typed. The title has at most 24 characters. */
export function noticeModal(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Back'),
    blocks: [{ type: 'section', text: plain(text) }],
  };
}
