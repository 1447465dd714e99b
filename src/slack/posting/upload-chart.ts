import { z } from 'zod';
import type { Chart } from '../../charts/chart.js';
import { callSlack, readAnswer } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { type UploadFailure, uploadBytes, uploadFailureOf } from './upload-bytes.js';

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

const PATIENCE = { tries: 2, mostSeconds: 3 } as const;
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
