import { z } from 'zod';
import type { BoundServices, Press, Words } from '../../entry/request.js';
import { today } from '../../entry/services.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { callSlack, readAnswer } from '../../kit/call-slack.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { ResultState } from '../../kit/workload-code.js';
import { replyInThread } from '../../posting/reply-in-thread.js';
import { openOwnWhatIf } from './own-what-if.js';
import { readResult } from './read-result.js';
import { readSaidWhatIf } from './said-what-if.js';
import { OWN_VALUES, whatIfsFor } from './what-ifs.js';
import { TOO_OLD, workOut } from './work-out.js';

/** *What if* on a result: the difference in its thread, at the prices of the day of the result. For anybody. */
export async function answerWhatIf(press: Press): Promise<void> {
  const { services, workspaceId, person, key, message, value: id } = press;
  const result = readResult(message);
  const { channelId } = person;
  if (id === OWN_VALUES && result !== undefined && channelId !== undefined) {
    return openOwnWhatIf(press, result.state, { channelId, ts: result.threadTs });
  }
  if (!(await services.claims.claim(workspaceId, `what-if:${key}`))) return;
  if (result === undefined || id === undefined || channelId === undefined) {
    return press.tell(noticeMessage([TOO_OLD]));
  }
  const thread = { channelId, ts: result.threadTs };
  const answer = await workOut(services, workspaceId, result.state, (before) =>
    whatIfsFor(before).find((one) => one.id === id),
  );
  if (typeof answer === 'string') return press.tell(noticeMessage([answer]));
  const outcome = await replyInThread(services, person, thread, answer);
  services.logger.info({ outcome, whatIf: id }, 'A what-if was answered');
}

/**
 * *What about half the volume?* in the thread of a result: the difference there, for everybody.
 *
 * @returns whether there is a result above, and the words ask something about it
 */
export async function answerSaidWhatIf(
  request: Words,
  text: string,
  vocabulary: Vocabulary,
): Promise<boolean> {
  const { services, workspaceId, person } = request;
  const { channelId, threadTs: ts } = person;
  if (ts === undefined) return false;
  const found = await resultAbove(services, { channelId, ts });
  if (found === undefined) return false;
  let isAsked = true;
  const answer = await workOut(services, workspaceId, found, (before) => {
    const asked = readSaidWhatIf(text, before, vocabulary, today(services));
    isAsked = asked !== undefined;
    return asked;
  });
  if (!isAsked) return false;
  if (typeof answer === 'string') await request.tell(noticeMessage([answer]));
  else await replyInThread(services, person, { channelId, ts }, answer);
  return true;
}

const Thread = z.object({ messages: z.array(z.unknown()) });

/** Messages of a thread that are looked through. */
const MAX_MESSAGES = 100;

/** The last result in a thread; nothing where there is none, or where Slack does not let the app read the thread. */
async function resultAbove(
  { api, outside, logger }: BoundServices,
  { channelId: channel, ts }: { readonly channelId: string; readonly ts: string },
): Promise<ResultState | undefined> {
  const args = { channel, ts, limit: MAX_MESSAGES };
  const called = readAnswer(
    await callSlack(api, outside, 'conversations.replies', args, { tries: 2, mostSeconds: 5 }),
    Thread,
  );
  if (!called.ok) {
    logger.info({ failure: called.failure }, 'A thread could not be read');
    return undefined;
  }
  return called.answer.messages.map((message) => readResult(message)).findLast((one) => one !== undefined)
    ?.state;
}
