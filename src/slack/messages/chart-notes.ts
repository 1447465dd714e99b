import type { ChartFailure } from '../posting/upload-chart.js';

/** Why a result has no chart and what brings it back, in one or two plain sentences. */
export function chartNote(failure: ChartFailure): string {
  switch (failure.kind) {
    case 'not-rendered':
      return 'The chart could not be drawn this time. The numbers are complete. Run it again to get the chart.';
    case 'slow':
      return 'Slack took too long to accept the chart. The numbers are complete. Run it again to get the chart.';
    case 'missing-scope':
      return `The chart could not be uploaded: this workspace has not given me the right ${failure.scope}. An admin can reinstall the app to allow it.`;
    case 'uploads-off':
      return 'The chart could not be uploaded: this workspace does not accept uploads. An admin can allow images.';
    case 'storage-full':
      return 'The chart could not be uploaded: the file storage of this workspace is full.';
    case 'upload-failed':
      return `The chart could not be uploaded (Slack said ${failure.code}). The numbers are complete. Run it again to get the chart.`;
    case 'not-accepted':
      return 'The chart could not be attached: Slack did not finish processing it in time. The numbers are complete. Run it again to get the chart.';
    case 'not-a-member':
      return 'The chart could not be attached: I am not a member here.';
  }
}
