import { dueOn, type Pipeline, pipelineOf, savingOf } from '../../../decisions/pipeline.js';
import { REASONS, type Realised, realisedById } from '../../../decisions/realised.js';
import type { PriceBook } from '../../../prices/price-book.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { PROPOSED } from '../../../workspace/life.js';
import type { Words } from '../../entry/request.js';
import { basisOf, today } from '../../entry/services.js';
import { failureSentence } from '../../errors/refusals.js';
import { bullets, type Message, words } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asSafeMrkdwn } from '../../kit/safe-text.js';
import { shareFiles } from '../../posting/share-files.js';
import { uploadSentence } from '../../posting/upload.js';
import { NOTHING_SAVED } from '../estimates/saved-message.js';
import { type CsvCell, csvFile } from '../result/export-files.js';
import { pipelineLines } from './life-words.js';

/** `/ftcost decisions`: what the decisions of the workspace come to, and all of them as a file for the person alone. */
export async function answerWithDecisions(request: Words): Promise<void> {
  await request.received();
  const { services, workspaceId, person } = request;
  const { estimates } = await services.workspaces.estimates.list(workspaceId);
  if (estimates.length === 0) return request.tell(noticeMessage([NOTHING_SAVED]));
  const { book } = await basisOf(services, workspaceId);
  const realised = realisedById(estimates, await services.workspaces.actuals.list(workspaceId));
  const pipeline = pipelineOf(estimates, book, realised);
  await request.tell(pipelineMessage(pipeline, today(services)));
  const shared = await shareFiles(services, {
    files: [
      {
        name: `ftcost-decisions-${today(services)}.csv`,
        title: 'All decisions',
        mediaType: 'text/csv',
        bytes: new Uint8Array(Buffer.from(csvFile(decisionTable(estimates, book, realised)))),
      },
    ],
    comment: 'The decisions of this workspace with state, owner, day and savings. USD a month.',
    userId: person.userId,
  });
  if (shared.kind === 'failed')
    await request.tell(noticeMessage([uploadSentence('The file', shared.failure)]));
  if (shared.kind === 'unreachable') await request.tell(noticeMessage([failureSentence(shared.failure)]));
}

function pipelineMessage(pipeline: Pipeline, day: string): Message {
  const lines = pipelineLines(pipeline, day);
  const said = lines.length === 0 ? ['No saved decision saves anything, is due, or was adopted.'] : lines;
  return {
    text: asSafeMrkdwn(said.join(' ')),
    blocks: [
      bullets(
        'Decisions of this workspace',
        said.map((line) => [words(line)]),
      ),
    ],
  };
}

/** All decisions for a spreadsheet. Pure. */
function decisionTable(
  estimates: readonly Estimate[],
  book: PriceBook,
  realised: ReadonlyMap<string, Realised>,
): readonly CsvCell[][] {
  const head = [
    'name',
    'state',
    'owner',
    'due',
    'verdict',
    'plan_now',
    'saves_usd_per_month_now',
    'adopted_on',
    'adopted_by',
    'adopted_plan',
    'said_to_save_usd_per_month',
    'forecast_usd_per_month',
    'realised_usd_per_month',
    ...REASONS.map((reason) => `because_of_${reason}_usd`),
    'reason',
    'id',
  ];
  return [
    head,
    ...estimates.map((estimate): CsvCell[] => {
      const decision = newestDecision(estimate);
      const real = realised.get(estimate.id);
      const { state, owner, reason, adoption } = estimate.life ?? PROPOSED;
      return [
        estimate.name,
        state,
        owner ?? null,
        dueOn(estimate, book) ?? null,
        decision.headline,
        decision.planTitle,
        savingOf(decision),
        adoption?.on ?? null,
        adoption?.by ?? null,
        adoption?.planTitle ?? null,
        adoption?.savingUsd ?? null,
        real?.against?.forecastUsd ?? null,
        real?.usdPerMonth ?? null,
        ...REASONS.map((one) => real?.against?.reasons[one] ?? null),
        reason ?? null,
        estimate.id,
      ];
    }),
  ];
}
