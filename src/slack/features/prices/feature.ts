import type { Feature } from '../../entry/feature.js';
import type { Press, Words } from '../../entry/request.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { PRICES_TO_ME, SHARE_PRICES } from '../../kit/action-ids.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { type Destination, postContent } from '../../posting/post-content.js';
import { findAsked, priceAnswer } from './price-answer.js';

/** What models cost: looked at privately, and shared. */
export const prices: Feature = {
  words: [
    {
      name: 'prices',
      typed: ['prices', 'price'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost prices',
          'shows what models cost; add a model, maker or platform for its sources, history and end.',
        ],
      ],
      answer: answerWithPrices,
    },
  ],
  presses: { [SHARE_PRICES]: sharePrices, [PRICES_TO_ME]: sendPrices },
};

/** `/ftcost prices [model, maker or platform]`: a private answer, which the person may share. */
async function answerWithPrices(request: Words, text: string): Promise<void> {
  const { services, workspaceId } = request;
  const asked = findAsked(services, text);
  if (!asked.ok) {
    const report = { problems: [asked.problem], example: '/ftcost prices gpt-4o', typed: '' };
    return request.tell(problemMessage(report));
  }
  await request.received();
  const answer = await priceAnswer(services, workspaceId, asked.what, text);
  await request.tell(answer.privately());
}

/** *Share here* under a private answer on prices: the same, at the prices of today, for everybody in the conversation. */
async function sharePrices(press: Press): Promise<void> {
  const { channelId, threadTs } = press.person;
  await post(
    press,
    channelId === undefined
      ? { kind: 'private' }
      : { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) },
  );
}

/** *Send me the chart*: the answer with its picture as a direct message, for a private one cannot hold a file. */
async function sendPrices(press: Press): Promise<void> {
  await post(press, { kind: 'private' });
}

const GONE = 'I cannot look this up any more. Type /ftcost prices to ask again.';

async function post(press: Press, destination: Destination): Promise<void> {
  const { services, workspaceId, person, key, value = '' } = press;
  const text = value.trim();
  const asked = findAsked(services, text);
  if (!asked.ok) return press.tell(noticeMessage([GONE]));
  await postContent(services, {
    workspaceId,
    key: `prices:${key}`,
    content: () => priceAnswer(services, workspaceId, asked.what, text),
    destination,
    person,
  });
}
