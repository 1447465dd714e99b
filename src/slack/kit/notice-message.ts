import type { Workload } from '../../engine/index.js';
import { ADJUST } from './action-ids.js';
import { button, type Message, paragraph, small, words } from './blocks.js';
import { type Reference, referenceWords } from './reference.js';
import { asSafeMrkdwn } from './safe-text.js';
import { encodeResult } from './workload-code.js';

/**
 * A few plain sentences, with a button back to the form when there is a workload to go back to, and the reference of
 * the line in the log when they are about a failure.
 */
export function noticeMessage(
  sentences: readonly string[],
  workload?: Workload,
  reference?: Reference,
): Message {
  const text = sentences.join(' ');
  const value = workload === undefined ? undefined : encodeResult({ workload });
  const spoken = reference === undefined ? text : `${text} ${referenceWords(reference)}`;
  return {
    text: asSafeMrkdwn(spoken),
    blocks: [
      paragraph(words(text)),
      ...(value === undefined
        ? []
        : [{ type: 'actions' as const, elements: [button(ADJUST, 'Open the form', value)] }]),
      ...(reference === undefined ? [] : [small(referenceWords(reference))]),
    ],
  };
}
