import { randomUUID } from 'node:crypto';
import { FileError } from '../../../numbers/file-error.js';
import type { CountedModel, FileAnswer } from '../../../numbers/reading.js';
import type { Press, Request } from '../../entry/request.js';
import { STOP_READING } from '../../kit/action-ids.js';
import { button, type Message, paragraph, words } from '../../kit/blocks.js';
import { asSafeMrkdwn } from '../../kit/safe-text.js';
import { createProgressLine } from '../../posting/progress-line.js';

/** Most files that are read together. */
export const MAX_FILES = 5;

/** A reading that takes longer than this shows how far it is, and how often it does, in milliseconds. */
const WORTH_SHOWING_MS = 2_000;
const EVERY_MS = 3_000;

/**
 * Reads files that somebody has shared, straight from Slack; nothing of them is kept. What takes longer than two seconds
 * shows how far it is in the person's conversation with the app, with a button that stops it.
 *
 * @throws FileError with what is wrong and how to mend it, for the person alone
 */
export async function readShared(
  { services, workspaceId, person }: Request,
  fileIds: readonly string[],
  { model, threshold }: { readonly model: CountedModel; readonly threshold?: number | undefined },
): Promise<FileAnswer> {
  if (fileIds.length > MAX_FILES) {
    throw new FileError('mixed', `I read at most ${MAX_FILES} files together. Send fewer.`);
  }
  const { claims, files, logger, numbers, outside } = services;
  const opened = await Promise.all(fileIds.map((id) => files.open(id)));
  const stopping = new AbortController();
  const line = createProgressLine(services, person.userId);
  const names = opened.map(({ name }) => name).join(', ');
  const id = randomUUID();
  // The reading goes on as long as this claim stands: whichever process hears of the button takes it back.
  await claims.claim(workspaceId, claimOf(id));
  let share = 0;
  let isOver = false;
  let showing = Promise.resolve();

  async function watch(): Promise<void> {
    await outside.sleep(WORTH_SHOWING_MS);
    while (!isOver) {
      if (await claims.claim(workspaceId, claimOf(id))) stopping.abort();
      if (isOver) return;
      showing = line.show(progressMessage(names, share, stopping.signal.aborted ? undefined : id));
      await showing;
      if (stopping.signal.aborted) return;
      await outside.sleep(EVERY_MS);
    }
  }

  watch().catch((error: unknown) => logger.warn({ err: error }, 'How far a reading is cannot be shown'));
  const begun = outside.now();
  try {
    const answer = await numbers.read(
      { kind: 'any', files: opened, model, ...(threshold !== undefined && { threshold }) },
      {
        owner: `${workspaceId} ${person.userId}`,
        signal: stopping.signal,
        onProgress: (read) => {
          share = read;
        },
      },
    );
    isOver = true;
    await showing;
    if (line.isShown) {
      await line.show(sentence(`Read ${names} in ${Math.ceil((outside.now() - begun) / 1_000)} s.`));
    }
    return answer;
  } catch (error) {
    isOver = true;
    await showing;
    if (line.isShown) await line.show(sentence(`Reading ${names} has ended.`));
    throw error;
  } finally {
    await claims.release(workspaceId, claimOf(id));
  }
}

/** *Stop* on the line of a reading. The line itself says what came of it. */
export async function stopReading({ services, workspaceId, value }: Press): Promise<void> {
  if (value !== undefined) await services.claims.release(workspaceId, claimOf(value));
}

function claimOf(readingId: string): string {
  return `reading:${readingId}`;
}

function progressMessage(names: string, share: number, readingId: string | undefined): Message {
  const text =
    readingId === undefined ? `Stopping: ${names}.` : `Reading ${names}: ${Math.floor(share * 100)}%.`;
  return {
    ...sentence(text),
    ...(readingId !== undefined && {
      blocks: [
        paragraph(words(text)),
        { type: 'actions' as const, elements: [button(STOP_READING, 'Stop', readingId)] },
      ],
    }),
  };
}

function sentence(text: string): Message {
  return { text: asSafeMrkdwn(text), blocks: [paragraph(words(text))] };
}
