/** The public names of published quality. */

export { buildEvidenceBook, type EvidenceData, joinEvidence } from './build-evidence-book.js';
export type * from './evidence-book.js';
export { EvidenceError, type EvidenceProblem } from './evidence-error.js';
export { logitOf } from './expand-evidence.js';
export { fetchQualityFeed, type QualityFeedReport, type QualityFeedRequest } from './quality-feed.js';
export { type EvidenceFiles, loadEvidence } from './read-evidence.js';
