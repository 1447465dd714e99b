import { savingsChart } from '../../../charts/savings-chart.js';
import type { Advice } from '../../../engine/index.js';
import type { Press } from '../../entry/request.js';
import { chartBlocks, paragraph, words } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine, asSafeMrkdwn } from '../../kit/safe-text.js';
import { encodeResult, IN_MESSAGE, type ResultState } from '../../kit/workload-code.js';
import { postContent } from '../../posting/post-content.js';
import type { Thread } from '../../posting/reply-in-thread.js';
import { exportResult } from './export.js';
import { workloadLine } from './headline-numbers.js';
import { memoOf } from './memo.js';
import { isMoreChoice } from './more-menu.js';
import { openLive } from './open-live.js';
import { adviceOnResult, readResult } from './read-result.js';
import { askWhereToShare } from './share.js';
import { shareMemo } from './share-export.js';
import { openWorking } from './working.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';

/** A choice of the menu of three dots on a result. */
export async function chooseMore(press: Press): Promise<void> {
  const { value = '', message } = press;
  const found = readResult(message);
  if (found === undefined || !isMoreChoice(value)) return press.tell(noticeMessage([TOO_OLD]));
  const { state, threadTs } = found;
  switch (value) {
    case 'working':
      return openWorking({ ...press, value: encodeResult(state) ?? '' });
    case 'export':
      return exportResult({ ...press, value: IN_MESSAGE });
    case 'share':
      return askWhereToShare(press, state);
    case 'memo':
      return handOverMemo(press, state, threadOf(press, threadTs));
    case 'live':
      return openLive(press, state, press.isEphemeral ? undefined : threadOf(press, threadTs));
    case 'money-chart':
      return postMoneyChart(press, state, threadOf(press, threadTs));
  }
}

function threadOf({ person: { channelId } }: Press, ts: string): Thread | undefined {
  return channelId === undefined ? undefined : { channelId, ts };
}

/** The advice behind a result; tells the person where a model has left the catalogue. */
async function adviceOn(press: Press, state: ResultState): Promise<Advice | undefined> {
  const advice = await adviceOnResult(press.services, press.workspaceId, state);
  if (advice === undefined) await press.tell(noticeMessage([TOO_OLD]));
  return advice;
}

/** The result as one page, into its thread. For anybody. */
async function handOverMemo(press: Press, state: ResultState, thread: Thread | undefined): Promise<void> {
  const { services, workspaceId, person, key } = press;
  if (!(await services.claims.claim(workspaceId, `memo:${key}`))) return;
  const advice = await adviceOn(press, state);
  if (advice === undefined) return;
  const pdf = await services.turns.share(workspaceId, () => services.renderer.render(memoOf(advice)));
  await shareMemo(services, person, advice, new Uint8Array(pdf), thread);
}

/** What the plans cost over time, as a picture in the thread: results whose picture is another one have it too. */
async function postMoneyChart(press: Press, state: ResultState, thread: Thread | undefined): Promise<void> {
  const { services, workspaceId, person, key } = press;
  const advice = await adviceOn(press, state);
  if (advice === undefined) return;
  await postContent(services, {
    workspaceId,
    key: `money-chart:${key}`,
    destination:
      thread === undefined
        ? { kind: 'private' }
        : { kind: 'conversation', channelId: thread.channelId, threadTs: thread.ts },
    person,
    content: async () => {
      const chart = savingsChart(advice);
      const line = `Cost over time: ${workloadLine(advice)}`;
      return {
        chart,
        message: (picture, notes = []) => ({
          text: asSafeMrkdwn([...notes, chart.altText].join(' ')),
          blocks: [
            ...(notes.length === 0 ? [] : [paragraph(words(notes.join(' '), { bold: true }))]),
            paragraph(words(asOneLine(line), { bold: true })),
            ...chartBlocks(picture),
          ],
        }),
      };
    },
  });
}
