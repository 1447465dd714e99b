import { comparisonChart } from '../../../charts/comparison-chart.js';
import { formatCount } from '../../../engine/index.js';
import { compareFor } from '../../../workspace/compare-for.js';
import type { Feature } from '../../entry/feature.js';
import { destinationOf, type Words } from '../../entry/request.js';
import { basisOf, isBusy, today, vocabulary } from '../../entry/services.js';
import { busyMessage } from '../../errors/busy-message.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { postContent } from '../../posting/post-content.js';
import { comparisonMessage } from './comparison-message.js';
import { readComparisonText } from './comparison-text.js';

const EXAMPLE = '/ftcost compare gpt-4o gpt-6-luna 500k/day 2000+200in 100out';

/** `/ftcost compare gpt-4o gpt-6-luna 500k/day 2000+200in 100out`: one workload on several models, for everybody here. */
async function answerWithComparison(request: Words, text: string): Promise<void> {
  const { services, workspaceId, person, key } = request;
  const read = readComparisonText(text, vocabulary(services));
  if (!read.ok) return request.tell(problemMessage({ problems: read.problems, example: EXAMPLE, typed: '' }));
  const { workload, models, typical, isPrivate } = read;
  if (isBusy(services, workspaceId)) return request.tell(busyMessage(workload));
  await request.received(noticeMessage([comparingWords(models.length, isPrivate)]));
  await postContent(services, {
    workspaceId,
    key,
    async content() {
      const basis = await basisOf(services, workspaceId);
      const evidence = services.evidence.current();
      const { comparison, fromSettings } = compareFor(basis, workload, models, today(services), evidence);
      return {
        chart: comparisonChart(comparison),
        message: (chart, notes = []) =>
          comparisonMessage({ comparison, typical, fromSettings, chart, notes }),
        workload,
      };
    },
    destination: destinationOf(request, isPrivate),
    person,
  });
}

function comparingWords(models: number, isPrivate: boolean): string {
  const where = isPrivate ? 'It comes to you in a direct message.' : 'It comes here in a moment.';
  return `Comparing ${formatCount(models)} models. ${where}`;
}

/** One workload on several models. */
export const compare: Feature = {
  words: [
    {
      name: 'compare',
      typed: ['compare'],
      isPrivate: false,
      help: () => [[EXAMPLE, 'puts one workload on 2 to 8 models side by side.']],
      answer: answerWithComparison,
    },
  ],
};
