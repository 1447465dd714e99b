/** From evidence and measurements to distributions of accuracy, and the test that would narrow them. */

export * from './accuracy.js';
export * from './cascade.js';
export * from './changes.js';
export * from './effort.js';
export * from './fitted.js';
export * from './good-enough.js';
export * from './latency.js';
export * from './measured.js';
export * from './normal.js';
export * from './quality-of.js';
export * from './test-outcomes.js';
export * from './test-plan.js';
export * from './tuned.js';
export * from './untuned.js';
