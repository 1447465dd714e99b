import { z } from 'zod';
import { UnknownModelError } from '../../../engine/index.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import { adviseOn, type Services, today } from '../../entry/services.js';
import type { ModalView } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import {
  decodeResult,
  encodeResult,
  packJson,
  type ResultState,
  unpackJson,
} from '../../kit/workload-code.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { fillWindow, openWindow } from '../../posting/open-window.js';
import { tellPerson } from '../../posting/person.js';
import { updateView } from '../../posting/update-view.js';
import { planOptionValue, workingModal } from './working-modal.js';
import { workingFailed, workingLoading } from './working-states.js';

const TOO_OLD = 'I cannot read this old result any more. Type /ftcost to work it out anew.';

/** A change that takes longer is announced in the window, in milliseconds. */
const WORTH_ANNOUNCING_MS = 400;

/** *Working* on a result: its ledgers, at the prices of the day of the result. The window opens before they are there. */
export async function handleWorking(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, action, client, context } = args;
  await ack();
  const person = personOf(body);
  const state = action.type === 'button' ? decodeResult(action.value ?? '') : undefined;
  const metadata = state === undefined ? undefined : metadataOf({ state });
  if (state === undefined || metadata === undefined) {
    await tellPerson({ ...services, api: slackApiOf(client) }, person, noticeMessage([TOO_OLD]));
    return;
  }
  const loading = workingLoading(metadata);
  await openWindow(services, { client, triggerId: body.trigger_id, person, title: 'Working', loading }, () =>
    viewOf(services, workspaceOf(context), { state }, metadata),
  );
}

/** Another plan was chosen in the ledgers, or another page. While that takes its time, the window says so. */
export async function handleWorkingChanged(services: Services, args: ActionArgs): Promise<void> {
  const { ack, body, action, client, context } = args;
  await ack();
  const { view } = body;
  const before = view === undefined ? undefined : readShown(view.private_metadata);
  if (!view || !before) return;
  const shown = { ...before, ...changeOf(action) };
  const metadata = metadataOf(shown);
  if (metadata === undefined) return;
  const api = slackApiOf(client);
  const work = viewOf(services, workspaceOf(context), shown, metadata);
  const waited = services.outside.sleep(WORTH_ANNOUNCING_MS).then(() => 'slow');
  const first = await Promise.race([work.then(ended, ended), waited]);
  const announced =
    first === 'slow' ? await updateView(services, api, view, workingLoading(metadata)) : undefined;
  await fillWindow(services, api, announced?.kind === 'updated' ? announced.view : view, 'Working', work);
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

function changeOf(action: ActionArgs['action']): Partial<Shown> {
  if (action.type === 'static_select') {
    const planId = action.selected_option?.value;
    return planId === undefined ? {} : { planId, page: 0 };
  }
  return action.type === 'button' ? { page: Number.parseInt(action.value ?? '0', 10) || 0 } : {};
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
