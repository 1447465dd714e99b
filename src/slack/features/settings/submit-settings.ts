import { isDeepStrictEqual } from 'node:util';
import type { ViewErrorsResponseAction } from '@slack/bolt';
import { z } from 'zod';
import { NO_SETTINGS, type WorkspaceSettings } from '../../../workspace/settings.js';
import { type Services, vocabulary } from '../../entry/services.js';
import type { ViewArgs } from '../../entry/view-args.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { Reference } from '../../kit/reference.js';
import { slackApiOf } from '../../kit/slack-api.js';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import { workspaceOf } from '../../kit/workspace-of.js';
import { type Person, tellPerson } from '../../posting/person.js';
import { afterwards, tellAtHome } from '../home/show-home.js';
import { mayChangeSettings } from './permission.js';
import { readSettings, settingsBlockId } from './read-settings.js';
import { flatSettings } from './settings-fields.js';

/** What the form remembers: where to say that it is done, and whether that is the Home tab. */
const Memory = z.object({
  c: z.string().optional(),
  u: z.string().optional(),
  h: z.boolean().optional(),
});

/** The memory of a form that somebody opens. */
export function settingsMemory({ channelId: c, responseUrl: u }: Person, isFromHome: boolean): string {
  const memory: z.infer<typeof Memory> = { c, u, ...(isFromHome && { h: true }) };
  return packJson(memory, 3_000) ?? '';
}

const SAVED = 'The settings are saved. They hold for every advice from now on, saved estimates included.';
const UNCHANGED = 'Nothing was changed in the settings.';

/**
 * The settings were submitted: errors beside the fields, or a new version. The form stays open, with all that was
 * typed, until the version is kept.
 */
export async function handleSettingsSubmitted(services: Services, args: ViewArgs): Promise<void> {
  const { ack, view, body, client, context } = args;
  const reading = readSettings(view, vocabulary(services), services.priceBook());
  if (!reading.ok) {
    await ack({ response_action: 'errors', errors: { ...reading.errors } });
    return;
  }
  const { settings } = services.workspaces;
  const workspaceId = workspaceOf(context);
  const before = (await settings.current(workspaceId))?.settings ?? NO_SETTINGS;
  const api = slackApiOf(client);
  const permission = await mayChangeSettings(api, services.outside, before, body.user.id);
  if (!permission.may) {
    await ack(errorOnTop(permission.why));
    return;
  }
  const isChange = !isSame(before, reading.changed(before));
  if (isChange) {
    const by = { userId: body.user.id, name: body.user.name };
    const { version } = await settings.change(workspaceId, by, services.clock(), reading.changed);
    services.logger.info({ workspaceId, version, by: by.userId }, 'The settings of a workspace were changed');
  }
  await ack();
  const { c, u, h: isFromHome = false } = Memory.parse(unpackJson(view.private_metadata));
  const person = {
    userId: body.user.id,
    ...(c !== undefined && { channelId: c }),
    ...(u !== undefined && { responseUrl: u }),
  };
  const notice = noticeMessage([isChange ? SAVED : UNCHANGED]);
  if (isFromHome) await tellAtHome(services, args, notice.blocks);
  else await tellPerson({ ...services, api }, person, notice);
  if (isChange) await afterwards(services, args, isFromHome);
}

function isSame(a: WorkspaceSettings, b: WorkspaceSettings): boolean {
  const plainly = (settings: WorkspaceSettings) => [
    flatSettings(settings),
    settings.negotiated,
    settings.editors,
  ];
  return isDeepStrictEqual(plainly(a), plainly(b));
}

/** Keeps the form open when the settings could not be kept through a fault of ours. */
export function settingsFailed(reference: Reference): ViewErrorsResponseAction {
  return errorOnTop(formFailureSentence(reference));
}

function errorOnTop(sentence: string): ViewErrorsResponseAction {
  return { response_action: 'errors', errors: { [settingsBlockId('engineer')]: sentence } };
}
