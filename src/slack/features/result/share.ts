import { z } from 'zod';
import type { Press, Submission } from '../../entry/request.js';
import { requestOf } from '../../entry/request.js';
import { adviseOn, today } from '../../entry/services.js';
import { SHARE_FORM } from '../../kit/action-ids.js';
import { type ModalView, plain } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { decodeResult, encodeResult, type ResultState } from '../../kit/workload-code.js';
import { openView } from '../../posting/windows.js';
import { postResult } from './post-result.js';

/** *Share* on a result: the same result, at the prices of its day, in another conversation. */

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';
/** The field of the conversation: its `block_id` and its `action_id`. */
const WHERE = 'where';

function shareModal(metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: SHARE_FORM,
    title: plain('Share this result'),
    submit: plain('Share'),
    close: plain('Cancel'),
    private_metadata: metadata,
    blocks: [
      {
        type: 'input',
        block_id: WHERE,
        label: plain('Post the result in'),
        hint: plain('Where I am a member, the result comes with a chart; elsewhere with the numbers alone.'),
        element: {
          type: 'conversations_select',
          action_id: WHERE,
          placeholder: plain('A channel or a person'),
          response_url_enabled: true,
        },
      },
    ],
  };
}

/** Asks in which conversation. */
export async function askWhereToShare(press: Press, state: ResultState): Promise<void> {
  const metadata = encodeResult(state);
  if (metadata === undefined) return press.tell(noticeMessage([TOO_OLD]));
  await openView(press, shareModal(metadata));
}

const Chosen = z.object({ [WHERE]: z.object({ [WHERE]: z.object({ selected_conversation: z.string() }) }) });

/** Posts it there, once. */
export async function shareResult(submission: Submission): Promise<void> {
  const { services, workspaceId, view, person, response } = submission;
  const state = decodeResult(view.private_metadata);
  const chosen = Chosen.safeParse(view.state.values);
  await submission.ack();
  if (state === undefined || !chosen.success) return submission.tell(noticeMessage([TOO_OLD]));
  const channelId = chosen.data[WHERE][WHERE].selected_conversation;
  const asker = requestOf({
    ...submission,
    person: {
      userId: person.userId,
      channelId,
      ...(response !== undefined && { responseUrl: response.url }),
    },
  });
  await postResult(services, {
    workspaceId,
    // A form is accepted once: the view's id is the same however often the submission is delivered.
    key: `share:${view.id}`,
    advice: () => adviseOn(services, workspaceId, state.workload, state.asOf ?? today(services)),
    destination: { kind: 'conversation', channelId },
    person: asker.person,
  });
}
