import { formatCount } from '../../../engine/index.js';
import type { AuditEntry, Audited } from '../../../store/audit-log.js';
import { NO_SETTINGS } from '../../../workspace/settings.js';
import type { Feature } from '../../entry/feature.js';
import type { Words } from '../../entry/request.js';
import { failureSentence } from '../../errors/refusals.js';
import { bullets, type Message, type RichTextPart, small, words } from '../../kit/blocks.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { type Shared, shareFiles } from '../../posting/share-files.js';
import { uploadSentence } from '../../posting/upload.js';
import { csvFile } from '../result/export-files.js';
import { mayChangeSettings } from '../settings/permission.js';

/** Entries that the message shows, and that the file holds: the newest ones. */
const MAX_SHOWN = 15;
const MAX_EXPORTED = 10_000;

/** Who changed what, for those who may change the settings. */
export const audit: Feature = {
  words: [
    {
      name: 'audit',
      typed: ['audit'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost audit',
          'tells admins who saved, changed, deleted, subscribed or set what, and sends it as a file.',
        ],
      ],
      answer,
    },
  ],
};

async function answer(request: Words): Promise<void> {
  await request.received();
  const { services, workspaceId, person } = request;
  const version = await services.workspaces.settings.current(workspaceId);
  const permission = await mayChangeSettings(services, version?.settings ?? NO_SETTINGS, person.userId);
  if (!permission.may) return request.tell(noticeMessage([permission.why]));
  const entries = await services.workspaces.audit(workspaceId, MAX_EXPORTED);
  if (entries.length === 0) return request.tell(noticeMessage(['Nothing has been changed here yet.']));
  await request.tell(auditMessage(entries));
  const shared = await shareFiles(services, {
    files: [
      {
        name: 'ftcost-audit.csv',
        title: 'Who changed what',
        mediaType: 'text/csv',
        bytes: new Uint8Array(Buffer.from(auditCsv(entries))),
      },
    ],
    comment: `The newest ${formatCount(entries.length)} changes in this workspace, times in UTC.`,
    userId: person.userId,
  });
  const problem = problemOf(shared);
  if (problem !== undefined) await request.tell(noticeMessage([problem]));
}

/** Why the file did not arrive; nothing where it did. */
function problemOf(shared: Shared): string | undefined {
  switch (shared.kind) {
    case 'in-thread':
    case 'direct':
      return undefined;
    case 'failed':
      return uploadSentence('The file', shared.failure);
    case 'unreachable':
      return failureSentence(shared.failure);
    case 'unknown':
      return 'Slack did not confirm that the file was sent. Please look in our direct messages.';
  }
}

const DEEDS: Readonly<Record<Audited, string>> = {
  'estimate.saved': 'saved the estimate',
  'estimate.changed': 'changed the estimate',
  'estimate.deleted': 'deleted the estimate',
  'decision.proposed': 'opened the decision again:',
  'decision.adopted': 'adopted the decision',
  'decision.rejected': 'rejected the decision',
  'decision.done': 'finished the decision',
  'decision.withdrawn': 'withdrew the decision',
  'decision.changed': 'changed the owner or the day of the decision',
  'usage.imported': 'imported usage for',
  'link.made': 'made a link to the live sheet of',
  'link.withdrawn': 'withdrew the link to the live sheet of',
  'digest.subscribed': 'subscribed a channel to the digest',
  'digest.changed': 'changed the digest of a channel',
  'digest.paused': 'paused the digest of a channel',
  'digest.resumed': 'resumed the digest of a channel',
  'digest.unsubscribed': 'ended the digest of a channel',
  'settings.changed': 'changed the settings',
  'token.made': 'made the token',
  'token.withdrawn': 'withdrew the token',
  'app.installed': 'installed the app',
  'app.removed': 'noticed that the app was removed',
  'app.restored': 'noticed that the app is back',
  'person.forgotten': 'made the app forget a person',
};

/** The newest changes in a private message. Pure. */
function auditMessage(entries: readonly AuditEntry[]): Message {
  const shown = entries.slice(0, MAX_SHOWN);
  const title = 'Who changed what, the newest first';
  return {
    text: `${title}: ${shown.map((entry) => `${timeOf(entry)} ${entry.actor} ${deedOf(entry)}`).join('; ')}`,
    blocks: [
      bullets(
        title,
        shown.map((entry) => [words(`${timeOf(entry)}  `), who(entry.actor), words(` ${deedOf(entry)}`)]),
      ),
      small(
        `${formatCount(entries.length)} changes come to you as a file in a direct message, with every value before and after. Times in UTC.`,
      ),
    ],
  };
}

function who(actor: string): RichTextPart {
  return /^[UW][A-Z0-9]+$/.test(actor) ? { type: 'user', user_id: actor } : words(actor);
}

function deedOf({ action, subject, change }: AuditEntry): string {
  const fields = Object.keys(change);
  const named = subject === null ? '' : ` “${subject}”`;
  return `${DEEDS[action]}${named}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`;
}

function timeOf({ at }: AuditEntry): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

/** All entries for a spreadsheet, a row for each field that changed. Pure. */
function auditCsv(entries: readonly AuditEntry[]): string {
  const heading = [
    'time',
    'who',
    'what',
    'subject',
    'subject id',
    'conversation',
    'field',
    'before',
    'after',
  ];
  return csvFile([
    heading,
    ...entries.flatMap(({ at, actor, action, subject, subjectId, channelId, change }) => {
      const entry = [at.toISOString(), actor, action, subject, subjectId, channelId];
      const fields = Object.entries(change);
      if (fields.length === 0) return [[...entry, null, null, null]];
      return fields.map(([field, { from, to }]) => [...entry, field, cell(from), cell(to)]);
    }),
  ]);
}

function cell(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
