import type { Words } from '../../entry/request.js';
import { firstThatFits, type Message, plain, small } from '../../kit/blocks.js';
import { limitsBlocks, waysBlocks } from './guide-blocks.js';

const TITLE = 'Prompting, retrieval or tuning?';
const ASK = 'For your own numbers, ask with a workload and press Why under the result.';

/** What *Why* explains, without a workload. */
export function guideMessage(): Message {
  return {
    text: `${TITLE} The three side by side, what a tune changes, and the limits of ftcost's advice. ${ASK}`,
    blocks: firstThatFits(['all'], () => [
      { type: 'header', text: plain(TITLE) },
      ...waysBlocks(),
      ...limitsBlocks(),
      small(ASK),
    ]),
  };
}

/** `/ftcost guide`: privately. */
export async function answerWithGuide(request: Words): Promise<void> {
  await request.tell(guideMessage());
}
