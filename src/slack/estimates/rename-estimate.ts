import type { ViewErrorsResponseAction } from '@slack/bolt';
import { z } from 'zod';
import { ESTIMATE_NAME_LENGTH } from '../../workspace/estimate.js';
import type { ActionArgs } from '../actions/action-args.js';
import { formFailureSentence } from '../errors/own-failures.js';
import type { Reference } from '../errors/report.js';
import { afterwards } from '../home/show-home.js';
import { NEW_NAME, renameModal } from '../messages/rename-modal.js';
import { reportedAt } from '../modals/form-state.js';
import { openView } from '../modals/open-workload-modal.js';
import type { ViewArgs } from '../modals/view-args.js';
import { slackApiOf } from '../posting/slack-api.js';
import type { Services } from '../services.js';
import { asOneLine } from '../text/safe-text.js';
import { packJson, unpackJson } from '../workload/workload-code.js';
import { workspaceOf } from '../workspace-of.js';
import { readRef, writeRef } from './estimate-ref.js';
import { estimateUse, tellChange, tellGone } from './use-estimate.js';

/** What the question for a name remembers: the estimate, and where to say that it is done. */
const Memory = z.object({ e: z.string(), c: z.string().optional(), u: z.string().optional() });

/** *Rename*: asks for the name. */
export async function handleRename(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const use = estimateUse(services, args);
  const estimate = await services.workspaces.estimates.find(use.workspaceId, use.ref.id);
  if (estimate === undefined) return tellGone(services, use);
  const { channelId: c, responseUrl: u } = use.person;
  const memory: z.infer<typeof Memory> = { e: writeRef(use.ref), c, u };
  const view = renameModal(estimate.name, packJson(memory, 3_000) ?? '');
  await openView(services, args.client, args.body.trigger_id, view, use.person);
}

/** The new name was given. The question stays open, with what was typed, when it cannot be kept. */
export async function handleRenamed(services: Services, args: ViewArgs): Promise<void> {
  const { ack, view, body, client, context } = args;
  const name = asOneLine(reportedAt(view, NEW_NAME, NEW_NAME)?.value ?? '');
  if (name === '' || name.length > ESTIMATE_NAME_LENGTH) {
    await ack(errorBeside(`Write a name of at most ${ESTIMATE_NAME_LENGTH} characters.`));
    return;
  }
  const { e, c, u } = Memory.parse(unpackJson(view.private_metadata));
  const use = {
    workspaceId: workspaceOf(context),
    ref: readRef(e),
    person: {
      userId: body.user.id,
      ...(c !== undefined && { channelId: c }),
      ...(u !== undefined && { responseUrl: u }),
    },
    telling: { ...services, api: slackApiOf(client) },
  };
  const { estimates } = services.workspaces;
  const renamed = await estimates.change(use.workspaceId, use.ref.id, { name }, services.clock());
  await ack();
  if (renamed === undefined) return tellGone(services, use);
  await tellChange(services, use, 'renamed', renamed);
  await afterwards(services, args);
}

/** Keeps the question open when the name could not be kept through a fault of ours. */
export function renameFailed(reference: Reference): ViewErrorsResponseAction {
  return errorBeside(formFailureSentence(reference));
}

function errorBeside(sentence: string): ViewErrorsResponseAction {
  return { response_action: 'errors', errors: { [NEW_NAME]: sentence } };
}
