import { type ChartFailure, uploadSentence } from './upload.js';

const AGAIN = 'The numbers are complete. Run it again to get the chart.';

/** Why a result has no chart and what brings it back, in a few plain sentences. */
export function chartNote(failure: ChartFailure): string {
  switch (failure.kind) {
    case 'not-rendered':
      return `The chart could not be drawn this time. ${AGAIN}`;
    case 'slow':
    case 'upload-failed':
      return `${uploadSentence('The chart', failure)} ${AGAIN}`;
    case 'missing-scope':
    case 'uploads-off':
    case 'storage-full':
    case 'foreign-host':
      return `${uploadSentence('The chart', failure)} The numbers are complete.`;
    case 'not-accepted':
      return `The chart could not be attached: Slack did not finish processing it in time. ${AGAIN}`;
    case 'not-a-member':
      return 'The chart could not be attached: I am not a member here.';
  }
}
