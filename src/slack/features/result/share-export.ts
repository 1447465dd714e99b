import { type Advice, formatDay } from '../../../engine/index.js';
import { failureSentence } from '../../errors/refusals.js';
import { flatten } from '../../grammar/flat-workload.js';
import { writeWorkload } from '../../grammar/write-workload.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { reportFailure } from '../../kit/reference.js';
import { isOutOfReach } from '../../kit/slack-error.js';
import { type Person, type Telling, tellPerson } from '../../posting/person.js';
import type { Thread } from '../../posting/reply-in-thread.js';
import { type Shared, shareFiles } from '../../posting/share-files.js';
import { uploadSentence } from '../../posting/upload.js';
import { exportFiles } from './export-files.js';
import { workloadLine } from './headline-numbers.js';

/**
 * Hands an advice over as files, once: in a thread, else to the person alone, who is told what became of it.
 *
 * @returns what became of it
 */
export async function shareExport(
  telling: Telling,
  person: Person,
  advice: Advice,
  thread: Thread | undefined,
): Promise<Shared['kind']> {
  const shared = await shareFiles(telling, {
    files: exportFiles(advice).map(({ name, title, mediaType, content }) => ({
      name,
      title,
      mediaType,
      bytes: new Uint8Array(Buffer.from(content)),
    })),
    comment: commentOn(advice),
    userId: person.userId,
    ...(thread !== undefined && { thread }),
  });
  telling.logger.info({ outcome: shared.kind }, 'An advice was exported');
  await tellOutcome(telling, person, shared);
  return shared.kind;
}

/** Longest comment above files. A line that would be cut says something else, so it is left out. */
const LONGEST_COMMENT = 3_000;

function commentOn(advice: Advice): string {
  const files = filesOf(advice);
  const whole = `${files} To ask it again: /ftcost ${writeWorkload(flatten(advice.workload))}`;
  return whole.length <= LONGEST_COMMENT ? whole : files;
}

function filesOf(advice: Advice): string {
  return `Export of ${workloadLine(advice)}: the ledgers of all plans, their accuracy and chances, and their cost month by month for a spreadsheet, and the whole advice as JSON. Prices of ${formatDay(advice.asOf)}.`;
}

const KEPT = 'The result stays as it is. Press Export again to try once more.';

async function tellOutcome(telling: Telling, person: Person, shared: Shared): Promise<void> {
  const tell = (sentences: readonly string[], failure?: unknown) =>
    tellPerson(
      telling,
      person,
      noticeMessage(
        sentences,
        undefined,
        failure === undefined
          ? undefined
          : reportFailure(telling.logger, { failure }, 'An export could not be shared'),
      ),
    );
  switch (shared.kind) {
    case 'in-thread':
      return;
    case 'direct':
      // Who would be told in the direct message itself reads it there.
      if (shared.because === undefined && isToldDirectly(person)) return;
      await tell(directWords(shared.because));
      return;
    case 'failed':
      await tell([uploadSentence('The export', shared.failure), KEPT], shared.failure);
      return;
    case 'unreachable':
      await tell([failureSentence(shared.failure)], shared.failure);
      return;
    case 'unknown':
      await tell(
        [
          'Slack did not confirm that the export was shared. Please look in the thread. I do not send it twice by myself: if it is missing, press Export again.',
        ],
        shared,
      );
      return;
  }
}

function isToldDirectly({ channelId, responseUrl }: Person): boolean {
  return channelId === undefined ? responseUrl === undefined : channelId.startsWith('D');
}

function directWords(because: Extract<Shared, { kind: 'direct' }>['because']): string[] {
  const sent = 'I sent the export to you in a direct message.';
  if (because === undefined) return [sent];
  return isOutOfReach(because)
    ? [sent, 'I am not a member here: /invite @ftcost lets me share it in the thread.']
    : [sent, 'Slack did not let me share it in the thread.'];
}
