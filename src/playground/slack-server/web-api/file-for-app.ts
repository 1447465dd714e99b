import type { SlackContext, SlackHost } from '../context.js';
import type { JsonObject } from '../json.js';
import { pictureType, type StoredFile } from '../state/files.js';

const PICTURE_TYPES = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' } as const;
const NAMED_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    csv: 'text/csv',
    json: 'application/json',
    jsonl: 'text/plain',
    txt: 'text/plain',
    md: 'text/markdown',
    pdf: 'application/pdf',
  }),
);

/** A file as files.info shows it; until processing is over it has no type. */
export function fileForApp(slack: SlackContext, file: StoredFile): JsonObject {
  const address = `${slack.addresses.origin}/files-pri/${file.id}/${encodeURIComponent(file.name)}`;
  const sharedIn = slack.messages.all().filter(({ fileIds }) => fileIds?.includes(file.id));
  const channels = (kind: string) =>
    [...new Set(sharedIn.map(({ channelId }) => channelId)).values()].filter(
      (id) => slack.channels.find(id)?.kind === kind,
    );
  return {
    id: file.id,
    created: Math.floor(file.createdAtMs / 1000),
    timestamp: Math.floor(file.createdAtMs / 1000),
    name: file.name,
    title: file.title,
    mimetype: mimeType(slack, file),
    filetype: slack.files.isReady(file) ? (pictureType(file.bytes) ?? extensionOf(file.name)) : '',
    size: file.bytes?.length ?? 0,
    user: file.userId,
    mode: 'hosted',
    is_external: false,
    is_public: channels('public').length > 0,
    url_private: address,
    url_private_download: address,
    permalink: address,
    channels: channels('public'),
    groups: channels('private'),
    ims: channels('dm'),
  };
}

/** Where this server shows a file to its page, as a path. */
export function fileAddress({ id }: Pick<StoredFile, 'id'>): string {
  return `/playground/files/${id}`;
}

/** Empty until processing is over; then what the bytes or, for anything but pictures, the name say. */
export function mimeType({ files }: SlackHost, file: StoredFile): string {
  if (!files.isReady(file)) return '';
  const picture = pictureType(file.bytes);
  if (picture !== undefined) return PICTURE_TYPES[picture];
  return NAMED_TYPES.get(extensionOf(file.name)) ?? 'application/octet-stream';
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
