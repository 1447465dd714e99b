/** The shared engine's public names. */

export type * from './advice.js';
export { advise } from './advise.js';
export { bestFineTune } from './among-plans.js';
export { batchingRuledOut } from './batching.js';
export { addDays, daysBetween } from './calendar.js';
export { UnknownModelError } from './candidates.js';
export { type ComparedModel, type Comparison, compareModels } from './compare-models.js';
export { usdOn } from './cost-path.js';
export { completeWorkload } from './defaults.js';
export { findPreset, PRESETS, type Preset } from './presets.js';
export { changedBook, type PriceChange } from './price-change.js';
export { redecide } from './redecide.js';
export { bookEnding, scaledBook } from './scaled-book.js';
export { isStale } from './stale.js';
export { TYPICAL_USE, typicalCallUsd } from './typical-call.js';
export { countsWrongAnswers } from './verdict.js';
export * from './wording.js';
export { LIMITS, TASKS, type Workload, WorkloadSchema } from './workload.js';
