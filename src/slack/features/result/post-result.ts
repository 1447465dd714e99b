import { resultChart } from '../../../charts/result-chart.js';
import { type Advice, formatCount, type Workload } from '../../../engine/index.js';
import { type Message, paragraph, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn } from '../../kit/safe-text.js';
import {
  type ContentSubmission,
  type Posting,
  type PostOutcome,
  postContent,
} from '../../posting/post-content.js';
import { volumeWords } from './headline-numbers.js';
import { areSheetsOpen } from './open-live.js';
import { resultMessage } from './result-message.js';

/** Where the result will be. */
export function resultPlace(isPrivate: boolean): string {
  return isPrivate ? 'The result comes to you in a direct message.' : 'The result comes here in a moment.';
}

/** What was understood, said at once while the result is being worked out. */
export function workingOnIt(workload: Workload, isPrivate: boolean): Message {
  const { volume, tokens, current } = workload;
  const prompt = (tokens.staticPrompt ?? 0) + (tokens.fewShot ?? 0) + tokens.user + (tokens.retrieved ?? 0);
  const call = `${formatCount(prompt)} tokens in, ${formatCount(tokens.output + (tokens.reasoning ?? 0))} out`;
  const where = resultPlace(isPrivate);
  const text = asOneLine(
    `Working it out: ${current.model}, ${volumeWords(volume)}, ${call} a query. ${where}`,
  );
  return { text: asSafeMrkdwn(text), blocks: [paragraph(words(text))] };
}

/** One request for a result. */
export interface Submission extends Omit<ContentSubmission, 'content'> {
  readonly advice: () => Promise<Advice>;
  /** What it was made with, where that was not Slack. */
  readonly origin?: string;
}

/** What posting a result needs. */
export type ResultPosting = Posting & Parameters<typeof areSheetsOpen>[0];

/** Posts the result of one submission, once: verdict, numbers and the picture. */
export function postResult(
  posting: ResultPosting,
  { advice, origin, ...submission }: Submission,
): Promise<PostOutcome> {
  return postContent(posting, {
    ...submission,
    async content() {
      const [advised, live] = await Promise.all([advice(), areSheetsOpen(posting, submission.workspaceId)]);
      const setting = { live, ...(origin !== undefined && { origin }) };
      return {
        chart: resultChart(advised),
        message: (chart, notes) => resultMessage(advised, chart, notes, setting),
        workload: advised.workload,
      };
    },
  });
}
