import { routingChart } from '../../../charts/routing-chart.js';
import type { RoutingCurve } from '../../../numbers/evals/evaluate.js';
import { destinationOf, type Words } from '../../entry/request.js';
import { chartBlocks, paragraph, words } from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn } from '../../kit/safe-text.js';
import { postContent } from '../../posting/post-content.js';

/**
 * Shows the person alone, by direct message, what sending a share of the calls on to the better model brings and costs.
 * The figures stand in the report, too: without the picture there is nothing to add.
 */
export async function shareRouting(request: Words, routing: RoutingCurve | null): Promise<void> {
  if (routing === null) return;
  const { services, workspaceId, person, key } = request;
  const chart = routingChart(routing);
  const said = asOneLine(`${chart.title}. ${chart.subtitle}.`);
  await postContent(services, {
    workspaceId,
    key: `${key}:routing`,
    content: async () => ({
      chart,
      message: (picture, notes = []) => ({
        text: asSafeMrkdwn([...notes, chart.altText].join(' ')),
        blocks: [paragraph(words([...notes, said].join(' '))), ...chartBlocks(picture)],
      }),
    }),
    destination: destinationOf(request, true),
    person,
  });
}
