import type { SlackHost } from '../context.js';
import { mimeType } from './file-for-app.js';

/** A file as tests look at it. */
export interface FileSnapshot {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Empty until the bytes arrive, and after the file was deleted. */
  readonly bytes: Buffer;
  /** Empty until processing is over. */
  readonly mimeType: string;
  readonly isReady: boolean;
  readonly isDeleted: boolean;
}

/** A file by its id. */
export function fileSnapshot(slack: SlackHost, fileId: string): FileSnapshot | undefined {
  const file = slack.files.find(fileId);
  if (file === undefined) return undefined;
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    bytes: file.bytes ?? Buffer.alloc(0),
    mimeType: mimeType(slack, file),
    isReady: slack.files.isReady(file),
    isDeleted: file.isDeleted,
  };
}
