import type { SlackContext } from '../context.js';
import { isObject, type JsonObject } from '../json.js';
import { hasBot } from '../state/channels.js';
import { pictureType, type StoredFile } from '../state/files.js';
import { APP } from '../workspace.js';
import { missingArgument, SlackApiError } from './api-error.js';
import { blocksOf } from './message-content.js';
import type { ApiCall, ApiMethod } from './method.js';
import { joinedChannel } from './targets.js';

const MIME_TYPES = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' } as const;

/** The external upload flow, files.info and files.delete. */
export const fileMethods: Readonly<Record<string, ApiMethod>> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run({ slack, args, token }) {
      const length = Number(args.optional('length') ?? 0);
      if (!Number.isSafeInteger(length) || length <= 0) throw new SlackApiError('missing_argument');
      const file = slack.files.announce(args.required('filename'), length, token);
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
      if (channel !== undefined && hasBot(channel)) share(call, channel.id, files);
      return { files: files.map(({ id, title }) => ({ id, title })) };
    },
  },
  'files.info': {
    scope: 'files:read',
    run(call) {
      return { file: fileForApp(call.slack, ownFile(call, call.args.required('file'))) };
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

function ownFile({ slack, token }: ApiCall, id: string): StoredFile {
  const file = slack.files.find(id);
  if (file === undefined || file.token !== token) throw new SlackApiError('file_not_found');
  if (file.isDeleted) throw new SlackApiError('file_deleted');
  return file;
}

/** Posts the files to a channel as images. An `initial_comment` wins over `blocks`. */
function share(call: ApiCall, channelId: string, files: readonly StoredFile[]): void {
  const { slack, args, token } = call;
  const comment = args.optional('initial_comment');
  const blocks = comment === undefined ? (blocksOf(slack, args, { token }) ?? []) : [];
  const threadTs = args.optional('thread_ts');
  const images = files.map(({ id, title }) => ({ type: 'image', slack_file: { id }, alt_text: title }));
  slack.messages.add({
    channelId,
    userId: APP.botUserId,
    text: comment ?? '',
    blocks: [...blocks, ...images],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}

/** A file as files.info shows it; until processing is over it has no type. */
function fileForApp(slack: SlackContext, file: StoredFile): JsonObject {
  const type = slack.files.isReady(file) ? pictureType(file.bytes) : undefined;
  const address = `${slack.addresses.origin}/playground/files/${file.id}`;
  return {
    id: file.id,
    created: Math.floor(file.createdAtMs / 1000),
    timestamp: Math.floor(file.createdAtMs / 1000),
    name: file.name,
    title: file.title,
    mimetype: mimeType(slack, file),
    filetype: type ?? '',
    size: file.bytes?.length ?? 0,
    user: APP.botUserId,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: address,
    url_private_download: address,
    permalink: address,
    channels: [],
    groups: [],
    ims: [],
  };
}

/** Empty until processing is over; then what the bytes are. */
export function mimeType(slack: SlackContext, file: StoredFile): string {
  if (!slack.files.isReady(file)) return '';
  const picture = pictureType(file.bytes);
  return picture === undefined ? 'application/octet-stream' : MIME_TYPES[picture];
}
