import { z } from 'zod';
import type { Message } from '../kit/blocks.js';
import { callSlack } from '../kit/call-slack.js';
import type { Telling } from './person.js';

/** One line in somebody's conversation with the app, which says how far something is and is brought up to date in place. */
export interface ProgressLine {
  /** Shows a message in the place of the one before. A failure is logged: it is no reason to stop what is under way. */
  show(message: Message): Promise<void>;
  /** Whether it was ever shown. */
  readonly isShown: boolean;
}

/** An update that Slack throttles is passed over: the next one says more. */
const PATIENCE = { tries: 1, mostSeconds: 0 } as const;

const Posted = z.object({ channel: z.string(), ts: z.string() });

/** A line for one person. Nothing is posted before it is shown. */
export function createProgressLine({ api, outside, logger }: Telling, userId: string): ProgressLine {
  let place: z.infer<typeof Posted> | undefined;
  let isShown = false;
  return {
    get isShown() {
      return isShown;
    },
    async show({ text, blocks }) {
      // Where nobody knows whether it was posted, it is not posted again.
      if (isShown && place === undefined) return;
      const [method, where] =
        place === undefined
          ? (['chat.postMessage', { channel: userId }] as const)
          : (['chat.update', place] as const);
      isShown = true;
      const called = await callSlack(api, outside, method, { ...where, text, blocks }, PATIENCE);
      if (called.ok) place ??= Posted.safeParse(called.answer).data;
      else logger.warn({ failure: called.failure }, 'A line on progress could not be shown');
    },
  };
}
