import { z } from 'zod';
import { findPreset } from '../../../engine/index.js';
import type { ActionArgs } from '../../entry/action-args.js';
import { personOf } from '../../entry/person-of.js';
import { type Services, vocabulary } from '../../entry/services.js';
import { type FlatWorkload, flatten } from '../../grammar/flat-workload.js';
import { readWorkloadText } from '../../grammar/workload-text.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { decodeResult, unpackJson } from '../../kit/workload-code.js';
import { tellPerson } from '../../posting/person.js';
import { openWorkloadModal } from './open-workload-modal.js';

const Typed = z.object({ t: z.string(), p: z.string().optional() });

/** *Open the form* under a text that could not be read: what was understood is filled in. */
export async function handleOpenForm(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const typed = Typed.safeParse(unpackJson(buttonValue(args)));
  const text = typed.success ? typed.data.t : '';
  const preset = typed.success && typed.data.p !== undefined ? findPreset(typed.data.p) : undefined;
  const start = preset === undefined ? {} : flatten(preset.workload);
  const outcome = readWorkloadText(text, vocabulary(services), start);
  const flat = outcome.ok ? flatten(outcome.workload) : outcome.draft;
  await open(services, args, flat, outcome.isPrivate);
}

/** *Open* beside a preset. */
export async function handleOpenPreset(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const preset = findPreset(buttonValue(args));
  await open(services, args, preset === undefined ? {} : flatten(preset.workload), false);
}

/** *Adjust* on a result: the form with its workload. Works for anybody who sees the result, at any time. */
export async function handleAdjust(services: Services, args: ActionArgs): Promise<void> {
  await args.ack();
  const state = decodeResult(buttonValue(args));
  if (state) return open(services, args, flatten(state.workload), false);
  const sentence = 'I cannot read this old result any more. Type /ftcost to fill in the form anew.';
  await tellPerson(
    { ...services, api: slackApiOf(args.client) },
    personOf(args.body),
    noticeMessage([sentence]),
  );
}

function buttonValue({ action }: ActionArgs): string {
  return action.type === 'button' ? (action.value ?? '') : '';
}

async function open(
  services: Services,
  { body, client }: ActionArgs,
  flat: FlatWorkload,
  isPrivate: boolean,
): Promise<void> {
  await openWorkloadModal(services, client, {
    triggerId: body.trigger_id,
    flat,
    isPrivate,
    person: personOf(body),
  });
}
