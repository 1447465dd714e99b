import type { Estimate } from '../../../workspace/estimate.js';
import { SAVED_LIST } from '../../kit/action-ids.js';
import { button, type Message, paragraph, small, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn } from '../../kit/safe-text.js';
import { decideButton, renameButton, watchButton } from './estimate-buttons.js';
import { ALL_ESTIMATES, writePlace } from './estimate-ref.js';

/** What has happened to an estimate. */
export type EstimateEvent = 'saved' | 'already' | 'renamed' | 'watched' | 'unwatched' | 'adjusted';

/** How each is said, before and after the name. */
const SAID: Readonly<Record<EstimateEvent, readonly [string, string]>> = {
  saved: ['Saved as ', '.'],
  already: ['This is saved already, as ', '. It is not saved a second time.'],
  renamed: ['It is called ', ' now.'],
  watched: ['', ' is watched again.'],
  unwatched: ['', ' is not watched any more. It stays in the list.'],
  adjusted: ['The saved estimate ', ' holds this workload now.'],
};

/** What has happened to an estimate, in a sentence: `Saved as “Ticket triage”.` */
export function estimateSentence(event: EstimateEvent, { name }: Pick<Estimate, 'name'>): string {
  const [before, after] = SAID[event];
  return `${before}“${asOneLine(name)}”${after}`;
}

/** What has happened to an estimate, and what can be done next. Private. */
export function estimateMessage(event: EstimateEvent, estimate: Estimate): Message {
  const sentence = estimateSentence(event, estimate);
  const watching = estimate.watched
    ? 'It is watched: digests work it out again and tell when its verdict changes.'
    : 'Digests leave it out.';
  return {
    text: asSafeMrkdwn(`${sentence} ${watching}`),
    blocks: [
      paragraph(words(sentence, { bold: true })),
      small(watching),
      {
        type: 'actions',
        elements: [
          decideButton(estimate.id),
          renameButton(estimate.id),
          watchButton(estimate),
          button(SAVED_LIST, 'Open list', writePlace(ALL_ESTIMATES)),
        ],
      },
    ],
  };
}
