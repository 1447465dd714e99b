/** The shared engine's public names. */

export type * from './advice.js';
export { type AdviseOptions, advise } from './advise.js';
export { UnknownModelError } from './candidates.js';
export { findPreset, PRESETS, type Preset } from './presets.js';
export { bestFineTune } from './reasons.js';
export { paybackWords } from './verdict.js';
export * from './wording.js';
export { LIMITS, TASKS, type Task, type Workload, WorkloadSchema } from './workload.js';
