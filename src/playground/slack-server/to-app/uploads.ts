import type { SlackContext } from '../context.js';
import type { StoredFile } from '../state/files.js';
import { knownPerson } from './payload.js';

/** A person uploading a file, which nobody else sees before it goes with a message or a form. */
export interface UploadGesture {
  readonly userId: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Keeps a file of a person's.
 * @throws ImpossibleGestureError for a person who is not here.
 */
export function uploadFile(slack: SlackContext, { userId, name, bytes }: UploadGesture): StoredFile {
  const { id } = knownPerson(slack, userId);
  return slack.files.upload(name, bytes, { owner: slack.team.id, userId: id });
}
