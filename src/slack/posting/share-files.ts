import { z } from 'zod';
import { callSlack, readAnswer } from '../kit/call-slack.js';
import { asSafeMrkdwn } from '../kit/safe-text.js';
import type { SlackFailure } from '../kit/slack-error.js';
import type { Telling } from './person.js';
import type { Thread } from './reply-in-thread.js';
import { deleteFile, type UploadFailure, type UploadFile, uploadBytes, uploadFailureOf } from './upload.js';

/** A file to share, with the words above it. */
export interface SharedFile extends UploadFile {
  readonly title: string;
}

/** Files for a conversation or a person. */
export interface FilesToShare {
  readonly files: readonly SharedFile[];
  /** One sentence that says what the files are. */
  readonly comment: string;
  /** Where they go; without one to the person alone. */
  readonly thread?: Thread;
  readonly userId: string;
}

/** What became of the files. */
export type Shared =
  | { readonly kind: 'in-thread' }
  /** A direct message; `because` when they were meant for a thread. */
  | { readonly kind: 'direct'; readonly because?: SlackFailure }
  | { readonly kind: 'failed'; readonly failure: UploadFailure }
  /** No direct message can be sent. */
  | { readonly kind: 'unreachable'; readonly failure: SlackFailure }
  /** Nobody knows whether they were shared. */
  | { readonly kind: 'unknown' };

/** Longest time for the bytes of all files, in milliseconds. */
const UPLOAD_MS = 20_000;
const PATIENCE = { tries: 3, mostSeconds: 10 } as const;
const Posted = z.object({ channel: z.string() });

/**
 * Shares files once: in the thread, or by direct message where Slack does not let the bot into the conversation. Only
 * a refusal is followed by another try, because a refused call shared nothing.
 */
export async function shareFiles(telling: Telling, request: FilesToShare): Promise<Shared> {
  const { thread, comment } = request;
  if (thread === undefined) return shareDirectly(telling, request);
  const place = {
    channel_id: thread.channelId,
    thread_ts: thread.ts,
    initial_comment: asSafeMrkdwn(comment),
  };
  const first = await uploadAll(telling, request.files);
  if (!first.ok) return { kind: 'failed', failure: first.failure };
  const refused = await complete(telling, first.files, place);
  if (refused === undefined) return { kind: 'in-thread' };
  if (refused.kind === 'unknown') return { kind: 'unknown' };
  await deleteAll(telling, first.files);
  if (!isAboutPlace(refused)) return { kind: 'failed', failure: uploadFailureOf(refused) };
  return shareDirectly(telling, request, refused);
}

/** A throttle, a missing right or a full store would stop a direct message as well. */
function isAboutPlace(failure: SlackFailure): boolean {
  return failure.kind === 'refused' && uploadFailureOf(failure).kind === 'upload-failed';
}

async function shareDirectly(
  telling: Telling,
  { files, comment, userId }: FilesToShare,
  because?: SlackFailure,
): Promise<Shared> {
  const { api, outside } = telling;
  const uploaded = await uploadAll(telling, files);
  if (!uploaded.ok) return { kind: 'failed', failure: uploaded.failure };
  // Files go by the id of a conversation, and a message to the person is what tells it without another right.
  const args = { channel: userId, text: asSafeMrkdwn(comment), unfurl_links: false, unfurl_media: false };
  const called = await callSlack(api, outside, 'chat.postMessage', args, PATIENCE);
  const opened = readAnswer(called, Posted);
  if (!opened.ok) {
    await deleteAll(telling, uploaded.files);
    return { kind: 'unreachable', failure: opened.failure };
  }
  const refused = await complete(telling, uploaded.files, { channel_id: opened.answer.channel });
  if (refused === undefined) return { kind: 'direct', ...(because !== undefined && { because }) };
  if (refused.kind === 'unknown') return { kind: 'unknown' };
  await deleteAll(telling, uploaded.files);
  return { kind: 'failed', failure: uploadFailureOf(refused) };
}

interface TitledId {
  readonly id: string;
  readonly title: string;
}

/** Uploads the bytes of all files, or of none. */
async function uploadAll(
  telling: Telling,
  files: readonly SharedFile[],
): Promise<
  | { readonly ok: true; readonly files: readonly TitledId[] }
  | { readonly ok: false; readonly failure: UploadFailure }
> {
  const { api, outside } = telling;
  const deadline = outside.now() + UPLOAD_MS;
  const done: TitledId[] = [];
  for (const file of files) {
    const sent = await uploadBytes(api, outside, file, deadline);
    if (!sent.ok) {
      await deleteAll(telling, done);
      return sent;
    }
    done.push({ id: sent.fileId, title: file.title });
  }
  return { ok: true, files: done };
}

/** Completes the upload in a conversation; returns why not. */
async function complete(
  { api, outside, logger }: Telling,
  files: readonly TitledId[],
  place: Readonly<Record<string, string>>,
): Promise<SlackFailure | undefined> {
  const args = { files, ...place };
  const completed = await callSlack(api, outside, 'files.completeUploadExternal', args, PATIENCE);
  if (completed.ok) return undefined;
  logger.warn({ failure: completed.failure }, 'Files could not be shared');
  return completed.failure;
}

async function deleteAll({ api, outside }: Telling, files: readonly TitledId[]): Promise<void> {
  for (const { id } of files) await deleteFile(api, outside, id);
}
