import { type Advice, formatDay, upperFirst } from '../../../engine/index.js';
import { failureSentence } from '../../errors/refusals.js';
import { flatten } from '../../grammar/flat-workload.js';
import { writeWorkload } from '../../grammar/write-workload.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { reportFailure } from '../../kit/reference.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { isOutOfReach } from '../../kit/slack-error.js';
import { type Person, type Telling, tellPerson } from '../../posting/person.js';
import type { Thread } from '../../posting/reply-in-thread.js';
import { type Shared, type SharedFile, shareFiles } from '../../posting/share-files.js';
import { uploadSentence } from '../../posting/upload.js';
import { exportFiles, fileStem } from './export-files.js';
import { workloadLine } from './headline-numbers.js';

/** What is handed over: files, what they are called, and the sentence above them. */
interface HandedOver {
  /** For the middle and, with a capital, for the beginning of a sentence: `the export`. */
  readonly what: 'the export' | 'the memo';
  /** The choice that hands it over again. */
  readonly choice: 'Export' | 'Memo';
  readonly files: readonly SharedFile[];
  readonly comment: string;
}

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
  const files = exportFiles(advice).map(({ name, title, mediaType, content }) => ({
    name,
    title,
    mediaType,
    bytes: new Uint8Array(Buffer.from(content)),
  }));
  const handedOver = { what: 'the export', choice: 'Export', files, comment: commentOn(advice) } as const;
  return handOver(telling, person, handedOver, thread);
}

/** Hands an advice over as a page to forward, in the same way. */
export async function shareMemo(
  telling: Telling,
  person: Person,
  advice: Advice,
  pdf: Uint8Array<ArrayBuffer>,
  thread: Thread | undefined,
): Promise<Shared['kind']> {
  const name = `${fileStem(advice)}-memo.pdf`;
  const title = cut(asOneLine(`Memo on ${workloadLine(advice)}`), 120);
  const files = [{ name, title, mediaType: 'application/pdf', bytes: pdf }];
  const comment = `Memo on ${workloadLine(advice)}: one page to forward. Prices of ${formatDay(advice.asOf)}.`;
  return handOver(telling, person, { what: 'the memo', choice: 'Memo', files, comment }, thread);
}

async function handOver(
  telling: Telling,
  person: Person,
  handedOver: HandedOver,
  thread: Thread | undefined,
): Promise<Shared['kind']> {
  const { files, comment, what } = handedOver;
  const shared = await shareFiles(telling, {
    files,
    comment,
    userId: person.userId,
    ...(thread !== undefined && { thread }),
  });
  telling.logger.info({ outcome: shared.kind, what }, 'An advice was handed over as files');
  await tellOutcome(telling, person, handedOver, shared);
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

function keptWords({ choice }: HandedOver): string {
  return `The result stays as it is. Choose ${choice} again to try once more.`;
}

async function tellOutcome(
  telling: Telling,
  person: Person,
  handedOver: HandedOver,
  shared: Shared,
): Promise<void> {
  const { what, choice } = handedOver;
  const tell = (sentences: readonly string[], failure?: unknown) =>
    tellPerson(
      telling,
      person,
      noticeMessage(
        sentences,
        undefined,
        failure === undefined
          ? undefined
          : reportFailure(telling.logger, { failure }, 'Files could not be shared'),
      ),
    );
  switch (shared.kind) {
    case 'in-thread':
      return;
    case 'direct':
      // Who would be told in the direct message itself reads it there.
      if (shared.because === undefined && isToldDirectly(person)) return;
      await tell(directWords(what, shared.because));
      return;
    case 'failed':
      await tell([uploadSentence(upperFirst(what), shared.failure), keptWords(handedOver)], shared.failure);
      return;
    case 'unreachable':
      await tell([failureSentence(shared.failure)], shared.failure);
      return;
    case 'unknown':
      await tell(
        [
          `Slack did not confirm that ${what} was shared. Please look in the thread. I do not send it twice by myself: if it is missing, choose ${choice} again.`,
        ],
        shared,
      );
      return;
  }
}

function isToldDirectly({ channelId, responseUrl }: Person): boolean {
  return channelId === undefined ? responseUrl === undefined : channelId.startsWith('D');
}

function directWords(
  what: HandedOver['what'],
  because: Extract<Shared, { kind: 'direct' }>['because'],
): string[] {
  const sent = `I sent ${what} to you in a direct message.`;
  if (because === undefined) return [sent];
  return isOutOfReach(because)
    ? [sent, 'I am not a member here: /invite @ftcost lets me share it in the thread.']
    : [sent, 'Slack did not let me share it in the thread.'];
}
