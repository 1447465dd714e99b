import { z } from 'zod';
import { UnknownModelError } from '../../../engine/index.js';
import type { Press } from '../../entry/request.js';
import { adviseOn, type Services, today } from '../../entry/services.js';
import type { ModalView } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import {
  decodeResult,
  encodeResult,
  packJson,
  type ResultState,
  unpackJson,
} from '../../kit/workload-code.js';
import { fillWindow, openWindow, updateView } from '../../posting/windows.js';
import { planOptionValue, workingFailed, workingLoading, workingModal } from './working-modal.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out again.';

/** A change that takes longer is announced in the window, in milliseconds. */
const WORTH_ANNOUNCING_MS = 400;

/** *Working* on a result: its ledgers, at the prices of the day of the result. The window opens before they are there. */
export async function openWorking(press: Press): Promise<void> {
  const { services, workspaceId, value = '' } = press;
  const state = decodeResult(value);
  const metadata = state === undefined ? undefined : metadataOf({ state });
  if (state === undefined || metadata === undefined) return press.tell(noticeMessage([TOO_OLD]));
  await openWindow(press, { title: 'Working', loading: workingLoading(metadata) }, () =>
    viewOf(services, workspaceId, { state }, metadata),
  );
}

/** Another plan was chosen in the ledgers. */
export async function showPlan(press: Press): Promise<void> {
  if (press.value !== undefined) await showAnother(press, { planId: press.value, page: 0 });
}

/** Another page of the ledgers was chosen. */
export async function showPage(press: Press): Promise<void> {
  await showAnother(press, { page: Number.parseInt(press.value ?? '0', 10) || 0 });
}

/** Shows something else of the same result. While that takes its time, the window says so. */
async function showAnother({ services, workspaceId, view }: Press, change: Partial<Shown>): Promise<void> {
  const before = view === undefined ? undefined : readShown(view.private_metadata);
  if (!view || !before) return;
  const shown = { ...before, ...change };
  const metadata = metadataOf(shown);
  if (metadata === undefined) return;
  const work = viewOf(services, workspaceId, shown, metadata);
  const waited = services.outside.sleep(WORTH_ANNOUNCING_MS).then(() => 'slow');
  const first = await Promise.race([work.then(ended, ended), waited]);
  const announced = first === 'slow' ? await updateView(services, view, workingLoading(metadata)) : undefined;
  await fillWindow(services, announced?.kind === 'updated' ? announced.view : view, 'Working', work);
}

function ended(): 'ended' {
  return 'ended';
}

/** What the ledgers show and where. */
interface Shown {
  readonly state: ResultState;
  readonly planId?: string;
  readonly page?: number;
}

const Metadata = z.object({ r: z.string(), p: z.string().optional() });

function readShown(metadata: string): Shown | undefined {
  const parsed = Metadata.safeParse(unpackJson(metadata));
  const state = parsed.success ? decodeResult(parsed.data.r) : undefined;
  if (!parsed.success || !state) return undefined;
  return parsed.data.p === undefined ? { state } : { state, planId: parsed.data.p };
}

/** What brings the ledgers back; `undefined` when it is too long for a view. */
function metadataOf({ state, planId }: Shown): string | undefined {
  const result = encodeResult(state);
  return result === undefined ? undefined : packJson({ r: result, p: planId }, 3_000);
}

/** The ledgers, or why they cannot be shown any more: a model has left the catalogue. */
async function viewOf(
  services: Services,
  workspaceId: string,
  { state, planId, page = 0 }: Shown,
  metadata: string,
): Promise<ModalView> {
  try {
    const day = state.asOf ?? today(services);
    const advice = await adviseOn(services, workspaceId, state.workload, day);
    const plan = advice.plans.find((one) => planOptionValue(one) === planId);
    return workingModal({ advice, metadata, page, ...(plan === undefined ? {} : { planId: plan.id }) });
  } catch (error) {
    if (error instanceof UnknownModelError) return workingFailed(TOO_OLD);
    throw error;
  }
}
