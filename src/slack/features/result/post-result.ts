import { resultChart } from '../../../charts/result-chart.js';
import type { Advice } from '../../../engine/index.js';
import {
  type ContentSubmission,
  type Posting,
  type PostOutcome,
  postContent,
} from '../../posting/post-content.js';
import { resultMessage } from './result-message.js';

/** One request for a result. */
export interface Submission extends Omit<ContentSubmission, 'content'> {
  readonly advice: () => Promise<Advice>;
}

/** Posts the result of one submission, once: verdict, numbers and the picture. */
export function postResult(posting: Posting, { advice, ...submission }: Submission): Promise<PostOutcome> {
  return postContent(posting, {
    ...submission,
    async content() {
      const advised = await advice();
      return {
        chart: resultChart(advised),
        message: (chart, notes) => resultMessage(advised, chart, notes),
        workload: advised.workload,
      };
    },
  });
}
