/** The shared engine's public names. */

export type * from './advice.js';
export { advise, glance } from './advise.js';
export { addDays, daysBetween } from './calendar.js';
export { splitEffort, UnknownModelError } from './choose/candidates.js';
export { billsOf } from './cost/bills.js';
export { type ComparedModel, type Comparison, compareModels } from './cost/compare-models.js';
export { usdOn } from './cost/cost-path.js';
export { tokenPriceWords } from './cost/own-prices.js';
export { splitPeople } from './cost/people.js';
export { changedBook, type PriceChange } from './cost/price-change.js';
export { bookEnding, scaledBook } from './cost/scaled-book.js';
export { isStale } from './cost/stale.js';
export { type EncodingName, familyOf, tokensPerO200k } from './cost/token-families.js';
export { TYPICAL_USE, typicalCallUsd } from './cost/typical-call.js';
export { batchingRuledOut, completeWorkload } from './defaults.js';
export { bestFineTune } from './explain/among-plans.js';
export * from './explain/payback.js';
export { stepWords } from './explain/step-words.js';
export * from './explain/test-words.js';
export * from './explain/wording.js';
export { areOneDecision, isPresent, KEEP_ID, planKind } from './plans/index.js';
export type { AccuracyField } from './plans/plan-kind.js';
export { findPreset, PRESETS, type Preset } from './presets.js';
export { NO_EVIDENCE } from './quality/no-evidence.js';
export { redecide } from './redecide.js';
export {
  EFFORTS,
  type Effort,
  type Figure,
  JUDGING_KINDS,
  LIMITS,
  shareOf,
  TASKS,
  type TokenPrice,
  type Workload,
  WorkloadSchema,
} from './workload.js';
