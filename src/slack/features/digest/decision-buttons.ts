import type { types } from '@slack/bolt';
import type { DecisionMove } from '../../../digest/digest.js';
import { formatDay, isPresent } from '../../../engine/index.js';
import type { Decision } from '../../../workspace/estimate.js';
import type { Press } from '../../entry/request.js';
import { DIGEST_ADOPT, DIGEST_OPEN, DIGEST_SNOOZE, ESTIMATE_WATCH } from '../../kit/action-ids.js';
import { button, buttonOn, type Message, paragraph, words } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine, asSafeMrkdwn } from '../../kit/safe-text.js';
import { changeLife } from '../decisions/change-life.js';
import { openEstimate } from '../estimates/open-estimate.js';
import { GONE } from '../estimates/use-estimate.js';

/** For so long neither digests nor alerts tell of a decision that was snoozed, in days. */
const SNOOZE_DAYS = 28;

/** What can be done about a decision that flips, under its line. */
export function decisionButtons({ estimateId, name, after }: DecisionMove): types.ActionsBlock {
  return {
    type: 'actions',
    elements: [
      buttonOn(name, button(DIGEST_OPEN, 'Open', estimateId)),
      ...(isAdoptable(after)
        ? [buttonOn(name, button(DIGEST_ADOPT, 'Adopt', `${estimateId} ${after.planId}`))]
        : []),
      buttonOn(name, button(DIGEST_SNOOZE, 'Snooze', estimateId)),
    ],
  };
}

/** Whether a decision says what to do: not where every plan is excluded, or a test comes first, or several tie. */
function isAdoptable({ unresolved, grade, planId }: Decision): boolean {
  return !unresolved && grade !== 'test-first' && grade !== 'too-close' && !isPresent({ id: planId });
}

/** *Adopt*: the plan that the digest tells of becomes what is done. */
export async function adoptDecision(press: Press): Promise<void> {
  const { services, workspaceId, value = '' } = press;
  const [, id = '', planId = ''] = /^(\S+) (.+)$/.exec(value) ?? [];
  const estimate = await services.workspaces.estimates.find(workspaceId, id);
  if (estimate === undefined) return press.tell(noticeMessage([GONE]));
  const sentence = await changeLife(press, estimate, { state: 'adopted', planId });
  await press.tell(noticeMessage([sentence]));
  await press.changed();
}

/** *Open*: the advice on the decision as it is today, for the person alone. The digest stays as it is for the others. */
export function openDecision(press: Press): Promise<void> {
  return openEstimate({ ...press, tell: (message) => press.tell(message) }, 'person');
}

/** *Snooze*: the decision rests for everybody, and comes back with what has changed since it was saved. */
export async function snoozeDecision(press: Press): Promise<void> {
  const { services, workspaceId, person, value = '' } = press;
  const now = services.clock();
  const snoozedUntil = new Date(now.getTime() + SNOOZE_DAYS * 24 * 60 * 60 * 1_000);
  const { estimates } = services.workspaces;
  const changed = await estimates.change(workspaceId, value, { snoozedUntil }, person, now);
  if (changed === undefined) return press.tell(noticeMessage([GONE]));
  await press.tell(snoozedMessage(changed.id, changed.name, snoozedUntil));
  await press.changed();
}

function snoozedMessage(id: string, name: string, until: Date): Message {
  const sentence = `“${asOneLine(name)}” rests until ${formatDay(until.toISOString().slice(0, 10))}: until then neither digests nor alerts tell of it, in any channel. Then they tell what has changed since it was saved.`;
  return {
    text: asSafeMrkdwn(sentence),
    blocks: [
      paragraph(words(sentence)),
      { type: 'actions', elements: [button(ESTIMATE_WATCH, 'Tell me again', id)] },
    ],
  };
}
