import { AdvisorError } from '../../advisor/advisor-error.js';
import { UnknownModelError } from '../../engine/index.js';
import { isStoreFailure } from '../../store/store-error.js';
import { type Reference, referenceWords } from '../kit/reference.js';
import { BUSY } from './busy-message.js';
import { NotInstalledError } from './not-installed.js';
import { reinstallSentence } from './refusals.js';

/** What a person is told when something went wrong inside the app: what happened, what was kept, what to do. */
export function ownFailureSentence(error: unknown, installUrl?: string): string {
  if (error instanceof NotInstalledError) {
    return `I am not installed in this workspace any more, so I cannot answer. ${reinstallSentence(installUrl)}`;
  }
  if (error instanceof AdvisorError && error.code === 'queue-full') return BUSY;
  if (error instanceof UnknownModelError) {
    return 'A model of this workload has left the catalogue. Nothing was posted. Type /ftcost to choose another.';
  }
  if (isStoreFailure(error)) {
    return 'I cannot reach my database. What is saved is kept, and nothing was changed or posted. Please try again in a few minutes.';
  }
  return 'Something went wrong on my side. What is saved is kept. Please try again; if it happens again, tell the operator of this app.';
}

/** What stands in a form that could not be read through a fault of ours. The form stays open. */
export function formFailureSentence(reference: Reference): string {
  return `Something went wrong on my side. Nothing you typed is lost. Please submit it again in a moment. ${referenceWords(reference)}`;
}
