import type { Workload } from '../../engine/index.js';
import { ADJUST } from '../action-ids.js';
import { asSafeMrkdwn } from '../text/safe-text.js';
import { encodeResult } from '../workload/workload-code.js';
import { button, type Message, paragraph, words } from './blocks.js';

/** A few plain sentences, with a button back to the form when there is a workload to go back to. */
export function noticeMessage(sentences: readonly string[], workload?: Workload): Message {
  const text = sentences.join(' ');
  const value = workload === undefined ? undefined : encodeResult({ workload });
  return {
    text: asSafeMrkdwn(text),
    blocks: [
      paragraph(words(text)),
      ...(value === undefined
        ? []
        : [{ type: 'actions' as const, elements: [button(ADJUST, 'Open the form', value)] }]),
    ],
  };
}
