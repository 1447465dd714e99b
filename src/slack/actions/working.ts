import { z } from 'zod';
import { UnknownModelError } from '../../engine/index.js';
import type { ModalView } from '../messages/blocks.js';
import { noticeMessage } from '../messages/notice-message.js';
import { planOptionValue, workingModal } from '../messages/working-modal.js';
import { openView } from '../modals/open-workload-modal.js';
import { callSlack } from '../posting/call-slack.js';
import { tellPerson } from '../posting/person.js';
import { slackApiOf } from '../posting/slack-api.js';
import { adviseOn, type Services, today } from '../services.js';
import {
  decodeResult,
  encodeResult,
  packJson,
  type ResultState,
  unpackJson,
} from '../workload/workload-code.js';
import { workspaceOf } from '../workspace-of.js';
import type { ActionArgs } from './action-args.js';
import { personOf } from './person-of.js';

/** *Working* on a result: its ledgers, at the prices of the day of the result. */
export async function handleWorking(
  services: Services,
  { ack, body, action, client, context }: ActionArgs,
): Promise<void> {
  await ack();
  const person = personOf(body);
  const state = action.type === 'button' ? decodeResult(action.value ?? '') : undefined;
  const view = state === undefined ? undefined : await viewOf(services, workspaceOf(context), { state });
  if (view) return openView(services, client, body.trigger_id, view, person);
  const sentence = 'I cannot read this old result any more. Type /ftcost to work it out anew.';
  await tellPerson({ ...services, api: slackApiOf(client) }, person, noticeMessage([sentence]));
}

/** Another plan was chosen in the ledgers, or another page. */
export async function handleWorkingChanged(
  services: Services,
  { ack, body, action, client, context }: ActionArgs,
): Promise<void> {
  await ack();
  const { view } = body;
  const shown = view === undefined ? undefined : readShown(view.private_metadata);
  if (!view || !shown) return;
  const updated = await viewOf(services, workspaceOf(context), { ...shown, ...changeOf(action) });
  if (!updated) return;
  const args = { view_id: view.id, hash: view.hash, view: updated };
  const called = await callSlack(slackApiOf(client), services.outside, 'views.update', args, {
    tries: 2,
    mostSeconds: 3,
  });
  if (!called.ok) services.logger.warn({ failure: called.failure }, 'The ledgers could not be updated');
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

/** The view, or `undefined` when the result can no longer be worked out: its model has left the catalogue. */
async function viewOf(
  services: Services,
  workspaceId: string,
  { state, planId, page = 0 }: Shown,
): Promise<ModalView | undefined> {
  const result = encodeResult(state);
  const metadata = result === undefined ? undefined : packJson({ r: result, p: planId }, 3_000);
  if (metadata === undefined) return undefined;
  try {
    const day = state.asOf ?? today(services);
    const advice = await adviseOn(services, workspaceId, state.workload, day);
    const plan = advice.plans.find((one) => planOptionValue(one) === planId);
    const content = { advice, metadata, page, ...(plan === undefined ? {} : { planId: plan.id }) };
    return workingModal(content);
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}
