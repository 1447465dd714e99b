import { UnknownModelError } from '../../../engine/index.js';
import { applySettings } from '../../../workspace/apply-settings.js';
import type { Press } from '../../entry/request.js';
import { adviseOn, basisOf, type Services, today } from '../../entry/services.js';
import type { Message } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { ResultState } from '../../kit/workload-code.js';
import { replyInThread } from '../../posting/reply-in-thread.js';
import { readResult } from './read-result.js';
import { whatIfMessage } from './what-if-message.js';
import { whatIfsFor } from './what-ifs.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';
const NO_LONGER_ASKED =
  'This question does not apply to this result any more. Type /ftcost to work the result out again.';

/** *What if* on a result: the difference in its thread, at the prices of the day of the result. For anybody. */
export async function answerWhatIf(press: Press): Promise<void> {
  const { services, workspaceId, person, key, message, value: id } = press;
  if (!(await services.claims.claim(workspaceId, `what-if:${key}`))) return;
  const result = readResult(message);
  if (result === undefined || id === undefined || person.channelId === undefined) {
    return press.tell(noticeMessage([TOO_OLD]));
  }
  const answer = await answerTo(services, workspaceId, result.state, id);
  if (typeof answer === 'string') return press.tell(noticeMessage([answer]));
  const thread = { channelId: person.channelId, ts: result.threadTs };
  const outcome = await replyInThread(services, person, thread, answer);
  services.logger.info({ outcome, whatIf: id }, 'A what-if was answered');
}

/** The answer, or why there is none. Two advices take two turns, so that other requests are acknowledged in between. */
async function answerTo(
  services: Services,
  workspaceId: string,
  { workload, asOf }: ResultState,
  id: string,
): Promise<Message | string> {
  const day = asOf ?? today(services);
  try {
    await services.turns.next(workspaceId);
    const before = await adviseOn(services, workspaceId, workload, day);
    // What is doubled or halved is the workspace's own figure where the workload gives none.
    const applied = applySettings(workload, (await basisOf(services, workspaceId)).settings);
    const asked = whatIfsFor({ ...before, workload: applied.workload }).find((one) => one.id === id);
    if (asked === undefined) return NO_LONGER_ASKED;
    await services.turns.next(workspaceId);
    const after = await adviseOn(services, workspaceId, asked.workload, day, asked.priceChanges);
    return whatIfMessage(before, after, asked.label);
  } catch (error) {
    if (error instanceof UnknownModelError) return TOO_OLD;
    throw error;
  }
}
