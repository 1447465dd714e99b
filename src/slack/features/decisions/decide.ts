import { UnknownModelError } from '../../../engine/index.js';
import type { LifeState } from '../../../workspace/life.js';
import type { FormAnswer, Press, Submission, Words } from '../../entry/request.js';
import { adviseOn, basisOf, today } from '../../entry/services.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { Reference } from '../../kit/reference.js';
import { sentenceWindow } from '../../kit/window.js';
import { openWindow } from '../../posting/windows.js';
import {
  estimateUse,
  findEstimate,
  GONE,
  MODEL_GONE,
  recallUse,
  rememberUse,
  tellGone,
  tellNotice,
} from '../estimates/use-estimate.js';
import { findByName } from './by-name.js';
import { changeLife, type LifeChange, problemOf } from './change-life.js';
import { LIFE_TITLE, lifeModal, REASON, readLifeForm, STATE } from './decide-form.js';

/** *Decide* beside an estimate: the form about it, with the plans of today. */
export async function askLife(press: Press): Promise<void> {
  const use = estimateUse(press);
  const { services, workspaceId } = press;
  await openWindow(press, { title: LIFE_TITLE }, async () => {
    const estimate = await findEstimate(use);
    if (estimate === undefined) {
      await tellGone(use);
      return sentenceWindow(LIFE_TITLE, GONE);
    }
    try {
      const advice = await adviseOn(services, workspaceId, estimate.workload);
      const { book } = await basisOf(services, workspaceId);
      const end = book.findModel(estimate.workload.current.model)?.endsOn?.date;
      return lifeModal(estimate, advice, end, rememberUse(use));
    } catch (error) {
      if (error instanceof UnknownModelError) return sentenceWindow(LIFE_TITLE, MODEL_GONE);
      throw error;
    }
  });
}

/** The form was submitted. What is missing is said beside its field. */
export async function lifeGiven(submission: Submission): Promise<void> {
  const use = recallUse(submission);
  const change = readLifeForm(submission.view);
  const estimate = await findEstimate(use);
  const problem = estimate === undefined ? undefined : problemOf(estimate.life, change);
  if (problem !== undefined) {
    await submission.ack(besideField(change.state === 'rejected' ? REASON : STATE, problem));
    return;
  }
  await submission.ack();
  if (estimate === undefined) return tellGone(use);
  await tellNotice(use, await changeLife(use.request, estimate, change));
  await use.request.changed();
}

/** Keeps the form open when it could not be kept through a fault of ours. */
export function lifeFailed(reference: Reference): FormAnswer {
  return besideField(STATE, formFailureSentence(reference));
}

function besideField(field: string, sentence: string): FormAnswer {
  return { response_action: 'errors', errors: { [field]: sentence } };
}

const BECAUSE = /\s(?:because|since)\s/i;

/** `adopt NAME` with the day if it was earlier, `reject NAME because REASON`, `done NAME`, `withdraw NAME`, `propose NAME`. */
export async function answerState(
  request: Words,
  after: string,
  state: LifeState,
  word: string,
): Promise<void> {
  const [named = '', ...reasons] = after.split(BECAUSE);
  const [, on] = state === 'adopted' ? (DAY.exec(named.trim()) ?? []) : [];
  if (on !== undefined && (Number.isNaN(Date.parse(on)) || on > today(request.services))) {
    await request.received();
    return request.tell(noticeMessage([`${on} is no day that has been. Write it as 2026-10-01.`]));
  }
  const name = on === undefined ? named : named.trim().replace(DAY, '').trim();
  const reason = reasons.join(' because ').trim().slice(0, 300);
  await answerChange(request, name, word, {
    state,
    ...(on !== undefined && { on }),
    ...(reason !== '' && { reason }),
  });
}

const PERSON = /<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>/;

/** `own NAME`: the person owns it; `own NAME @somebody`: they do. */
export async function answerOwn(request: Words, _: string, said: string): Promise<void> {
  const [mention, userId = request.person.userId] = PERSON.exec(said) ?? [];
  const name = said.replace(/^\s*(?:\/ftcost\s+)?own\b/i, '').replace(mention ?? '', '');
  await answerChange(request, name, 'own', { owner: userId });
}

const DAY = /(\d{4}-\d{2}-\d{2})$/;

/** `due NAME 2027-01-31`. */
export async function answerDue(request: Words, after: string): Promise<void> {
  const [, day] = DAY.exec(after.trim()) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day))) {
    await request.received();
    return request.tell(noticeMessage(['Write the name and the day: /ftcost due Ticket triage 2027-01-31.']));
  }
  await answerChange(request, after.trim().replace(DAY, '').trim(), 'due', { dueOn: day });
}

async function answerChange(request: Words, name: string, word: string, change: LifeChange): Promise<void> {
  await request.received();
  const found = await findByName(request, name, word);
  if (found.kind === 'none') return request.tell(noticeMessage([found.why]));
  await request.tell(noticeMessage([await changeLife(request, found.estimate, change)]));
  await request.changed();
}
