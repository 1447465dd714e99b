import { z } from 'zod';
import type { Press, Words } from '../../entry/request.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { unpackJson } from '../../kit/workload-code.js';
import { answerText } from './answer-text.js';

const Said = z.object({ t: z.string().min(1) });

/** A tap that says a line: it is answered as if the person had typed it where the button stands. */
export async function sayLine(press: Press): Promise<void> {
  const said = Said.safeParse(unpackJson(press.value ?? ''));
  const { channelId, threadTs } = press.person;
  if (!said.success || channelId === undefined) {
    return press.tell(noticeMessage(['I cannot read this old question any more. Please ask again.']));
  }
  const words: Words = {
    ...press,
    person: { ...press.person, channelId },
    key: `say:${press.key}`,
    here: { kind: 'conversation', channelId, ...(threadTs !== undefined && { threadTs }) },
    isWithApp: channelId.startsWith('D'),
    tell: (message) => press.tell(message, 'original'),
    async received(note) {
      if (note !== undefined) await press.tell(note, 'original');
    },
  };
  await answerText(words, said.data.t);
}
