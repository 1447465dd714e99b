import { isObject } from '../json.js';
import { pictureType, type StoredFile } from '../state/files.js';
import { missingArgument, SlackApiError } from './api-error.js';
import { fileForApp } from './file-for-app.js';
import { blocksOf } from './message-content.js';
import type { ApiCall, ApiMethod } from './method.js';
import { joinedChannel } from './targets.js';

/** The external upload flow, files.info and files.delete. */
export const fileMethods: Readonly<Record<string, ApiMethod>> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run({ slack, args, installation }) {
      const length = Number(args.optional('length') ?? 0);
      if (!Number.isSafeInteger(length) || length <= 0) throw new SlackApiError('missing_argument');
      const file = slack.files.announce(args.required('filename'), length, {
        owner: installation.id,
        userId: slack.team.bot.userId,
      });
      return { file_id: file.id, upload_url: `${slack.addresses.origin}/upload/v1/${file.uploadKey}` };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    run(call) {
      const requested = requestedFiles(call);
      const channelId = call.args.optional('channel_id') ?? call.args.optional('channels');
      const channel = channelId === undefined ? undefined : joinedChannel(call.slack, channelId);
      const files = requested.map(({ file, title }) => call.slack.files.complete(file, title));
      if (channel !== undefined && call.slack.channels.hasBot(channel)) share(call, channel.id, files);
      return { files: files.map(({ id, title }) => ({ id, title })) };
    },
  },
  'files.info': {
    scope: 'files:read',
    run(call) {
      return { file: fileForApp(call.slack, readableFile(call, call.args.required('file'))) };
    },
  },
  'files.delete': {
    scope: 'files:write',
    run(call) {
      call.slack.files.remove(ownFile(call, call.args.required('file')));
      return {};
    },
  },
};

interface RequestedFile {
  readonly file: StoredFile;
  readonly title: string | undefined;
}

function requestedFiles(call: ApiCall): readonly RequestedFile[] {
  const listed = call.args.json('files', 'invalid_arguments');
  if (!Array.isArray(listed) || listed.length === 0) throw missingArgument('files');
  return listed.map((entry: unknown) => {
    if (!isObject(entry) || typeof entry.id !== 'string') throw new SlackApiError('invalid_arguments');
    const file = ownFile(call, entry.id);
    if (file.bytes === undefined) throw new SlackApiError('file_not_found');
    return { file, title: typeof entry.title === 'string' ? entry.title : undefined };
  });
}

/** A file of the app's own, or one that a person has handed to it. */
function readableFile(call: ApiCall, id: string): StoredFile {
  const file = call.slack.files.find(id);
  if (file === undefined || !isReadable(call, file)) throw new SlackApiError('file_not_found');
  if (file.isDeleted) throw new SlackApiError('file_deleted');
  return file;
}

/** Whether an installation may read a file in a team. */
export function isReadable(
  { slack, installation }: Pick<ApiCall, 'slack' | 'installation'>,
  { owner, isGivenToApp }: StoredFile,
): boolean {
  return owner === installation.id || (isGivenToApp && installation.isOurs && owner === slack.team.id);
}

function ownFile({ slack, installation }: ApiCall, id: string): StoredFile {
  const file = slack.files.find(id);
  if (file === undefined || file.owner !== installation.id) throw new SlackApiError('file_not_found');
  if (file.isDeleted) throw new SlackApiError('file_deleted');
  return file;
}

/**
 * Posts the files to a channel: pictures as images, everything else attached. An `initial_comment` wins over
 * `blocks`.
 */
function share(call: ApiCall, channelId: string, files: readonly StoredFile[]): void {
  const { slack, args, installation } = call;
  const comment = args.optional('initial_comment');
  const blocks = comment === undefined ? (blocksOf(slack, args, { owner: installation.id }) ?? []) : [];
  const threadTs = args.optional('thread_ts');
  const pictures = files.filter(({ bytes }) => pictureType(bytes) !== undefined);
  const fileIds = files.filter((file) => !pictures.includes(file)).map(({ id }) => id);
  const images = pictures.map(({ id, title }) => ({ type: 'image', slack_file: { id }, alt_text: title }));
  slack.messages.add({
    channelId,
    userId: slack.team.bot.userId,
    text: comment ?? '',
    blocks: [...blocks, ...images],
    ...(fileIds.length === 0 ? {} : { fileIds }),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}
