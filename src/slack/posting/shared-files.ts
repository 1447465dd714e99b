import { z } from 'zod';
import { FileError } from '../../numbers/file-error.js';
import type { StreamedFile } from '../../numbers/reading.js';
import { failureSentence, reinstallSentence } from '../errors/refusals.js';
import { callSlack, readAnswer } from '../kit/call-slack.js';
import { asOneLine, cut } from '../kit/safe-text.js';
import type { SlackFailure } from '../kit/slack-error.js';
import { ForeignHostError } from '../kit/slack-hosts.js';
import type { Telling } from './person.js';

/** Files that people share with the app. They are read piece by piece from Slack and kept nowhere. */
export interface SharedFiles {
  /**
   * Finds a file and opens it; its content is fetched when it is read.
   *
   * @throws FileError when Slack does not show it, or it is none that can be read
   */
  open(fileId: string): Promise<StreamedFile>;
}

/** Largest file that is read out of Slack, in bytes. */
const MAX_SHARED_BYTES = 200_000_000;

/** Longest name that is repeated, in UTF-16 units. */
const MAX_NAME = 80;
/** Slack begins to answer, and goes on, within this time or is given up, in milliseconds. */
const ANSWER_MS = 15_000;
const STALLED_MS = 30_000;
const PATIENCE = { tries: 3, mostSeconds: 10 } as const;

/** Kinds of files whose bytes Slack keeps: others are pages of its own, or stand elsewhere. */
const KEPT_BY_SLACK = new Set(['hosted', 'snippet']);

const Info = z.object({
  file: z.object({
    name: z.string().nullish(),
    size: z.number().int().min(0).default(0),
    mode: z.string().default('hosted'),
    is_external: z.boolean().default(false),
    url_private: z.string().optional(),
    url_private_download: z.string().optional(),
  }),
});

/** The files that a bot may read with its token. */
export function sharedFiles(telling: Telling, token: string | undefined): SharedFiles {
  return {
    async open(fileId) {
      const called = await callSlack(telling.api, telling.outside, 'files.info', { file: fileId }, PATIENCE);
      const info = readAnswer(called, Info);
      if (!info.ok) throw notShown(info.failure, telling.installUrl);
      const { file } = info.answer;
      const name = cut(asOneLine(file.name ?? ''), MAX_NAME) || 'The file';
      const url = file.url_private_download ?? file.url_private;
      if (file.is_external || !KEPT_BY_SLACK.has(file.mode) || url === undefined) {
        throw new FileError(
          'not-allowed',
          `${name} is no file that Slack keeps: it is a page of Slack's or stands elsewhere. Download it, and drop the file itself here.`,
        );
      }
      if (file.size > MAX_SHARED_BYTES) {
        throw new FileError(
          'too-large',
          `${name} is larger than ${MAX_SHARED_BYTES / 1e6} MB. Give a part of it: every tenth line tells as much.`,
        );
      }
      if (file.size === 0) throw new FileError('empty', `${name} is empty.`);
      return { name, bytes: file.size, chunks: download(telling, { url, name, bytes: file.size, token }) };
    },
  };
}

function notShown(failure: SlackFailure, installUrl: string | undefined): FileError {
  if (failure.kind !== 'refused') return new FileError('unreachable', failureSentence(failure));
  if (failure.code === 'missing_scope') {
    return new FileError(
      'not-allowed',
      `I may not read files in this workspace. ${reinstallSentence(installUrl)}`,
    );
  }
  return new FileError('not-found', 'Slack does not show me that file: it may be gone. Send it to me again.');
}

/** The content of a file, within its announced length and in time. @throws FileError when it does not come whole */
async function* download(
  { outside, logger }: Telling,
  { url, name, bytes, token }: { url: string; name: string; bytes: number; token: string | undefined },
): AsyncGenerator<Uint8Array> {
  const ending = new AbortController();
  const stalled = new FileError(
    'unreachable',
    `Slack did not deliver ${name} in time. Send it again in a minute.`,
  );
  async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => ending.abort(stalled), ms);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }
  let received = 0;
  try {
    const headers = { authorization: `Bearer ${token ?? ''}` };
    const asking = outside.fetch(url, { method: 'GET', headers, signal: ending.signal });
    const answer = await within(ANSWER_MS, asking);
    const pieces = answer.ok ? answer.body?.getReader() : undefined;
    if (pieces === undefined) throw new FileError('unreachable', `Slack did not hand over ${name}.`);
    for (;;) {
      const { value, done } = await within(STALLED_MS, pieces.read());
      if (done) break;
      received += value.byteLength;
      // What unfolds on its way may be far longer than what was announced.
      if (received > bytes)
        throw new FileError('too-large', `${name} is longer than Slack says. Send it again.`);
      yield value;
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (error instanceof ForeignHostError) {
      throw new FileError('not-allowed', `${name} does not stand with Slack, so I did not fetch it.`);
    }
    // A redirect is no network failure: it leads to where people sign in.
    logger.warn({ err: error }, 'A shared file could not be fetched');
    throw new FileError(
      'unreachable',
      `Slack did not hand over ${name}. Send it again in a minute; if that does not help, an admin must reinstall the app.`,
    );
  } finally {
    ending.abort();
  }
  if (received < bytes) {
    throw new FileError('cut-short', `${name} came from Slack in part only. Send it again.`);
  }
}
