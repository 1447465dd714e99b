import { z } from 'zod';
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
