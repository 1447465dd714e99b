import type { UploadFailure } from './upload-bytes.js';

/** Why Slack did not take a file, and what brings it: `The chart could not be uploaded: ...`. */
export function uploadSentence(what: string, failure: UploadFailure): string {
  switch (failure.kind) {
    case 'slow':
      return `${what} could not be uploaded: Slack took too long to accept it.`;
    case 'missing-scope':
      return `${what} could not be uploaded: this workspace has not given me the right ${failure.scope}. An admin can reinstall the app to allow it.`;
    case 'uploads-off':
      return `${what} could not be uploaded: this workspace does not accept uploads. An admin can allow them.`;
    case 'storage-full':
      return `${what} could not be uploaded: the file storage of this workspace is full. An admin can make room.`;
    case 'foreign-host':
      return `${what} was not uploaded: the address that I was given for it is not one of Slack's. Whoever runs me finds it in the log.`;
    case 'upload-failed':
      return `${what} could not be uploaded (Slack said ${failure.code}).`;
  }
}
