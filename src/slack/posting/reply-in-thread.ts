import { failureSentence } from '../errors/refusals.js';
import type { Message } from '../kit/blocks.js';
import { callSlack } from '../kit/call-slack.js';
import { noticeMessage } from '../kit/notice-message.js';
import { reportFailure } from '../kit/reference.js';
import { isAboutBlocks, isOutOfReach } from '../kit/slack-error.js';
import { type Person, type Telling, tellPerson } from './person.js';

/** The thread of a message. */
export interface Thread {
  readonly channelId: string;
  /** `ts` of the message at its top. */
  readonly ts: string;
}

/** How a reply ended, for the log and for tests. */
export type ReplyOutcome = 'replied' | 'told-privately' | 'unknown';

const PATIENCE = { tries: 3, mostSeconds: 10 } as const;

const NOT_A_MEMBER =
  'Only you see this: I am not a member here, so I cannot answer in the thread. /invite @ftcost changes that.';

/**
 * Answers in a thread, for everybody who reads it. Where Slack refuses, the person who asked gets the answer alone,
 * with the reason; where nobody knows whether it arrived, it is not sent twice.
 */
export async function replyInThread(
  telling: Telling,
  person: Person,
  thread: Thread,
  message: Message,
): Promise<ReplyOutcome> {
  const { api, outside, logger } = telling;
  const args = {
    channel: thread.channelId,
    thread_ts: thread.ts,
    text: message.text,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
  const first = await callSlack(
    api,
    outside,
    'chat.postMessage',
    { ...args, blocks: message.blocks },
    PATIENCE,
  );
  const called =
    first.ok || !isAboutBlocks(first.failure)
      ? first
      : await callSlack(api, outside, 'chat.postMessage', args, PATIENCE);
  if (called.ok) return 'replied';
  const { failure } = called;
  const reference = reportFailure(logger, { failure }, 'A reply could not be posted in its thread');
  if (failure.kind === 'unknown') {
    await tellPerson(telling, person, noticeMessage([failureSentence(failure)], undefined, reference));
    return 'unknown';
  }
  const why = isOutOfReach(failure) ? NOT_A_MEMBER : failureSentence(failure, telling.installUrl);
  const note = noticeMessage([why], undefined, reference);
  await tellPerson(telling, person, {
    text: `${message.text}\n${note.text}`,
    blocks: [...message.blocks, ...note.blocks],
  });
  return 'told-privately';
}
