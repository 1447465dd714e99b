import type { types } from '@slack/bolt';
import type { Advice } from '../../../engine/index.js';
import { WHY_PAGE, WHY_POST, WHY_VIEW } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  firstThatFits,
  type Message,
  type ModalView,
  type PlainOption,
  plain,
  small,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { sentenceWindow } from '../../kit/window.js';
import { feedbackBlock } from './feedback-block.js';
import { workloadLine } from './headline-numbers.js';
import { WHY_PAGES, type WhyPage, type WhyPlace, whyBlocks } from './why-blocks.js';

/** The window that *Why* opens, and a page of it as a message in the thread. */

/** Everything has room in a window. */
const IN_WINDOW: WhyPlace = { kind: 'window', most: 100, sentence: 2_000 };

/** From everything to the least that is worth posting; the first that fits. */
const IN_MESSAGE: readonly WhyPlace[] = [
  { kind: 'message', most: 12, sentence: 600 },
  { kind: 'message', most: 8, sentence: 400 },
  { kind: 'message', most: 6, sentence: 200 },
  { kind: 'message', most: 4, sentence: 120 },
  { kind: 'message', most: 2, sentence: 60 },
];

/** Pages whose window says more than a message has room for are posted all the same: what is left out is counted. */
export function whyMessage(advice: Advice, page: WhyPage): Message {
  const title = `${WHY_PAGES[page]}: ${workloadLine(advice)}`;
  return {
    text: [`${title}.`, advice.verdict.headline, ...advice.verdict.reasons.slice(0, 5)]
      .map((part) => asSafeMrkdwn(cut(part, 500)))
      .join('\n'),
    blocks: firstThatFits(IN_MESSAGE, (place) => [
      { type: 'header', text: plain(cut(asOneLine(title), 150)) },
      ...whyBlocks(advice, page, place),
    ]),
  };
}

function optionOf(page: WhyPage): PlainOption {
  return { text: plain(WHY_PAGES[page]), value: page };
}

function pageSelect(page: WhyPage): types.SectionBlock {
  const names: readonly WhyPage[] = ['reasons', 'plans', 'ways', 'limits'];
  return {
    type: 'section',
    block_id: 'page',
    text: plain('Show'),
    accessory: {
      type: 'static_select',
      action_id: WHY_PAGE,
      options: names.map(optionOf),
      initial_option: optionOf(page),
    },
  };
}

/** What the window shows. */
export interface WhyContent {
  readonly advice: Advice;
  readonly page: WhyPage;
  /** What brings the view back: goes into `private_metadata`. */
  readonly metadata: string;
  /** Whether there is a thread to post the page in. */
  readonly hasThread: boolean;
  /** What has just been kept, in place of the question whether the verdict is right. */
  readonly note?: string;
}

/** The window. */
export function whyModal({ advice, page, metadata, hasThread, note }: WhyContent): ModalView {
  const post: Block[] = hasThread
    ? [
        {
          type: 'actions',
          block_id: 'post',
          elements: [button(WHY_POST, 'Post this page in the thread', page)],
        },
      ]
    : [];
  return {
    type: 'modal',
    callback_id: WHY_VIEW,
    title: plain('Why'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [
      small(cut(asOneLine(advice.verdict.headline), 600)),
      pageSelect(page),
      ...whyBlocks(advice, page, IN_WINDOW).slice(0, 90),
      note === undefined ? feedbackBlock() : small(note),
      ...post,
    ],
  };
}

/** Shown while the advice is worked out; it remembers of what. */
export function whyLoading(metadata: string): ModalView {
  return {
    ...sentenceWindow('Why', 'Working it out. This takes a few seconds.'),
    callback_id: WHY_VIEW,
    private_metadata: metadata,
  };
}
