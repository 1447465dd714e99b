import { z } from 'zod';
import type { Chart } from '../../charts/chart.js';
import { callSlack } from './call-slack.js';
import type { Outside, SlackApi } from './slack-api.js';
import type { SlackFailure } from './slack-error.js';

/** Why there is no chart. */
export type ChartFailure =
  | { readonly kind: 'not-rendered' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'missing-scope'; readonly scope: string }
  | { readonly kind: 'uploads-off' }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'upload-failed'; readonly code: string }
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

const PATIENCE = { tries: 2, mostSeconds: 3 } as const;
const Ticket = z.object({ upload_url: z.url(), file_id: z.string() });
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
  const filename = `ftcost-${type}.png`;
  const file = { filename, length: png.length };
  const ticket = await callSlack(api, outside, 'files.getUploadURLExternal', file, PATIENCE);
  if (!ticket.ok) return { ok: false, failure: reasonOf(ticket.failure) };
  const { upload_url: url, file_id: fileId } = Ticket.parse(ticket.answer);

  const sent = await sendBytes(url, { png, filename }, outside, deadline - outside.now());
  if (sent !== undefined) return { ok: false, failure: sent };

  const files = [{ id: fileId, title }];
  const completed = await callSlack(api, outside, 'files.completeUploadExternal', { files }, PATIENCE);
  if (!completed.ok) return { ok: false, failure: reasonOf(completed.failure), fileId };

  await waitUntilReady(api, outside, fileId);
  return { ok: true, fileId };
}

async function sendBytes(
  url: string,
  { png, filename }: { readonly png: Buffer; readonly filename: string },
  { fetch }: Outside,
  timeoutMs: number,
): Promise<ChartFailure | undefined> {
  const form = new FormData();
  form.append('body', new Blob([new Uint8Array(png)], { type: 'image/png' }), filename);
  try {
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
    const answer = await fetch(url, { method: 'POST', body: form, signal });
    return answer.ok ? undefined : { kind: 'upload-failed', code: `http_${answer.status}` };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name === 'TimeoutError' ? { kind: 'slow' } : { kind: 'upload-failed', code: 'no_answer' };
  }
}

/** Waits until the file has a type. Without the right to look (`files:read`) there is nothing to wait for. */
async function waitUntilReady(api: SlackApi, outside: Outside, fileId: string): Promise<void> {
  const deadline = outside.now() + READY_MS;
  for (let look = 0; outside.now() < deadline; look += 1) {
    const info = await callSlack(api, outside, 'files.info', { file: fileId }, PATIENCE);
    if (!info.ok && info.failure.kind === 'refused') return;
    if (info.ok && (FileInfo.parse(info.answer).file.mimetype ?? '') !== '') return;
    await outside.sleep(PAUSES_MS[look] ?? 1_000);
  }
}

function reasonOf(failure: SlackFailure): ChartFailure {
  if (failure.kind === 'throttled') return { kind: 'slow' };
  if (failure.kind === 'unknown') return { kind: 'upload-failed', code: failure.why };
  switch (failure.code) {
    case 'missing_scope':
      return { kind: 'missing-scope', scope: failure.needed ?? 'files:write' };
    case 'file_uploads_disabled':
    case 'file_type_not_allowed':
    case 'file_upload_size_restricted':
      return { kind: 'uploads-off' };
    case 'storage_limit_reached':
      return { kind: 'storage-full' };
    default:
      return { kind: 'upload-failed', code: failure.code };
  }
}

/** Deletes a file that no message shows. A failure is of no consequence to anybody, and returned for the log. */
export async function deleteChart(api: SlackApi, outside: Outside, fileId: string): Promise<boolean> {
  const deleted = await callSlack(api, outside, 'files.delete', { file: fileId }, PATIENCE);
  return deleted.ok;
}
