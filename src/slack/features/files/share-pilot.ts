import type { Advice } from '../../../engine/index.js';
import { completeWorkload } from '../../../engine/index.js';
import { pilotPlanOf } from '../../../numbers/pilot/pilot-plan.js';
import { rowKit } from '../../../numbers/pilot/row-kit.js';
import type { Request } from '../../entry/request.js';
import { basisOf } from '../../entry/services.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { shareFiles } from '../../posting/share-files.js';
import { uploadSentence } from '../../posting/upload.js';

/**
 * Shares the kit of a planned test with the person alone: which rows of the training file are held out, which models run
 * on them, and what passes. It carries none of the text.
 */
export async function sharePilot(
  { services, workspaceId, person, tell }: Request,
  advice: Advice,
  questionLines: readonly number[],
): Promise<void> {
  if (advice.verdict.test === null) return;
  const { book } = await basisOf(services, workspaceId);
  const { task } = completeWorkload(advice.workload).complete;
  const kit = rowKit(pilotPlanOf(advice, book, task), questionLines);
  if (kit.length === 0) return;
  const shared = await shareFiles(services, {
    files: kit.map(({ text, ...file }) => ({ ...file, bytes: new TextEncoder().encode(text) })),
    comment: 'The test as a kit: which rows of your file are held out, what runs on them, and what passes.',
    userId: person.userId,
  });
  services.logger.info({ outcome: shared.kind }, 'A pilot kit was to be shared');
  if (shared.kind === 'failed')
    await tell(noticeMessage([uploadSentence('The kit of the test', shared.failure)]));
}
