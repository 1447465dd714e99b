import { z } from 'zod';
import type { Chart } from '../../charts/chart.js';
import { callSlack, readAnswer } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import type { SlackFailure } from '../kit/slack-error.js';
import { ForeignHostError } from '../kit/slack-hosts.js';

/** A file on its way to Slack. */
export interface UploadFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why Slack did not take a file. */
export type UploadFailure =
  | { readonly kind: 'slow' }
  | { readonly kind: 'missing-scope'; readonly scope: string }
  | { readonly kind: 'uploads-off' }
  | { readonly kind: 'storage-full' }
  /** The address for the bytes is not Slack's: they were sent nowhere. */
  | { readonly kind: 'foreign-host' }
  | {
      readonly kind: 'upload-failed';
      readonly code: string;
      /** True where Slack did not say no: another try may go through. */
      readonly mayPass: boolean;
    };

/** The first two steps of an upload. */
export type UploadedBytes =
  | { readonly ok: true; readonly fileId: string }
  | { readonly ok: false; readonly failure: UploadFailure };

const PATIENCE = { tries: 2, mostSeconds: 3 } as const;
const Ticket = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * Hands the bytes of a file to Slack. Nobody sees the file before the upload is completed, so a failure that may pass is
 * followed by another try.
 */
export async function uploadBytes(
  api: SlackApi,
  outside: Outside,
  file: UploadFile,
  deadlineMs: number,
): Promise<UploadedBytes> {
  const first = await uploadOnce(api, outside, file, deadlineMs);
  const mayPass = !first.ok && first.failure.kind === 'upload-failed' && first.failure.mayPass;
  return mayPass && outside.now() < deadlineMs ? uploadOnce(api, outside, file, deadlineMs) : first;
}

async function uploadOnce(
  api: SlackApi,
  outside: Outside,
  file: UploadFile,
  deadlineMs: number,
): Promise<UploadedBytes> {
  const announced = { filename: file.name, length: file.bytes.length };
  const called = await callSlack(api, outside, 'files.getUploadURLExternal', announced, PATIENCE);
  const ticket = readAnswer(called, Ticket);
  if (!ticket.ok) return { ok: false, failure: uploadFailureOf(ticket.failure) };
  const { upload_url: url, file_id: fileId } = ticket.answer;
  const failure = await sendBytes(url, file, outside, deadlineMs - outside.now());
  return failure === undefined ? { ok: true, fileId } : { ok: false, failure };
}

async function sendBytes(
  url: string,
  { name, mediaType, bytes }: UploadFile,
  { fetch }: Outside,
  timeoutMs: number,
): Promise<UploadFailure | undefined> {
  const form = new FormData();
  form.append('body', new Blob([bytes], { type: mediaType }), name);
  try {
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
    const answer = await fetch(url, { method: 'POST', body: form, signal });
    if (answer.ok) return undefined;
    return { kind: 'upload-failed', code: `http_${answer.status}`, mayPass: answer.status >= 500 };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof ForeignHostError) {
      return { kind: 'foreign-host' };
    }
    return error.name === 'TimeoutError'
      ? { kind: 'slow' }
      : { kind: 'upload-failed', code: 'no_answer', mayPass: true };
  }
}

/** What a failed call of an upload means for the file. */
export function uploadFailureOf(failure: SlackFailure): UploadFailure {
  if (failure.kind === 'throttled') return { kind: 'slow' };
  if (failure.kind === 'unknown') return { kind: 'upload-failed', code: failure.why, mayPass: true };
  switch (failure.code) {
    case 'missing_scope':
      return { kind: 'missing-scope', scope: failure.needed ?? 'files:write' };
    case 'file_uploads_disabled':
    case 'file_uploads_except_images_disabled':
    case 'file_type_not_allowed':
    case 'file_upload_size_restricted':
      return { kind: 'uploads-off' };
    case 'storage_limit_reached':
      return { kind: 'storage-full' };
    default:
      return { kind: 'upload-failed', code: failure.code, mayPass: false };
  }
}

/** Deletes a file that no message shows. A failure is of no consequence to anybody, and returned for the log. */
export async function deleteFile(api: SlackApi, outside: Outside, fileId: string): Promise<boolean> {
  const deleted = await callSlack(api, outside, 'files.delete', { file: fileId }, PATIENCE);
  return deleted.ok;
}

/** Why there is no chart. */
export type ChartFailure =
  | UploadFailure
  | { readonly kind: 'not-rendered' }
  /** Uploaded, but Slack would not show it in the message. */
  | { readonly kind: 'not-accepted' }
  /** The bot is not in the conversation. */
  | { readonly kind: 'not-a-member' };

/** What became of an upload. A file that exists but cannot be used is named, so that it can be deleted. */
export type Uploaded =
  | { readonly ok: true; readonly fileId: string }
  | { readonly ok: false; readonly failure: ChartFailure; readonly fileId?: string };

/** Longest time for the whole upload, in milliseconds. */
const UPLOAD_MS = 10_000;
/** Longest time until Slack has processed the file, in milliseconds. */
const READY_MS = 5_000;
/** Pauses between looks at the file, in milliseconds; the last one is repeated. */
const PAUSES_MS = [100, 150, 250, 400, 600, 800] as const;

const FileInfo = z.object({ file: z.object({ mimetype: z.string().optional() }) });

/**
 * Uploads a PNG without a channel, and waits until Slack has processed it. It becomes visible when the same token
 * posts it. A file that is still not ready is handed over all the same: the post tries it again.
 */
export async function uploadChart(
  api: SlackApi,
  outside: Outside,
  png: Buffer,
  { type, title }: Pick<Chart, 'type' | 'title'>,
): Promise<Uploaded> {
  const deadline = outside.now() + UPLOAD_MS;
  const file = { name: `ftcost-${type}.png`, mediaType: 'image/png', bytes: new Uint8Array(png) };
  const sent = await uploadBytes(api, outside, file, deadline);
  if (!sent.ok) return sent;
  const { fileId } = sent;

  const files = [{ id: fileId, title }];
  const complete = () => callSlack(api, outside, 'files.completeUploadExternal', { files }, PATIENCE);
  const first = await complete();
  // Without a channel nobody sees the file yet: completing it twice shows nothing twice.
  const completed = !first.ok && first.failure.kind === 'unknown' ? await complete() : first;
  if (!completed.ok) return { ok: false, failure: uploadFailureOf(completed.failure), fileId };

  await waitUntilReady(api, outside, fileId);
  return { ok: true, fileId };
}

/** Waits until the file has a type. Without the right to look (`files:read`) there is nothing to wait for. */
async function waitUntilReady(api: SlackApi, outside: Outside, fileId: string): Promise<void> {
  const deadline = outside.now() + READY_MS;
  for (let look = 0; outside.now() < deadline; look += 1) {
    const called = await callSlack(api, outside, 'files.info', { file: fileId }, PATIENCE);
    const info = readAnswer(called, FileInfo);
    if (!info.ok && info.failure.kind === 'refused') return;
    if (info.ok && (info.answer.file.mimetype ?? '') !== '') return;
    await outside.sleep(PAUSES_MS[look] ?? 1_000);
  }
}

/** Why Slack did not take a file, and what brings it: `The chart could not be uploaded: ...`. */
export function uploadSentence(what: string, failure: UploadFailure): string {
  switch (failure.kind) {
    case 'slow':
      return `${what} could not be uploaded: Slack took too long to accept it.`;
    case 'missing-scope':
      return `${what} could not be uploaded: this workspace has not given me the right ${failure.scope}. An admin can reinstall the app to allow it.`;
    case 'uploads-off':
      return `${what} could not be uploaded: this workspace does not accept uploads. An admin can allow them.`;
    case 'storage-full':
      return `${what} could not be uploaded: the file storage of this workspace is full. An admin can make room.`;
    case 'foreign-host':
      return `${what} was not uploaded: the address that I was given for it is not one of Slack's. The operator finds it in the log.`;
    case 'upload-failed':
      return `${what} could not be uploaded (Slack said ${failure.code}).`;
  }
}
