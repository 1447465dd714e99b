import { z } from 'zod';
import type { Press } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import type { ModalView } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { sentenceWindow } from '../../kit/window.js';
import {
  decodeResult,
  encodeResult,
  packJson,
  type ResultState,
  unpackJson,
} from '../../kit/workload-code.js';
import { replyInThread, type Thread } from '../../posting/reply-in-thread.js';
import { fillWindow, openWindow, updateView } from '../../posting/windows.js';
import { adviceOnResult, readResult } from './read-result.js';
import { isWhyPage, type WhyPage } from './why-blocks.js';
import { whyLoading, whyMessage, whyModal } from './why-views.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';

/** What the window shows: of which result, which page, and the thread of that result where there is one. */
interface Shown {
  readonly state: ResultState;
  readonly page: WhyPage;
  readonly thread?: Thread;
}

/** *Why* on a result: what is behind it, at the prices of its day. The window opens before it is there. */
export async function openWhy(press: Press): Promise<void> {
  const { services, workspaceId, value = '', person, message, isEphemeral } = press;
  const state = decodeResult(value);
  if (state === undefined) return press.tell(noticeMessage([TOO_OLD]));
  const ts = readResult(message)?.threadTs;
  const { channelId } = person;
  const shown: Shown = {
    state,
    page: 'reasons',
    ...(ts !== undefined && channelId !== undefined && !isEphemeral && { thread: { channelId, ts } }),
  };
  const metadata = metadataOf(shown);
  if (metadata === undefined) return press.tell(noticeMessage([TOO_OLD]));
  await openWindow(press, { title: 'Why', loading: whyLoading(metadata) }, () =>
    viewOf(services, workspaceId, shown, metadata),
  );
}

/** Another page was chosen. */
export async function showWhyPage({ services, workspaceId, view, value }: Press): Promise<void> {
  const before = view === undefined ? undefined : readShown(view.private_metadata);
  if (view === undefined || before === undefined || !isWhyPage(value)) return;
  const shown = { ...before, page: value };
  const metadata = metadataOf(shown);
  if (metadata === undefined) return;
  const announced = await updateView(services, view, whyLoading(metadata));
  await fillWindow(
    services,
    announced.kind === 'updated' ? announced.view : view,
    'Why',
    viewOf(services, workspaceId, shown, metadata),
  );
}

/** The page is posted in the thread of the result, once, for everybody who reads it. */
export async function postWhy(press: Press): Promise<void> {
  const { services, workspaceId, person, view, value, key } = press;
  const shown = view === undefined ? undefined : readShown(view.private_metadata);
  if (shown?.thread === undefined || !isWhyPage(value)) return;
  if (!(await services.claims.claim(workspaceId, `why:${key}`))) return;
  const advice = await adviceOnResult(services, workspaceId, shown.state);
  if (advice === undefined) return press.tell(noticeMessage([TOO_OLD]));
  const { thread } = shown;
  const outcome = await replyInThread(
    services,
    { ...person, channelId: thread.channelId },
    thread,
    whyMessage(advice, value),
  );
  services.logger.info({ outcome, page: value }, 'What is behind a result was posted');
}

const Metadata = z.object({
  r: z.string(),
  p: z.string(),
  c: z.string().optional(),
  t: z.string().optional(),
});

/** What a window of *Why* shows; `undefined` for one of another version. */
export function readShown(metadata: string): Shown | undefined {
  const parsed = Metadata.safeParse(unpackJson(metadata));
  if (!parsed.success) return undefined;
  const { r, p, c, t } = parsed.data;
  const state = decodeResult(r);
  if (state === undefined || !isWhyPage(p)) return undefined;
  return { state, page: p, ...(c !== undefined && t !== undefined && { thread: { channelId: c, ts: t } }) };
}

/** What brings the window back; `undefined` when it is too long for a view. */
export function metadataOf({ state, page, thread }: Shown): string | undefined {
  const result = encodeResult(state);
  return result === undefined
    ? undefined
    : packJson({ r: result, p: page, c: thread?.channelId, t: thread?.ts }, 3_000);
}

async function viewOf(
  services: Services,
  workspaceId: string,
  { state, page, thread }: Shown,
  metadata: string,
): Promise<ModalView> {
  const advice = await adviceOnResult(services, workspaceId, state);
  return advice === undefined
    ? sentenceWindow('Why', TOO_OLD)
    : whyModal({ advice, page, metadata, hasThread: thread !== undefined });
}
