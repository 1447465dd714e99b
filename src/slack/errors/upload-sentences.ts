import type { UploadFailure } from '../posting/upload-bytes.js';

/** Why Slack did not take a file, and what brings it: `The export could not be uploaded: ...`. */
export function uploadSentence(what: string, failure: UploadFailure): string {
  switch (failure.kind) {
    case 'slow':
      return `Slack took too long to accept ${what}.`;
    case 'missing-scope':
      return `Slack did not accept ${what}: this workspace has not given me the right ${failure.scope}. An admin can reinstall the app to allow it.`;
    case 'uploads-off':
      return `Slack did not accept ${what}: this workspace does not accept uploads. An admin can allow them.`;
    case 'storage-full':
      return `Slack did not accept ${what}: the file storage of this workspace is full. An admin can make room.`;
    case 'upload-failed':
      return `Slack did not accept ${what} (it said ${failure.code}).`;
  }
}
