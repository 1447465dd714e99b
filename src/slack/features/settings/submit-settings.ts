import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { NO_SETTINGS, type WorkspaceSettings } from '../../../workspace/settings.js';
import { type FormAnswer, requestOf, type Submission } from '../../entry/request.js';
import { vocabulary } from '../../entry/services.js';
import { formFailureSentence } from '../../errors/own-failures.js';
import { noticeMessage } from '../../kit/notice-message.js';
import type { Reference } from '../../kit/reference.js';
import { packJson, unpackJson } from '../../kit/workload-code.js';
import type { Person } from '../../posting/person.js';
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
 * The settings were submitted: errors beside the fields, or a new version. Acknowledged before it is kept: an
 * acknowledgement that could not be recorded says that nothing was started, and keeps the form open.
 */
export async function submitSettings(submission: Submission): Promise<void> {
  const { services, workspaceId, view, userName } = submission;
  const { userId } = submission.person;
  const reading = readSettings(view, vocabulary(services), services.priceBook());
  if (!reading.ok) return submission.ack({ response_action: 'errors', errors: { ...reading.errors } });
  const { settings } = services.workspaces;
  const before = (await settings.current(workspaceId))?.settings ?? NO_SETTINGS;
  const permission = await mayChangeSettings(services, before, userId);
  if (!permission.may) return submission.ack(errorOnTop(permission.why));
  const { c: channelId, u, h: isAtHome = false } = Memory.parse(unpackJson(view.private_metadata));
  const isChange = !isSame(before, reading.changed(before));
  await submission.ack();
  if (isChange) {
    const by = { userId, name: userName, channelId };
    const { version } = await settings.change(workspaceId, by, services.clock(), reading.changed);
    services.logger.info({ workspaceId, version, by: userId }, 'The settings of a workspace were changed');
  }
  const person = {
    userId,
    ...(channelId !== undefined && { channelId }),
    ...(u !== undefined && { responseUrl: u }),
  };
  const request = requestOf({ ...submission, person, isAtHome });
  await request.tell(noticeMessage([isChange ? SAVED : UNCHANGED]));
  if (isChange) await request.changed();
}

function isSame(a: WorkspaceSettings, b: WorkspaceSettings): boolean {
  const plainly = (settings: WorkspaceSettings) => [
    flatSettings(settings),
    settings.usdPer,
    settings.negotiated,
    settings.editors,
    settings.liveSheets,
  ];
  return isDeepStrictEqual(plainly(a), plainly(b));
}

/** Keeps the form open when the settings could not be kept through a fault of ours. */
export function settingsFailed(reference: Reference): FormAnswer {
  return errorOnTop(formFailureSentence(reference));
}

function errorOnTop(sentence: string): FormAnswer {
  return { response_action: 'errors', errors: { [settingsBlockId('engineer')]: sentence } };
}
